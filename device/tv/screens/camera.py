"""The camera check: the camera's picture with the people found in it, and figures beside it."""

from typing import Final

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.panel import PanelBody, PicturePanel
from device.tv.drawing.sentence import Tone, draw_sentence
from device.tv.drawing.theme import DIM, MARGIN_X, TEXT, Type
from device.tv.screens.title_and_hint import WIDTH, draw_hint, draw_title
from device.views import CameraView
from device.words.lookup import ENGLISH_WORDS, Words

PICTURE_TOP: Final = 156
PICTURE_WIDTH: Final = 1184
PICTURE_HEIGHT: Final = 666
FIGURES_LEFT: Final = MARGIN_X + PICTURE_WIDTH + 64
FIGURES_WIDTH: Final = MARGIN_X + WIDTH - FIGURES_LEFT
# From the top of one figure to that of the next; the name above, the value below.
FIGURE_PITCH: Final = 134
FIGURES: Final = 5  # as many as stand beside the picture
NAME_DROP: Final = 30
VALUE_DROP: Final = 96
ADVICE_TOP: Final = 850
ADVICE_HEIGHT: Final = 112
# The panel always has places for this many people.
BODIES: Final = 2


class CameraScreen:
    """Draws views of the camera onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Begin with an empty canvas."""
        self._canvas = canvas
        self._regions = DirtyRegions()
        canvas.clear()
        box = canvas.scale.box(MARGIN_X, PICTURE_TOP, PICTURE_WIDTH, PICTURE_HEIGHT)
        self._panel = PicturePanel(canvas, box, "", words.text("waiting_camera"))

    def draw(self, view: CameraView) -> None:
        """Bring the canvas up to date with a view."""
        if self._regions.changed("title", view.title):
            draw_title(self._canvas, view.title)
        seen = (*view.bodies, *(None,) * BODIES)[:BODIES]
        # the whole picture is shown: nothing is followed, so the time does not matter
        self._panel.draw(view.image, tuple(map(PanelBody, seen)), 0.0, mirrored=view.mirrored)
        if self._regions.changed("figures", view.figures):
            self._figures(view.figures)
        if self._regions.changed("advice", view.advice):
            self._advice(view.advice)
        if self._regions.changed("hint", view.hint):
            draw_hint(self._canvas, view.hint)

    def _figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        canvas.clear(box(FIGURES_LEFT, PICTURE_TOP, FIGURES_WIDTH, FIGURE_PITCH * FIGURES))
        for number, (name, value) in enumerate(figures[:FIGURES]):
            top = PICTURE_TOP + number * FIGURE_PITCH
            place = box(FIGURES_LEFT, top + NAME_DROP, FIGURES_WIDTH, VALUE_DROP - NAME_DROP)
            for text, size, baseline, colour in (
                (name, Type.SMALL, place.top, DIM),
                (value, Type.TITLE, place.bottom, TEXT),
            ):
                short = canvas.lettering.fit(text, size, place.width)
                canvas.text(short, size, (place.left, baseline), "left", colour)

    def _advice(self, advice: str | None) -> None:
        area = self._canvas.scale.box(MARGIN_X, ADVICE_TOP, WIDTH, ADVICE_HEIGHT)
        self._canvas.clear(area)
        if advice:
            draw_sentence(self._canvas, area, area.left, (advice, Tone.NOTICE), Type.BODY, lines=2)

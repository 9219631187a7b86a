"""Training without a lesson: the exercise's name, the person, how far it went, how often it was done.

Each region is drawn again only when what it shows changed.
"""

from typing import Final

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.depth_bar import depth_step, draw_depth
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.panel import PanelBody, PicturePanel
from device.tv.drawing.repetition_marks import draw_marks
from device.tv.drawing.sentence import Tone, draw_sentence
from device.tv.drawing.theme import DIM, MARGIN_X, REFERENCE_SIZE, TEXT, Type
from device.tv.screens.title_and_hint import draw_hint
from device.views import DoneView, FreeView
from device.words.lookup import ENGLISH_WORDS, Words

RIGHT: Final = REFERENCE_SIZE[0] - MARGIN_X
WIDTH: Final = RIGHT - MARGIN_X
NAME_TOP: Final = 54
NAME_HEIGHT: Final = 130
NAME_BASELINE: Final = 146
LIKELY_WIDTH: Final = 490
LIKELY_BASELINES: Final = (96, 142)
APART: Final = 28
PICTURE_TOP: Final = 194
PICTURE_WIDTH: Final = 1152
PICTURE_HEIGHT: Final = 648
BAR_LEFT: Final = MARGIN_X + PICTURE_WIDTH + 36
BAR_WIDTH: Final = 64
# Beside the bar: a label, the count, its repetitions, and below them what was done so far.
COLUMN_LEFT: Final = BAR_LEFT + BAR_WIDTH + 36
COLUMN_WIDTH: Final = RIGHT - COLUMN_LEFT
COUNT_TOP: Final = PICTURE_TOP
COUNT_LABEL_BASELINE: Final = 228
COUNT_BASELINE: Final = 418
COUNT_HEIGHT: Final = 240
MARKS_MIDDLE: Final = 474
MARKS_TOP: Final = 452
MARKS_HEIGHT: Final = 44
DONE_TOP: Final = 520
DONE_LABEL_BASELINE: Final = 556
DONE_BASELINE: Final = 612
DONE_PITCH: Final = 54
DONE_HEIGHT: Final = PICTURE_TOP + PICTURE_HEIGHT - DONE_TOP
DONE_ROWS: Final = 5
SAID_TOP: Final = 862
SAID_HEIGHT: Final = 92


class FreeScreen:
    """Draws onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Begin with an empty canvas."""
        self._canvas = canvas
        self._words = words
        self._regions = DirtyRegions()
        canvas.clear()
        box = canvas.scale.box(MARGIN_X, PICTURE_TOP, PICTURE_WIDTH, PICTURE_HEIGHT)
        self._panel = PicturePanel(canvas, box, "", words.text("waiting_camera"))

    def draw(self, view: FreeView) -> None:
        """Bring the canvas up to date with a view."""
        changed = self._regions.changed
        body = PanelBody(view.joints, view.levels)
        self._panel.draw(view.image, (body,), view.time_s, mirrored=view.mirrored, patterned=view.patterned)
        if changed("name", (view.title, view.name, view.running, view.share, view.likely)):
            self._name(view)
        counts = view.value is not None and not view.held
        if changed("depth", (counts, depth_step(view.depth))):
            self._depth(depth_step(view.depth), counts=counts)
        if changed("count", (view.value, view.held)):
            self._count(view.value, held=view.held)
        if changed("marks", view.marks):
            self._marks(view)
        if changed("done", view.done):
            self._done(view.done)
        if changed("said", (view.fault, view.message)):
            self._say(view.fault, view.message)
        if changed("hint", view.hint):
            draw_hint(self._canvas, view.hint)

    def _row(self, baseline: float) -> int:
        return self._canvas.scale.box(0, baseline, 1, 1).top

    def _name(self, view: FreeView) -> None:
        """The name large, its probability small beside it; the next names at the right."""
        canvas, px = self._canvas, self._canvas.scale.px
        area = canvas.scale.box(MARGIN_X, NAME_TOP, WIDTH, NAME_HEIGHT)
        canvas.clear(area)
        room = area.width - (px(LIKELY_WIDTH) if view.likely else 0)
        share = canvas.lettering.width(view.share, Type.SMALL) + px(APART) if view.share else 0
        name = view.name or view.title
        size = next(
            (size for size in (Type.SCORE, Type.TITLE) if canvas.lettering.width(name, size) + share <= room),
            Type.BODY,
        )
        short, baseline = canvas.lettering.fit(name, size, room - share), self._row(NAME_BASELINE)
        colour = TEXT if view.running or view.name is None else DIM
        end = canvas.text(short, size, (area.left, baseline), "left", colour).right
        if view.share:
            canvas.text(view.share, Type.SMALL, (end + px(APART), baseline), "left", DIM)
        for (other, share_of), below in zip(view.likely, LIKELY_BASELINES, strict=False):
            place = area.right, self._row(below)
            left = canvas.text(share_of, Type.SMALL, place, "right", DIM).left - px(APART) // 2
            short = canvas.lettering.fit(
                other, Type.SMALL, px(LIKELY_WIDTH) - (area.right - left) - px(APART)
            )
            canvas.text(short, Type.SMALL, (left, place[1]), "right", DIM)

    def _depth(self, step: int | None, *, counts: bool) -> None:
        box = self._canvas.scale.box(BAR_LEFT, PICTURE_TOP, BAR_WIDTH, PICTURE_HEIGHT)
        if counts:
            draw_depth(self._canvas, box, step)
        else:
            self._canvas.clear(box)

    def _count(self, value: int | None, *, held: bool) -> None:
        canvas = self._canvas
        area = canvas.scale.box(COLUMN_LEFT, COUNT_TOP, COLUMN_WIDTH, COUNT_HEIGHT)
        canvas.clear(area)
        if value is None:
            return
        label = self._words.text("free_seconds" if held else "repetitions")
        canvas.text(label, Type.SMALL, (area.left, self._row(COUNT_LABEL_BASELINE)), "left", DIM)
        number = str(value)
        size = Type.FINAL if canvas.lettering.width(number, Type.FINAL) <= area.width else Type.SCORE
        canvas.text(number, size, (area.left, self._row(COUNT_BASELINE)), "left", TEXT)

    def _marks(self, view: FreeView) -> None:
        canvas = self._canvas
        area = canvas.scale.box(COLUMN_LEFT, MARKS_TOP, COLUMN_WIDTH, MARKS_HEIGHT)
        canvas.clear(area)
        draw_marks(canvas, view.marks, (area.left, self._row(MARKS_MIDDLE)), area.width)

    def _done(self, done: tuple[DoneView, ...]) -> None:
        """The newest exercises, each with what was done of it."""
        canvas, px = self._canvas, self._canvas.scale.px
        area = canvas.scale.box(COLUMN_LEFT, DONE_TOP, COLUMN_WIDTH, DONE_HEIGHT)
        canvas.clear(area)
        if not done:
            return
        label = self._words.text("free_done")
        canvas.text(label, Type.SMALL, (area.left, self._row(DONE_LABEL_BASELINE)), "left", DIM)
        for number, one in enumerate(done[-DONE_ROWS:]):
            y = self._row(DONE_BASELINE + number * DONE_PITCH)
            left = canvas.text(one.value, Type.BODY, (area.right, y), "right", TEXT).left - px(APART)
            name = canvas.lettering.fit(one.name, Type.SMALL, left - area.left)
            canvas.text(name, Type.SMALL, (area.left, y), "left", TEXT)

    def _say(self, fault: str | None, message: str | None) -> None:
        area = self._canvas.scale.box(MARGIN_X, SAID_TOP, WIDTH, SAID_HEIGHT)
        self._canvas.clear(area)
        middle = self._canvas.scale.box(MARGIN_X, 0, PICTURE_WIDTH, 1).middle[0]
        if fault is not None:
            draw_sentence(self._canvas, area, middle, (fault, Tone.CUE), Type.TITLE)
        elif message is not None:
            draw_sentence(self._canvas, area, middle, (message, Tone.NOTICE), Type.TITLE)

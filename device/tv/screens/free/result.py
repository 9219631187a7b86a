"""The end of training without a lesson: what was done of each exercise, and the buttons."""

from dataclasses import replace
from typing import Final

from device.tv.drawing.buttons import Target, draw_buttons
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.done_table import draw_done
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.theme import MARGIN_X
from device.tv.screens.result_frame import CONTENT_WIDTH, FOOT_HEIGHT, FOOT_TOP, draw_header
from device.views import FreeResultView
from device.words.lookup import ENGLISH_WORDS, Words

TABLE_TOP: Final = 168
TABLE_HEIGHT: Final = FOOT_TOP - TABLE_TOP - 24
NAMES_WIDTH: Final = 620


class FreeResultScreen:
    """Draws onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Nothing is drawn yet."""
        self._canvas = canvas
        self._words = words
        self._mark = PointerMark(canvas)
        self._shown: FreeResultView | None = None
        self._targets: tuple[Target, ...] = ()

    def draw(self, view: FreeResultView) -> None:
        """Draw everything where the view is another one than the last, and the mark of a hand over it."""
        self._mark.lift()
        if replace(view, pointer=None) != self._shown:
            self._shown = replace(view, pointer=None)
            self._draw(view)
        self._mark.lay(view.pointer)

    def targets(self) -> tuple[Target, ...]:
        """The buttons, as last drawn."""
        return self._targets

    def _draw(self, view: FreeResultView) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        canvas.clear()
        draw_header(canvas, view.title, view.duration_s)
        area = box(MARGIN_X, TABLE_TOP, CONTENT_WIDTH, TABLE_HEIGHT)
        draw_done(canvas, self._words, area, view.done, canvas.scale.px(NAMES_WIDTH))
        foot = box(MARGIN_X, FOOT_TOP, CONTENT_WIDTH, FOOT_HEIGHT)
        self._targets = draw_buttons(canvas, view.buttons, foot, view.focus)

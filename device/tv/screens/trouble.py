"""A trouble that must be fixed before anything can continue: symbol, title, advice, perhaps buttons."""

from dataclasses import replace
from typing import Final

from device.tv.drawing.buttons import Target, draw_buttons
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.strokes import disc
from device.tv.drawing.theme import DIM, MARGIN_X, PANEL, REFERENCE_SIZE, TEXT, Colour, Type
from device.tv.drawing.trouble_symbols import draw_symbol
from device.views import TroubleView
from device.words.lookup import ENGLISH_WORDS, Words

WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
# From the top: a symbol on a disc, the title, one or two lines of advice, a detail, the buttons.
DISC: Final = 320
DISC_TOP: Final = 136
SYMBOL: Final = 190
TITLE_BASELINE: Final = 562
ADVICE_BASELINE: Final = 648
ADVICE_PITCH: Final = 58
ADVICE_WIDTH: Final = 1360
DETAIL_DROP: Final = 20  # below where one more line of advice would stand
DETAIL_WIDTH: Final = 1500
BUTTONS_TOP: Final = 850
BUTTONS_HEIGHT: Final = 140
# Where there is no button, all of it stands lower.
DOWN_ALONE: Final = 96


class TroubleScreen:
    """Draws onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Nothing is drawn yet."""
        self._canvas = canvas
        self._words = words
        self._mark = PointerMark(canvas)
        self._shown: TroubleView | None = None
        self._targets: tuple[Target, ...] = ()

    def draw(self, view: TroubleView) -> None:
        """Draw everything, where the view is another one than the last, and the mark of a hand over it."""
        self._mark.lift()
        if replace(view, pointer=None) != self._shown:
            self._shown = replace(view, pointer=None)
            self._draw(view)
        self._mark.lay(view.pointer)

    def _draw(self, view: TroubleView) -> None:
        canvas, box, words = self._canvas, self._canvas.scale.box, self._words
        canvas.clear()
        down = 0 if view.buttons else DOWN_ALONE
        ground = box((REFERENCE_SIZE[0] - DISC) / 2, DISC_TOP + down, DISC, DISC)
        disc(canvas.pixels, ground.middle, ground.height / 2, PANEL)
        inset = (DISC - SYMBOL) / 2
        symbol = box((REFERENCE_SIZE[0] - SYMBOL) / 2, DISC_TOP + down + inset, SYMBOL, SYMBOL)
        draw_symbol(canvas, view.trouble, symbol, PANEL)
        self._line(words.text(f"trouble_{view.trouble.value}"), Type.TITLE, TITLE_BASELINE + down, WIDTH)
        advice = words.sentence(view.trouble.value)
        room = canvas.scale.px(ADVICE_WIDTH)
        baseline = ADVICE_BASELINE + down
        for row in canvas.lettering.two_lines(advice, Type.BODY, room):
            self._line(row, Type.BODY, baseline, ADVICE_WIDTH, DIM)
            baseline += ADVICE_PITCH
        if view.detail:
            self._line(view.detail, Type.SMALL, baseline + DETAIL_DROP, DETAIL_WIDTH)
        area = box(MARGIN_X, BUTTONS_TOP, WIDTH, BUTTONS_HEIGHT)
        self._targets = draw_buttons(canvas, view.buttons, area, view.focus)

    def targets(self) -> tuple[Target, ...]:
        """The buttons, as last drawn."""
        return self._targets

    def _line(self, text: str, size: Type, baseline: int, width: int, colour: Colour = TEXT) -> None:
        canvas = self._canvas
        place = canvas.scale.box((REFERENCE_SIZE[0] - width) / 2, baseline, width, 1)
        short = canvas.lettering.fit(text, size, place.width)
        canvas.text(short, size, (place.middle[0], place.top), "centre", colour)

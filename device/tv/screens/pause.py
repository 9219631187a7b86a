"""A paused match, or free training: it stands as it was, darkened, and a menu over it.

The match is drawn once; afterwards only the menu and the mark of a pointing hand change.
"""

from typing import TYPE_CHECKING, Final

import cv2

from device.tv.drawing.buttons import GAP, HEIGHT, Target, draw_buttons
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.theme import BACKGROUND, REFERENCE_SIZE, TEXT, Box, Type
from device.tv.screens.free.training import FreeScreen
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen
from device.views import FreeView, PauseView
from device.words.lookup import ENGLISH_WORDS, Words

if TYPE_CHECKING:
    from device.messages import MatchView

LIGHT: Final = 0.3  # how much is left of the match's light
CARD_WIDTH: Final = 840
CARD_RADIUS: Final = 40
PAD: Final = 40
HEADING_HEIGHT: Final = 68
BASELINE: Final = 50  # below the heading's top
TITLE_TOP: Final = 16
HEADING_GAP: Final = 16


class PauseScreen:
    """Draws onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Nothing is drawn yet."""
        self._canvas = canvas
        self._words = words
        self._regions = DirtyRegions()
        self._mark = PointerMark(canvas)
        self._match: MatchView | FreeView | None = None
        self._targets: tuple[Target, ...] = ()

    def draw(self, view: PauseView) -> None:
        """Bring the canvas up to date with a view."""
        self._mark.lift()
        # another number of lines is another card, and beside a smaller one the match must show again
        anew = self._regions.changed("card", len(view.buttons))
        if anew or self._match is not view.match:
            anew = True
            self._match = view.match
            self._behind(view.match)
            cv2.convertScaleAbs(self._canvas.pixels, dst=self._canvas.pixels, alpha=LIGHT)
            self._regions.changed("menu", None)
        if self._regions.changed("menu", (view.buttons, view.focus, view.note)):
            self._menu(view, anew=anew)
        self._mark.lay(view.pointer)

    def targets(self) -> tuple[Target, ...]:
        """The buttons, as last drawn."""
        return self._targets

    def _behind(self, match: "MatchView | FreeView") -> None:
        if isinstance(match, FreeView):
            FreeScreen(self._canvas, self._words).draw(match)
            return
        screen = MatchScreen if len(match.players) == 1 else PairScreen
        screen(self._canvas, self._words).draw(match)

    def _menu(self, view: PauseView, *, anew: bool) -> None:
        canvas, scale = self._canvas, self._canvas.scale
        count = len(view.buttons)
        listed = count * HEIGHT + max(count - 1, 0) * GAP
        above = TITLE_TOP + HEADING_HEIGHT + HEADING_GAP
        height = above + listed + PAD
        left, top = (REFERENCE_SIZE[0] - CARD_WIDTH) / 2, (REFERENCE_SIZE[1] - height) / 2
        card = scale.box(left, top, CARD_WIDTH, height)
        if anew:
            canvas.rounded(card, scale.px(CARD_RADIUS), BACKGROUND)
        else:
            # smooth corners drawn twice would grow harder: only what lies between them is wiped
            pad = scale.px(PAD)
            canvas.clear(Box(card.left + pad, card.top, card.width - 2 * pad, card.height))
        # with seven buttons there is room for one heading inside the title-safe area
        text = self._words.text("paused") if view.note is None else view.note
        baseline = scale.box(0, top + TITLE_TOP + BASELINE, 1, 1).top
        short = canvas.lettering.fit(text, Type.TITLE, card.width - 2 * scale.px(PAD))
        canvas.text(short, Type.TITLE, (card.middle[0], baseline), "centre", TEXT)
        area = scale.box(left + PAD, top + above, CARD_WIDTH - 2 * PAD, listed)
        self._targets = draw_buttons(canvas, view.buttons, area, view.focus, upright=True)

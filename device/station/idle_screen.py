"""The screen of a box that waits: its name, where a phone finds it, and what a new phone needs to come in.

Decides where it stands. Which address and which code are shown is decided by who waits.
"""

from typing import Final

import cv2
import numpy as np
import segno

from device.messages import Image
from device.station.canvas import Canvas
from device.station.theme import DIM, MARGIN_X, REFERENCE_SIZE, TEXT, Box, Type
from device.views import IdleView
from device.words.lookup import ENGLISH_WORDS, Words

NAME: Final = "Formbox"
LEFT_WIDTH: Final = 1010
NAME_BASELINE: Final = 330
HINT_BASELINE: Final = 430
ADDRESS_BASELINE: Final = 600
CODE_LABEL_BASELINE: Final = 800
CODE_BASELINE: Final = 910
NOTICE_BASELINE: Final = 990
# A phone reads it from three metres: 33 modules on 560 px are 17 px each, about 1 cm on a TV of 43 inches.
CARD_LEFT: Final = 1180
CARD_TOP: Final = 218
CARD_SIDE: Final = 644
CARD_RADIUS: Final = 28
SCAN_BASELINE: Final = 940
# the standard's own quiet zone (ISO/IEC 18004)
QUIET_MODULES: Final = 4
WHITE: Final = (255, 255, 255)


class IdleScreen:
    """Draws onto a canvas, once for each view."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """For a canvas that it has for itself until another screen takes over."""
        self._canvas = canvas
        self._words = words

    def draw(self, view: IdleView) -> None:
        """Draw everything."""
        canvas, words = self._canvas, self._words
        canvas.clear()
        if view.busy:
            self._busy()
            return
        self._line(NAME, Type.SCORE, NAME_BASELINE)
        hint = "idle_open" if view.code else "idle_choose"
        self._line(words.text(hint), Type.TITLE, HINT_BASELINE, dim=True)
        self._line(view.address, Type.TITLE, ADDRESS_BASELINE)
        if view.code:
            self._line(words.text("idle_code"), Type.BODY, CODE_LABEL_BASELINE, dim=True)
            self._line(f"{view.code[:3]} {view.code[3:]}", Type.SCORE, CODE_BASELINE)
        if view.notice:
            self._line(words.text(view.notice), Type.BODY, NOTICE_BASELINE)
        self._square(view.link)

    def _busy(self) -> None:
        canvas = self._canvas
        middle = canvas.scale.box(0, 0, *REFERENCE_SIZE).middle
        canvas.text(self._words.text("preparing"), Type.TITLE, middle, "centre", DIM)

    def _line(self, text: str, size: Type, baseline: int, *, dim: bool = False) -> None:
        place = self._canvas.scale.box(MARGIN_X, baseline, LEFT_WIDTH, 1)
        short = self._canvas.lettering.fit(text, size, place.width)
        self._canvas.text(short, size, (place.left, place.top), "left", DIM if dim else TEXT)

    def _square(self, link: str) -> None:
        canvas, scale = self._canvas, self._canvas.scale
        card = scale.box(CARD_LEFT, CARD_TOP, CARD_SIDE, CARD_SIDE)
        canvas.rounded(card, scale.px(CARD_RADIUS), WHITE)
        modules = square_of(link)
        # whole px a module, so that every edge is sharp
        module = card.width // (len(modules) + 2 * QUIET_MODULES)
        side = module * len(modules)
        place = Box(card.middle[0] - side // 2, card.middle[1] - side // 2, side, side)
        canvas.part(place)[:] = cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST)
        below = card.middle[0], scale.box(0, SCAN_BASELINE, 1, 1).top
        canvas.text(self._words.text("idle_scan"), Type.BODY, below, "centre", DIM)


def square_of(link: str) -> Image:
    """The QR code of a text, one px a module, RGB, without its quiet zone."""
    rows = segno.make(link, error="m", micro=False).matrix
    dark = np.array([list(row) for row in rows], np.uint8)
    return np.repeat(((1 - dark) * 255)[..., None], 3, axis=2)

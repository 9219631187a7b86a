"""Letters: the one place that opens a font, measures and cuts text, and keeps what was rendered.

The font is pygame's own (FreeSansBold), so nothing has to be installed. Letters are set one by one: SDL's own
setting widens some pairs ("St", "re") by a tenth of an em and moves each to whole px. Where text goes is not
here.
"""

from functools import lru_cache
from math import ceil
from typing import Final
from unicodedata import normalize

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from device.station.theme import Colour, Scale, Type

# pygame.font.Font(None, n) makes its own font n x 0.6875 px high; the type scale means the em.
DEFAULT_FONT_FACTOR: Final = 0.6875
# Letters are placed and drawn this much larger and then shrunk, so that their distances are even.
OVERSAMPLING: Final = 4
# Bold letters of this size look loose at their own distances (em).
TRACKING: Final = -0.008
# What a line keeps above and below its baseline (em): the font's own figures cut accents and tails off.
ASCENT: Final = 0.98
DESCENT: Final = 0.26
# Every time, score and label of a match; a rendered line is about 50 kB.
KEPT_LINES: Final = 192
KEPT_LETTERS: Final = 128  # oversampled, about 20 kB in the middle of the scale
ELLIPSIS: Final = "…"


class Lettering:
    """Renders lines of text at one scale. Needs pygame.font to be initialised."""

    def __init__(self, scale: Scale) -> None:
        """Fonts for a picture of `scale`."""
        self._scale = scale
        self._fonts: dict[Type, pygame.font.Font] = {}
        self._line = lru_cache(maxsize=KEPT_LINES)(self._render)
        self._letter = lru_cache(maxsize=KEPT_LETTERS)(self._cover)

    def ascent(self, size: Type) -> int:
        """Px from the top of a line to its baseline."""
        return ceil(ASCENT * size * self._scale.factor)

    def line(self, text: str, size: Type, colour: Colour) -> pygame.Surface:
        """One line of text with transparent ground; the caller must not draw on it."""
        return self._line(normalize("NFC", text), size, colour)

    def width(self, text: str, size: Type) -> int:
        """Px that the text takes."""
        starts, end = self._places(normalize("NFC", text), size)
        return ceil(end / OVERSAMPLING) if starts else 0

    def fit(self, text: str, size: Type, width: int) -> str:
        """The text, cut with an ellipsis where it is wider than `width` px."""
        flat = " ".join(text.split())
        if self.width(flat, size) <= width:
            return flat
        short, long = 0, len(flat)
        while short < long:
            middle = (short + long + 1) // 2
            if self.width(flat[:middle].rstrip() + ELLIPSIS, size) <= width:
                short = middle
            else:
                long = middle - 1
        return flat[:short].rstrip(" ,:;.-") + ELLIPSIS if short else ""

    def _font(self, size: Type) -> pygame.font.Font:
        if size not in self._fonts:
            em = size * self._scale.factor * OVERSAMPLING
            self._fonts[size] = pygame.font.Font(None, round(em / DEFAULT_FONT_FACTOR))
        return self._fonts[size]

    def _places(self, text: str, size: Type) -> tuple[list[int], int]:
        """Where each letter's picture starts and where the line ends, in oversampled px."""
        tracking = TRACKING * size * self._scale.factor * OVERSAMPLING
        starts, pen = [], 0.0
        for metrics in self._font(size).metrics(text):
            left, _, _, _, advance = metrics or (0, 0, 0, 0, 0)
            # SDL's picture of a letter starts at its origin, or at its left edge where that lies before it
            starts.append(max(round(pen) + min(left, 0), 0))
            pen += advance + tracking
        return starts, ceil(max(pen - tracking, 0.0))

    def _render(self, text: str, size: Type, colour: Colour) -> pygame.Surface:
        starts, end = self._places(text, size)
        font = self._font(size)
        width, baseline = max(ceil(end / OVERSAMPLING), 1), self.ascent(size)
        height = baseline + ceil(DESCENT * size * self._scale.factor)
        large = np.zeros((height * OVERSAMPLING, width * OVERSAMPLING), np.uint8)
        for letter, start in zip(text, starts, strict=True):
            if not letter.isspace():
                _lay(large, self._letter(letter, size), start, baseline * OVERSAMPLING - _rise(font, letter))
        pixels = np.empty((height, width, 4), np.uint8)
        pixels[..., :3] = colour
        pixels[..., 3] = cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA)
        return pygame.image.frombytes(pixels.tobytes(), (width, height), "RGBA")

    def _cover(self, letter: str, size: Type) -> NDArray[np.uint8]:
        """How much of each px (height, width) a letter covers, 0..255, from its highest inked row on."""
        antialias = True
        surface = self._font(size).render(letter, antialias, (255, 255, 255))
        cover = pygame.surfarray.array_alpha(surface).T
        inked = np.flatnonzero(cover.any(axis=1))
        return np.ascontiguousarray(cover[inked[0] :] if len(inked) else cover[:0])


def _rise(font: pygame.font.Font, letter: str) -> int:
    """Px from the baseline up to the top of a letter."""
    metrics = font.metrics(letter)[0]
    return metrics[3] if metrics else 0


def _lay(line: NDArray[np.uint8], letter: NDArray[np.uint8], left: int, top: int) -> None:
    """Put a letter into a line without wiping out its neighbour."""
    place = line[max(top, 0) : top + letter.shape[0], left : left + letter.shape[1]]
    np.maximum(place, letter[: place.shape[0], : place.shape[1]], out=place)

"""Lettering: opens fonts, measures and cuts text, and keeps rendered lines.

The font is pygame's own (FreeSansBold); letters that it lacks come from a second font, the one of the TV's
language, and then from whatever other fonts the box has: titles and names come in every script. Letters are
placed one by one, where their script allows it (`shaping`): SDL's own setting widens some pairs ("St", "re")
by a tenth of an em and moves each to whole px.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import Final
from unicodedata import normalize

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from device.spelling import letters
from device.tv.drawing.font import FontFile, fonts_of_box
from device.tv.drawing.shaping import is_backwards, pieces, prepare, shown
from device.tv.drawing.theme import Colour, Scale, Type

# pygame.font.Font(None, n) makes its own font n x 0.6875 px high; the type scale means the em.
DEFAULT_FONT_FACTOR: Final = 0.6875
# Letters are placed and drawn this much larger and then shrunk, so that their distances are even.
OVERSAMPLING: Final = 4
# Bold letters of this size look loose at their own distances (em). Not those of the second font: Chinese and
# Hangul fill a square of their own.
TRACKING: Final = -0.008
# What a line keeps above and below its baseline (em): the font's own figures cut accents and tails off.
ASCENT: Final = 0.98
DESCENT: Final = 0.26
# What a screen shows and a few more: it is drawn again only where it changed. A line has 50 to 200 kB; 192 of
# them and 256 letters were 43 MB, filled little by little.
KEPT_LINES: Final = 48
KEPT_LETTERS: Final = 128  # oversampled, about 20 kB in the middle of the scale
# No font has a picture for it: what a font draws here, it draws for every letter that it lacks.
NO_LETTER: Final = "\uffff"
ELLIPSIS: Final = "…"
CHINESE: Final = ("\u4e00", "\u9fff")  # Unicode's block of common ideographs, without punctuation
PUNCTUATION: Final = " ,:;.-，：；。、"  # noqa: RUF001 - also what would stand oddly before an ellipsis


class Lettering:
    """Renders lines of text at one scale. Needs pygame.font to be initialised."""

    def __init__(
        self, scale: Scale, second: FontFile | None = None, others: Sequence[FontFile] | None = None
    ) -> None:
        """Fonts for a picture of `scale`; `second` has the letters that pygame's font lacks.

        others: asked after both; None: those that lie on the box, looked for when a letter is missing.
        """
        self._scale = scale
        self._second_file = second
        self._others = others
        self._firsts: dict[Type, pygame.font.Font] = {}
        self._opened: dict[tuple[FontFile, Type], pygame.font.Font] = {}
        self._line = lru_cache(maxsize=KEPT_LINES)(self._render)
        self._letter = lru_cache(maxsize=KEPT_LETTERS)(self._cover)
        self._font = lru_cache(maxsize=KEPT_LETTERS)(self._find_font)

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
        whole = list(letters(flat))
        short, long = 0, len(whole)
        while short < long:
            middle = (short + long + 1) // 2
            if self.width("".join(whole[:middle]).rstrip() + ELLIPSIS, size) <= width:
                short = middle
            else:
                long = middle - 1
        return "".join(whole[:short]).rstrip(PUNCTUATION) + ELLIPSIS if short else ""

    def two_lines(self, text: str, size: Type, width: int) -> tuple[str, ...]:
        """The text as one line, or as two where it is wider than `width` px; what is still too wide is cut.

        The first line ends with a sign of punctuation if it can, else both are of much the same width. Breaks
        at spaces, and in Chinese between any two characters.
        """
        flat = " ".join(text.split())
        if self.width(flat, size) <= width:
            return (flat,)
        pairs = [(flat[:place].rstrip(), flat[place:].lstrip()) for place in _breaks(flat)]
        if not pairs:
            return (self.fit(flat, size, width),)

        def cost(pair: tuple[str, str]) -> tuple[bool, bool, int]:
            widest = max(self.width(line, size) for line in pair)
            numbered = pair[0][-1] == "." and pair[1][0].isdecimal()  # "no. 3" is one thing
            return widest > width, numbered or pair[0][-1] not in PUNCTUATION, widest

        return tuple(self.fit(line, size, width) for line in min(pairs, key=cost))

    def shows(self, text: str) -> bool:
        """Whether every letter of a text has a picture; the others would be boxes."""
        found = (piece for piece in pieces(normalize("NFC", text)) if shown(piece))
        return not any(_lacks(self._font(piece, Type.SMALL), piece) for piece in found)

    def _first(self, size: Type) -> pygame.font.Font:
        if size not in self._firsts:
            self._firsts[size] = pygame.font.Font(None, round(self._em(size) / DEFAULT_FONT_FACTOR))
        return self._firsts[size]

    def _open(self, file: FontFile, size: Type) -> pygame.font.Font:
        if (file, size) not in self._opened:
            self._opened[file, size] = file.at(round(self._em(size)))
        return self._opened[file, size]

    def _em(self, size: Type) -> float:
        return size * self._scale.factor * OVERSAMPLING

    def _find_font(self, letter: str, size: Type) -> pygame.font.Font:
        """The first font that has this letter, or all of a piece; pygame's own where none has."""
        first = self._first(size)
        if letter.isascii() or not (is_shaped(letter) or _lacks(first, letter)):
            return first
        if self._others is None:
            self._others = fonts_of_box()
        files = (() if self._second_file is None else (self._second_file,)) + tuple(self._others)
        found = (font for font in (self._open(file, size) for file in files) if not _lacks(font, letter))
        return next(found, first)

    def _places(self, text: str, size: Type) -> tuple[list[int], int]:
        """Where each letter's picture starts and where the line ends, in oversampled px."""
        first = self._first(size)
        starts, pen, tracking = [], 0.0, 0.0
        for letter in pieces(text):
            font = self._font(letter, size)
            left, advance = _measures(font, letter)
            # SDL's picture of a letter starts at its origin, or at its left edge where that lies before it
            starts.append(max(round(pen) + min(left, 0), 0))
            tracking = TRACKING * self._em(size) if font is first else 0.0
            pen += advance + tracking
        return starts, ceil(max(pen - tracking, 0.0))

    def _render(self, text: str, size: Type, colour: Colour) -> pygame.Surface:
        starts, end = self._places(text, size)
        width, baseline = max(ceil(end / OVERSAMPLING), 1), self.ascent(size)
        height = baseline + ceil(DESCENT * size * self._scale.factor)
        large = np.zeros((height * OVERSAMPLING, width * OVERSAMPLING), np.uint8)
        for letter, start in zip(pieces(text), starts, strict=True):
            if not letter.isspace():
                cover = self._letter(letter, size)
                top = baseline * OVERSAMPLING - _rise(self._font(letter, size), letter)
                # the tails of Arabic are longer than a line has room for
                _lay(large, cover, start, min(top, large.shape[0] - cover.shape[0]))
        pixels = np.empty((height, width, 4), np.uint8)
        pixels[..., :3] = colour
        pixels[..., 3] = cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA)
        return pygame.image.frombytes(pixels.tobytes(), (width, height), "RGBA")

    def _cover(self, letter: str, size: Type) -> NDArray[np.uint8]:
        """How much of each px (height, width) a letter covers, 0..255, from its highest inked row on."""
        cover = _picture(self._font(letter, size), letter)
        inked = np.flatnonzero(cover.any(axis=1))
        return np.ascontiguousarray(cover[inked[0] : inked[-1] + 1] if len(inked) else cover[:0])


def _breaks(text: str) -> list[int]:
    """Where a line may end: before a space, and before a Chinese character that is no sign of punctuation."""
    return [
        place
        for place in range(1, len(text))
        if text[place] == " " or CHINESE[0] <= text[place] <= CHINESE[1]
    ]


def is_shaped(piece: str) -> bool:
    """Whether a piece is drawn as a whole: several code points, or of a script whose letters are joined."""
    return len(piece) > 1 or is_backwards(piece)


def _measures(font: pygame.font.Font, piece: str) -> tuple[int, int]:
    """Where a letter's picture begins, from its origin, and how far the next one is."""
    if is_shaped(piece):
        prepare(font, piece)
        return 0, font.size(piece)[0]
    left, _, _, _, advance = font.metrics(piece)[0] or (0, 0, 0, 0, 0)
    return left, advance


def _picture(font: pygame.font.Font, letter: str) -> NDArray[np.uint8]:
    """How much of each px (height, width) of a line a letter covers, 0..255."""
    antialias = True
    prepare(font, letter)
    return pygame.surfarray.array_alpha(font.render(letter, antialias, (255, 255, 255))).T


def _lacks(font: pygame.font.Font, letter: str) -> bool:
    """Whether a font draws its sign for a missing letter: pygame does not say which letters it has."""
    if len(letter) > 1:
        return any(_lacks(font, point) for point in shown(letter))
    if font.metrics(letter) != font.metrics(NO_LETTER):
        return False
    return np.array_equal(_picture(font, letter), _picture(font, NO_LETTER))


def _rise(font: pygame.font.Font, letter: str) -> int:
    """Px from the baseline up to the top of a letter."""
    if is_shaped(letter):
        inked = np.flatnonzero(_picture(font, letter).any(axis=1))
        return font.get_ascent() - int(inked[0]) if len(inked) else 0
    metrics = font.metrics(letter)[0]
    return metrics[3] if metrics else 0


def _lay(line: NDArray[np.uint8], letter: NDArray[np.uint8], left: int, top: int) -> None:
    """Put a letter into a line without wiping out its neighbour."""
    place = line[max(top, 0) : top + letter.shape[0], left : left + letter.shape[1]]
    np.maximum(place, letter[: place.shape[0], : place.shape[1]], out=place)

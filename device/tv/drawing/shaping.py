"""What of a text is drawn as one picture, and in which order: joined letters, marks, text from right to left.

Most letters are drawn one by one. Those of Arabic take their form from their neighbours, marks of Thai and
Devanagari sit on the letter before them, and an emoji may be several joined: such a piece is shaped as a
whole by SDL (HarfBuzz). A line that begins with Hebrew or Arabic runs from right to left; numbers and Latin
words in it keep their own order.
"""

from itertools import groupby
from typing import Final
from unicodedata import bidirectional

import pygame

from device.spelling import letters

RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
LEFT_TO_RIGHT: Final = "L"
# first and last code point of a block, and the name of its script (ISO 15924)
SCRIPTS: Final = (
    ("\u0590", "\u05ff", "Hebr"),
    ("\u0600", "\u07ff", "Arab"),
    ("\u0900", "\u097f", "Deva"),
    ("\u0e00", "\u0e7f", "Thai"),
)
# what has no picture of its own: joiners, and the choice between emoji in colour and in black
UNSEEN: Final = frozenset("\u200c\u200d\u200e\u200f\ufe0e\ufe0f")


def pieces(text: str) -> list[str]:
    """The pieces of a line, from left to right as they are drawn."""
    runs: list[tuple[bool, list[str]]] = []
    for backwards, some in groupby(letters(text), is_backwards):
        runs.append((backwards, list(some)))
    runs = _joined(runs)
    if _begins_right(text):
        runs.reverse()
    found: list[str] = []
    for backwards, run in runs:
        found += ["".join(run)] if backwards else run
    return found


def is_backwards(piece: str) -> bool:
    """Whether it is written from right to left."""
    return any(bidirectional(point) in RIGHT_TO_LEFT for point in piece)


def shown(piece: str) -> str:
    """The code points that need a picture."""
    return "".join(point for point in piece if point not in UNSEEN and not point.isspace())


def prepare(font: pygame.font.Font, piece: str) -> None:
    """Let the font shape this piece: its direction and its script."""
    font.set_direction(pygame.DIRECTION_RTL if is_backwards(piece) else pygame.DIRECTION_LTR)
    found = (name for first, last, name in SCRIPTS if any(first <= point <= last for point in piece))
    font.set_script(next(found, "Latn"))


def _joined(runs: list[tuple[bool, list[str]]]) -> list[tuple[bool, list[str]]]:
    """Words from right to left with blanks between them are one run."""
    found: list[tuple[bool, list[str]]] = []
    for number, (backwards, run) in enumerate(runs):
        between = 0 < number < len(runs) - 1 and not backwards and "".join(run).isspace()
        if found and found[-1][0] and (backwards or between):
            found[-1] = (True, found[-1][1] + run)
        else:
            found.append((backwards, run))
    return found


def _begins_right(text: str) -> bool:
    directions = (bidirectional(point) for point in text)
    strong = (one for one in directions if one == LEFT_TO_RIGHT or one in RIGHT_TO_LEFT)
    return next(strong, LEFT_TO_RIGHT) in RIGHT_TO_LEFT

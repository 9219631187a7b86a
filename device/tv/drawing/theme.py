"""How the TV looks: colours, sizes, margins, and which colour a score has.

Every length is in px of a 1920 x 1080 picture, seen from three metres; `Scale` turns it into px of the real
one.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from device.grades import GOOD_FROM, GREAT_FROM
from device.messages import Level

Colour = tuple[int, int, int]

REFERENCE_SIZE: Final = (1920, 1080)
# Television sets cut the edge of the picture; 5 % on every side is the classic title-safe area.
MARGIN_X: Final = 96
MARGIN_Y: Final = 54

BACKGROUND: Final[Colour] = (13, 16, 22)
PANEL: Final[Colour] = (27, 32, 42)
TRACK: Final[Colour] = (48, 56, 70)
TEXT: Final[Colour] = (241, 244, 249)
DIM: Final[Colour] = (160, 170, 187)
OUTLINE: Final[Colour] = (8, 10, 14)
ACCENT: Final[Colour] = (70, 214, 255)
NEUTRAL: Final[Colour] = (214, 226, 246)

# They differ in lightness as well as in hue, for people who cannot tell red from green.
LEVEL_COLOURS: Final[dict[Level, Colour]] = {
    Level.UNKNOWN: (128, 137, 152),
    Level.GOOD: (44, 186, 108),
    Level.FAIR: (255, 214, 74),
    Level.BAD: (232, 46, 56),
}
# The two players: told apart from each other and from every colour that means right or wrong.
PLAYER_COLOURS: Final[tuple[Colour, Colour]] = (137, 164, 255), (255, 150, 214)


class Type(IntEnum):
    """The type scale: em size. At three metres, text below 36 is hard to read."""

    SMALL = 36
    BODY = 44
    TITLE = 60
    SCORE = 104
    FINAL = 232


def level_of(score: float | None) -> Level:
    """The level of a score of 0 to 100; UNKNOWN for None and NaN."""
    if score is None or np.isnan(score):
        return Level.UNKNOWN
    if score >= GREAT_FROM:
        return Level.GOOD
    return Level.FAIR if score >= GOOD_FROM else Level.BAD


def clock_text(seconds: float) -> str:
    """Whole seconds as m:ss, never below 0:00."""
    whole = max(int(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"


@dataclass(frozen=True, slots=True)
class Scale:
    """From reference px to px of a picture of `width` x `height`."""

    width: int
    height: int

    def __post_init__(self) -> None:
        """Raise ValueError for a picture on which nothing could be read."""
        if self.width < 320 or self.height < 180:
            raise ValueError(f"a screen of {self.width} x {self.height} is too small")

    @property
    def factor(self) -> float:
        """Px of the picture for one reference px."""
        return min(self.width / REFERENCE_SIZE[0], self.height / REFERENCE_SIZE[1])

    def px(self, length: float) -> int:
        """A reference length in whole px; what is visible stays at least 1 px."""
        scaled = round(length * self.factor)
        return max(scaled, 1) if length > 0 else scaled

    def box(self, left: float, top: float, width: float, height: float) -> "Box":
        """A reference rectangle, centred when the picture is not 16:9."""
        shift_x = (self.width - REFERENCE_SIZE[0] * self.factor) / 2
        shift_y = (self.height - REFERENCE_SIZE[1] * self.factor) / 2
        x0, y0 = round(left * self.factor + shift_x), round(top * self.factor + shift_y)
        x1 = round((left + width) * self.factor + shift_x)
        y1 = round((top + height) * self.factor + shift_y)
        return Box(x0, y0, x1 - x0, y1 - y0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px of the picture."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.height

    def fitted(self, size: tuple[int, int]) -> "Box":
        """The largest box in the middle of this one that has the shape of `size` (width, height)."""
        zoom = min(self.width / size[0], self.height / size[1])
        width = min(max(round(size[0] * zoom), 1), self.width)
        height = min(max(round(size[1] * zoom), 1), self.height)
        left, top = self.left + (self.width - width) // 2, self.top + (self.height - height) // 2
        return Box(left, top, width, height)

    def around(self, inner: "Box") -> tuple["Box", ...]:
        """The bars of this box above, below, left and right of `inner`, as far as there are any."""
        bars = (
            Box(self.left, self.top, self.width, inner.top - self.top),
            Box(self.left, inner.bottom, self.width, self.bottom - inner.bottom),
            Box(self.left, inner.top, inner.left - self.left, inner.height),
            Box(inner.right, inner.top, self.right - inner.right, inner.height),
        )
        return tuple(bar for bar in bars if bar.width > 0 and bar.height > 0)

    @property
    def middle(self) -> tuple[int, int]:
        """Its centre."""
        return self.left + self.width // 2, self.top + self.height // 2

"""Up to three stars for a final score.

Decides how many stars a score gets. Stars not reached are drawn as outlines.
"""

from math import isnan
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.grades import GOOD_FROM, GREAT_FROM
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import SUBPIXEL_BITS, fixed
from device.tv.drawing.theme import TRACK, Box, Colour

# The first star says "good", the third "great", as the marks of the score bar do; the second lies halfway.
STARS_FROM: Final = (GOOD_FROM, float(round((GOOD_FROM + GREAT_FROM) / 2)), GREAT_FROM)
GOLD: Final[Colour] = (255, 205, 64)
SIDE: Final = 76  # of the square that a star fills
GAP: Final = 12
INNER: Final = 0.5  # the radius of the inner corners, of the outer: a little more than a ruled star has
ROUND: Final = 0.12  # how far corners are rounded, of the radius
LOWER: Final = 0.03  # of the side: a star's middle lies above that of its points
UPWARDS: Final = -np.pi / 2


def stars_of(final: float) -> int:
    """How many stars a final score has, 0 to 3; none for NaN. Counts what is shown: whole points."""
    return 0 if isnan(final) else sum(round(final) >= least for least in STARS_FROM)


def draw_stars(canvas: Canvas, left: int, top: int, final: float) -> Box:
    """Draw three stars in a row from a corner on, px; returns what they fill."""
    px, earned = canvas.scale.px, stars_of(final)
    side, gap = px(SIDE), px(GAP)
    for number in range(len(STARS_FROM)):
        radius = side / 2 * (1 - ROUND)
        centre = np.array([left + number * (side + gap) + side / 2, top + side / 2 + side * LOWER]) - 0.5
        shape = fixed(_star() * radius + centre)
        colour = GOLD if number < earned else TRACK
        closed, width = True, max(round(2 * ROUND * radius), 1)
        # a thick line with round corners about the filled star
        cv2.polylines(canvas.pixels, [shape], closed, colour, width, cv2.LINE_AA, SUBPIXEL_BITS)
        cv2.fillPoly(canvas.pixels, [shape], colour, cv2.LINE_AA, SUBPIXEL_BITS)
    return Box(left, top, 3 * side + 2 * gap, side)


def _star() -> NDArray[np.float64]:
    """The ten corners (10, 2) of a star of radius 1."""
    turns = UPWARDS + np.arange(10) * np.pi / 5
    radii = np.where(np.arange(10) % 2, INNER, 1.0)
    return np.stack([radii * np.cos(turns), radii * np.sin(turns)], axis=1)

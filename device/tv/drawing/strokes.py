"""Lines and discs with smooth edges on RGB arrays, drawn in place to a fraction of a px.

Does without pygame: a video is drawn without a screen by the same functions.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.tv.drawing.theme import Colour

Point = tuple[float, float]

# OpenCV's fixed point: coordinates in 1/16 px, so that slow movement does not jump from px to px.
SUBPIXEL_BITS: Final = 4
RANGE_PX: Final = 16000.0


def fixed(points: NDArray[np.floating]) -> NDArray[np.int32]:
    """Coordinates in OpenCV's fixed point; far away ones are held at the border of its range."""
    held = np.clip(np.asarray(points, np.float64), -RANGE_PX, RANGE_PX)
    return np.rint(held * (1 << SUBPIXEL_BITS)).astype(np.int32)


def disc(image: Image, centre: Point, radius: float, colour: Colour) -> None:
    """A filled circle with smooth edges, in place."""
    size = round(radius * (1 << SUBPIXEL_BITS))
    cv2.circle(image, _fixed_point(centre), size, colour, cv2.FILLED, cv2.LINE_AA, SUBPIXEL_BITS)


def discs(image: Image, centres: NDArray[np.floating], radii: NDArray[np.floating], colour: Colour) -> None:
    """Filled circles of one colour as `disc` draws them: centres (N, 2), radii (N,)."""
    sizes = np.rint(radii * (1 << SUBPIXEL_BITS)).astype(int).tolist()
    for (x, y), size in zip(fixed(centres).tolist(), sizes, strict=True):
        cv2.circle(image, (x, y), size, colour, cv2.FILLED, cv2.LINE_AA, SUBPIXEL_BITS)


def stroke(image: Image, start: Point, end: Point, width: float, colour: Colour) -> None:
    """A straight line with round ends and smooth edges, in place."""
    thickness = max(round(width), 1)
    cv2.line(image, _fixed_point(start), _fixed_point(end), colour, thickness, cv2.LINE_AA, SUBPIXEL_BITS)


def strokes(image: Image, lines: Sequence[tuple[Point, Point]], width: float, colour: Colour) -> None:
    """Straight lines of one width and colour, as `stroke` draws them, in one call."""
    if lines:
        thickness, closed = max(round(width), 1), False
        ends = list(fixed(np.array(lines)))
        cv2.polylines(image, ends, closed, colour, thickness, cv2.LINE_AA, SUBPIXEL_BITS)


def dashes(
    image: Image, line: tuple[Point, Point], width: float, rhythm: tuple[float, float], colour: Colour
) -> None:
    """A line of dashes with round ends, in place: rhythm is the length of a dash and of a gap, px.

    Both ends of the line are dashes: the rhythm is stretched or pressed to make it so.
    """
    start, end = np.clip(line, -RANGE_PX, RANGE_PX)
    length = float(np.hypot(*(end - start)))
    dash, gap = rhythm
    count = max(round((length + gap) / (dash + gap)), 1)
    if count == 1:
        stroke(image, *line, width, colour)
        return
    stretched = length / (count * dash + (count - 1) * gap)
    along = (end - start) / length
    begins = start + np.outer(np.arange(count) * (dash + gap) * stretched, along)
    # round ends reach half a width beyond: without this no gap would be left of a thick line
    inset = min(width, dash * stretched) / 2 * along
    pieces = [(tuple(begin + inset), tuple(begin + dash * stretched * along - inset)) for begin in begins]
    strokes(image, pieces, width, colour)


def zigzag(
    image: Image, line: tuple[Point, Point], reach: float, step: float, width: float, colour: Colour
) -> None:
    """A zigzag along a line, in place: `reach` px to each side, `step` px from one side to the other."""
    start, end = np.clip(line, -RANGE_PX, RANGE_PX)
    length = float(np.hypot(*(end - start)))
    count = max(round(length / step), 2)
    along = (end - start) / max(length, 1e-6)
    across = np.array([-along[1], along[0]])
    sides = np.where(np.arange(count + 1) % 2, -reach, reach)
    corners = start + np.outer(np.linspace(0, length, count + 1), along) + np.outer(sides, across)
    closed = False
    thickness = max(round(width), 1)
    cv2.polylines(image, [fixed(corners)], closed, colour, thickness, cv2.LINE_AA, SUBPIXEL_BITS)


def _fixed_point(point: Point) -> tuple[int, int]:
    """One point of `fixed`, without the cost of an array."""
    x, y = (round(min(max(value, -RANGE_PX), RANGE_PX) * (1 << SUBPIXEL_BITS)) for value in point)
    return x, y

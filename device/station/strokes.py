"""Lines and discs with smooth edges on RGB arrays, drawn in place to a fraction of a px.

No pygame in here: a video without a screen is drawn with the same strokes.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.station.theme import Colour

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


def stroke(image: Image, start: Point, end: Point, width: float, colour: Colour) -> None:
    """A straight line with round ends and smooth edges, in place."""
    thickness = max(round(width), 1)
    cv2.line(image, _fixed_point(start), _fixed_point(end), colour, thickness, cv2.LINE_AA, SUBPIXEL_BITS)


def _fixed_point(point: Point) -> tuple[int, int]:
    """One point of `fixed`, without the cost of an array: a skeleton has a hundred."""
    x, y = (round(min(max(value, -RANGE_PX), RANGE_PX) * (1 << SUBPIXEL_BITS)) for value in point)
    return x, y

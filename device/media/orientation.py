"""How a picture is turned and mirrored before it is shown: one of eight ways, read from its display matrix.

Cameras store pictures as their sensor lies and write the matrix of ISO/IEC 14496-12 (`tkhd`) beside them;
FFmpeg hands it on with each picture. Every part that shows or reads a picture applies it by `turned`.
"""

import math
from dataclasses import dataclass
from typing import Any, Final

import av
import numpy as np
from av.sidedata.sidedata import SideData
from numpy.typing import NDArray

# What FFmpeg calls the side data of a picture that is its matrix: nine int32, by rows.
_MATRIX: Final = "DISPLAYMATRIX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    """Mirrored (left and right changed) first, then turned counter-clockwise by `quarters` turns, 0 to 3."""

    quarters: int = 0
    mirrored: bool = False

    @property
    def lying(self) -> bool:
        """Whether width and height change places."""
        return self.quarters % 2 == 1


UPRIGHT: Final = Orientation()


def orientation_of(picture: av.VideoFrame) -> Orientation:
    """How a decoded picture is to be shown; UPRIGHT where nothing is said.

    Asked of the first picture of a film only: PyAV keeps a picture that was asked for its side data until the
    garbage collector comes by, which on a small board is too late.
    """
    data = picture.side_data.get(_MATRIX)
    if not isinstance(data, SideData):
        return UPRIGHT
    return orientation_by(np.frombuffer(memoryview(data), np.int32).tolist())


def orientation_by(matrix: list[int]) -> Orientation:
    """The nearest of the eight for nine numbers a b u, c d v, x y w: x' = a x + c y, y' = b x + d y, y down.

    Any common scale is right, also none: a matrix of zeros turns nothing.
    """
    a, b, c, d = matrix[0], matrix[1], matrix[3], matrix[4]
    mirrored = a * d - b * c < 0
    if mirrored:
        a, b = -a, -b
    # where the first axis comes to lie, counter-clockwise as one sees it
    return Orientation(quarters=round(math.atan2(-b, a) / (math.pi / 2)) % 4, mirrored=mirrored)


def shown_size(size: tuple[int, int], pixel: float, orientation: Orientation) -> tuple[int, int]:
    """(width, height) as shown of a stored (width, height) whose pixels are `pixel` times as wide as high."""
    width, height = round(size[0] * pixel), size[1]
    return (height, width) if orientation.lying else (width, height)


def turned(rows: NDArray[Any], orientation: Orientation) -> NDArray[Any]:
    """(height, width, ...) as it is shown; a view of the same memory."""
    seen = rows[:, ::-1] if orientation.mirrored else rows
    return np.rot90(seen, orientation.quarters) if orientation.quarters else seen

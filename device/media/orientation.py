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

# A picture that leaves no more than this of its frame empty fills it: px, and share of a side.
ROUNDED_PX: Final = 2.0
ROUNDED_SHARE: Final = 0.02


def orientation_of(picture: av.VideoFrame) -> Orientation:
    """How a decoded picture is to be shown; UPRIGHT where nothing is said.

    Asked of few pictures of a film only (see Orientations): PyAV keeps a picture that was asked for its side
    data until the garbage collector comes by, which on a small board is too late.
    """
    data = picture.side_data.get(_MATRIX)
    if not isinstance(data, SideData):
        return UPRIGHT
    return orientation_by(np.frombuffer(memoryview(data), np.int32).tolist())


class Orientations:
    """How each picture of one film lies; a film may be turned, or change its size, on the way."""

    def __init__(self) -> None:
        """Nothing is known before the first picture."""
        self._said: tuple[int, int, int] | None = None
        self._found = UPRIGHT

    def of(self, picture: av.VideoFrame) -> Orientation:
        """How the next picture lies: its side data are asked for only where it differs from the last."""
        said = (picture.rotation, picture.width, picture.height)
        if said != self._said:
            self._said, self._found = said, orientation_of(picture)
        return self._found


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


def inside(shown: tuple[int, int], frame: tuple[int, int]) -> tuple[int, int]:
    """(width, height) of a picture as large as it fits into the frame, even, and so that what is left over on
    each side is even too; the frame's own where it fits but for rounding.
    """
    scale = min(frame[0] / shown[0], frame[1] / shown[1])
    sides = (shown[0] * scale, shown[1] * scale)
    if all(
        whole - side <= max(ROUNDED_PX, ROUNDED_SHARE * whole)
        for whole, side in zip(frame, sides, strict=True)
    ):
        return frame
    width, height = (whole - 4 * round((whole - side) / 4) for whole, side in zip(frame, sides, strict=True))
    return max(width, 2), max(height, 2)


def turned(rows: NDArray[Any], orientation: Orientation) -> NDArray[Any]:
    """(height, width, ...) as it is shown; a view of the same memory."""
    seen = rows[:, ::-1] if orientation.mirrored else rows
    return np.rot90(seen, orientation.quarters) if orientation.quarters else seen

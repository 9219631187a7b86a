"""The square region of a picture that holds one body, and coordinates in it.

Conventions are MediaPipe's: the region is centred on the hips, its side is twice the distance to a point
above the head (or below the feet) times ROI_SCALE, and it is turned so that this point is at the top.
"""

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.pose.state import State, number, number_in

Array = NDArray[np.float32]

# The region's margin around the body (MediaPipe, PoseLandmarksToRoi: scale_x, scale_y).
ROI_SCALE: Final = 1.25
# A smaller region has too few pixels for the landmark network.
SIDE_MIN_PX: Final = 16.0


@dataclass(frozen=True, slots=True)
class Roi:
    """A square: centre (x, y) and side in px, turned clockwise on the screen by `turn` radians."""

    x: float
    y: float
    side: float
    turn: float

    @property
    def usable(self) -> bool:
        """Whether its numbers are finite and its side at least SIDE_MIN_PX."""
        return (
            all(math.isfinite(value) for value in (self.x, self.y, self.side, self.turn))
            and self.side >= SIDE_MIN_PX
        )

    def state(self) -> State:
        """Its four numbers by their names."""
        return {
            "x": number(self.x),
            "y": number(self.y),
            "side": number(self.side),
            "turn": number(self.turn),
        }

    @classmethod
    def restored(cls, state: State) -> "Roi":
        """The region that `state` was taken of. Raises ValueError when it is not a usable one."""
        roi = cls(*(number_in(state, name) for name in ("x", "y", "side", "turn")))
        if not roi.usable:
            raise ValueError("the state has no region")
        return roi


def body_size(centre: Array, tip: Array) -> float:
    """The region's side before ROI_SCALE, px: twice the distance from the hips (x, y) to the tip."""
    return 2.0 * math.hypot(float(tip[0] - centre[0]), float(tip[1] - centre[1]))


def roi_of(centre: Array, tip: Array) -> Roi:
    """The region of a body with its hips at `centre` and its upper (or lower) end at `tip`, (x, y) px."""
    across, down = float(tip[0] - centre[0]), float(tip[1] - centre[1])
    turn = math.pi / 2 - math.atan2(-down, across)
    turn -= 2 * math.pi * math.floor((turn + math.pi) / (2 * math.pi))
    return Roi(float(centre[0]), float(centre[1]), ROI_SCALE * body_size(centre, tip), turn)


def whole(image: Image) -> Roi:
    """The smallest upright square that contains the picture, with the same centre."""
    height, width = image.shape[:2]
    return Roi(width / 2, height / 2, float(max(width, height)), 0.0)


def crop(image: Image, roi: Roi, out: Image, border: int) -> None:
    """Sample the region into `out`, (n, n, 3) uint8. border: OpenCV's mode beyond the picture's edge."""
    size = out.shape[0]
    step = roi.side / size
    cosine, sine = step * math.cos(roi.turn), step * math.sin(roi.turn)
    half = size / 2
    back = np.array(
        [
            [cosine, -sine, roi.x - half * (cosine - sine)],
            [sine, cosine, roi.y - half * (sine + cosine)],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(image, back, (size, size), dst=out, flags=flags, borderMode=border)


def to_picture(points: Array, roi: Roi) -> Array:
    """Convert points (n, 2 or 3) from parts of the region (0 to 1, depth about 0) to px of the picture."""
    turned = turn_about_axis(points, roi.turn)
    half = turn_about_axis(np.array([[0.5, 0.5]], np.float32), roi.turn)
    turned[:, :2] -= half
    turned *= np.float32(roi.side)
    turned[:, 0] += np.float32(roi.x)
    turned[:, 1] += np.float32(roi.y)
    return turned


def to_roi(points: Array, roi: Roi) -> Array:
    """The inverse of `to_picture`."""
    moved = points.copy()
    moved[:, 0] -= np.float32(roi.x)
    moved[:, 1] -= np.float32(roi.y)
    moved /= np.float32(roi.side)
    moved = turn_about_axis(moved, -roi.turn)
    moved[:, :2] += np.float32(0.5)
    return moved


def turn_about_axis(points: Array, turn: float) -> Array:
    """Points (n, 2 or 3) with x and y turned clockwise on the screen by `turn` radians about 0."""
    cosine, sine = np.float32(math.cos(turn)), np.float32(math.sin(turn))
    turned = points.astype(np.float32, copy=True)
    turned[:, 0] = cosine * points[:, 0] - sine * points[:, 1]
    turned[:, 1] = sine * points[:, 0] + cosine * points[:, 1]
    return turned


def overlap(one: Roi, other: Roi) -> float:
    """Intersection over union of both squares taken upright, 0 to 1."""
    reach = (one.side + other.side) / 2
    least = min(one.side, other.side)
    width = min(least, max(0.0, reach - abs(one.x - other.x)))
    height = min(least, max(0.0, reach - abs(one.y - other.y)))
    shared = width * height
    return shared / (one.side**2 + other.side**2 - shared)

"""Which part of a picture a panel shows: as large a person as fits, and never a part of the person cut off.

A wide picture in a nearly square panel would leave the person small. So the longer side is cropped by at most
CROP_MAX. The crop follows the person with a dead zone, widens at once and narrows slowly. The shorter side is
never cropped.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint

# Just enough for a 16:9 picture to fill a panel of the match screen; more would take away the room that the
# person is about to step into.
CROP_MAX: Final = 0.43
# Head, hands and feet reach beyond the joints by up to half a torso (hand 0.35, toes 0.45 of it).
MARGIN_TORSOS: Final = 0.6
# This much of the margin is given up where the picture then fills the panel instead of leaving thin bars.
MARGIN_SHARE: Final = 0.5
MARGIN_MIN: Final = 0.06  # of the longer side, when the torso is not seen or points at the camera
DEAD_ZONE: Final = 0.12  # of the crop: a sway as small as this does not move the picture
FOLLOW_S: Final = 1.6  # time constants: moving back to the person, narrowing, giving up on the person
NARROW_S: Final = 0.9
LOST_S: Final = 1.5
STEP_MAX_S: Final = 0.2  # a pause is not a long step


@dataclass(frozen=True, slots=True)
class Crop:
    """The shown part of a picture, whole px."""

    left: int
    top: int
    width: int
    height: int


class Framing:
    """Follows one person in the pictures of one panel."""

    def __init__(self, aspect: float) -> None:
        """For a panel whose width is `aspect` times its height."""
        self._aspect = aspect
        self._size: tuple[int, int] | None = None
        self._time = 0.0
        self._seen = 0.0
        self._span = 0.0
        self._centre = 0.0
        self._settled = False

    def follow(self, size: tuple[int, int], joints: NDArray[np.floating] | None, time_s: float) -> Crop:
        """The crop for a picture of `size` (width, height) taken at `time_s`.

        joints: (N, 2) px, the first 15 in the order of Joint; NaN where unseen; None without a person.
        """
        width, height = size
        across = width > height * self._aspect
        length = float(width if across else height)
        least = height * self._aspect if across else width / self._aspect
        least = min(max(least, (1 - CROP_MAX) * length), length)
        step = min(max(time_s - self._time, 0.0), STEP_MAX_S)
        if self._size != size:
            self._size, self._span, self._centre, self._settled = size, length, length / 2, False
            self._seen, step = time_s, 0.0
        self._time = time_s
        reach = _reach(joints, 0 if across else 1, length, least)
        if reach is None:
            if time_s - self._seen > LOST_S:
                self._span += (length - self._span) * (1 - np.exp(-step / NARROW_S))
        else:
            self._seen = time_s
            low, high = reach
            wanted = max(least, high - low)
            if self._settled:
                self._span += (wanted - self._span) * (1 - np.exp(-step / NARROW_S))
                self._span = max(self._span, high - low)
                off = (low + high) / 2 - self._centre
                beyond = off - np.clip(off, -DEAD_ZONE * self._span, DEAD_ZONE * self._span)
                self._centre += beyond * (1 - np.exp(-step / FOLLOW_S))
            else:
                self._span, self._centre, self._settled = wanted, (low + high) / 2, True
            self._centre = min(max(self._centre, high - self._span / 2), low + self._span / 2)
        self._centre = min(max(self._centre, self._span / 2), length - self._span / 2)
        span = min(round(self._span), int(length))
        start = min(max(round(self._centre - self._span / 2), 0), int(length) - span)
        return Crop(start, 0, span, height) if across else Crop(0, start, width, span)


def _reach(
    joints: NDArray[np.floating] | None, axis: int, length: float, least: float
) -> tuple[float, float] | None:
    """From where to where the person reaches along an axis, margin included, inside the picture.

    Where some of the margin is all that exceeds `least`, that is left out. None without a person.
    """
    if joints is None or not np.isfinite(joints[:, axis]).any():
        return None
    torso = float(np.hypot(*(joints[Joint.SHOULDER_CENTRE] - joints[Joint.HIP_CENTRE])))
    margin = MARGIN_MIN * length
    if np.isfinite(torso):
        margin = max(margin, MARGIN_TORSOS * torso)
    first = min(max(float(np.nanmin(joints[:, axis])), 0.0), length)
    last = min(max(float(np.nanmax(joints[:, axis])), 0.0), length)
    low, high = max(first - margin, 0.0), min(last + margin, length)
    excess, spare = high - low - least, MARGIN_SHARE * ((first - low) + (high - last))
    if 0 < excess <= spare:
        share = MARGIN_SHARE * excess / spare
        low, high = low + share * (first - low), high - share * (high - last)
    return low, high

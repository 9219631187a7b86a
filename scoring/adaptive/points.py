"""What an error is worth: 0 to 100 points, the same for every lesson.

90 and above is what a careful person reaches, 50 is clearly wrong, under 25 is something else. Up to a floor
an error is the camera's, not the person's: the floor rises with the heading between the two cameras. All
constants come from `make calibrate`; how errors come about is in `judgement`.
"""

import math
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.calibration import Curve, worth
from scoring.dtw import FAST_MATH
from scoring.joints import ANGLE_COUNT, ANGLE_JOINTS, BONE_COUNT, BONES, JOINT_COUNT, Joint

# The error of a perfect follower, radians, once two cameras differ by FLOOR_HEADING or more; source and date
# in docs/MEASURED.md, "Calibration".
FLOOR: Final = 0.22
FLOOR_HEADING: Final = 0.35
# The whole body and one part, radians.
TOTAL: Final = Curve(0.241, 2.43)
PART: Final = Curve(0.431, 2.5)

Array = NDArray[np.float64]


def _parts_of_joints() -> Array:
    """(15, 24): which bones and angles speak for a joint: the angle at it, and the bones that end in it."""
    table = np.zeros((JOINT_COUNT, BONE_COUNT + ANGLE_COUNT))
    for number, (start, end) in enumerate(BONES):
        # a bone places its far end; the lines across the body and down the trunk place both
        table[end, number] = 1
        if "CENTRE" in Joint(start).name + Joint(end).name or Joint(start).name[4:] == Joint(end).name[5:]:
            table[start, number] = 1
    for number, (_, vertex, _) in enumerate(ANGLE_JOINTS):
        table[vertex, BONE_COUNT + number] = 1
    return table


PARTS_OF_JOINTS: Final = _parts_of_joints()
PARTS_OF_JOINTS.setflags(write=False)


def floor(heading: float) -> float:
    """The error, radians, that a perfect follower shows when two cameras differ by `heading` radians."""
    return FLOOR * share_of_floor(heading)


def share_of_floor(heading: float) -> float:
    """How much, 0 to 1, of what two cameras can err apart they do when they differ by `heading` radians."""
    away = abs(math.atan2(math.sin(heading), math.cos(heading)))
    return min(1.0, away / FLOOR_HEADING)


def total(error: float, heading: float) -> float:
    """The points of the whole body; NaN stays NaN."""
    return float(_curve(np.array([error]), heading, TOTAL)[0])


def by_part(parts: Array, heading: float) -> Array:
    """The points (24,) of 14 bones and 10 angles."""
    return _curve(parts, heading, PART)


def by_angle(parts: Array, heading: float) -> Array:
    """The points of the 10 angles."""
    return by_part(parts, heading)[BONE_COUNT:]


def by_joint(parts: Array, heading: float) -> Array:
    """The points of the 15 joints: of the mean error of what speaks for each; NaN where nothing was seen."""
    return _curve(_mean_kernel(parts, PARTS_OF_JOINTS), heading, PART)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _mean_kernel(parts, table):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    result = np.empty(len(table), np.float64)
    for joint in range(len(table)):
        share, square = 0.0, 0.0
        for part in range(len(parts)):
            if table[joint, part] > 0 and np.isfinite(parts[part]):
                share += table[joint, part]
                square += table[joint, part] * parts[part] ** 2
        result[joint] = np.sqrt(square / share) if share > 0 else np.nan
    return result


def _curve(errors: Array, heading: float, curve: Curve) -> Array:
    beyond = np.sqrt(np.maximum(errors**2 - floor(heading) ** 2, 0))
    return worth(beyond, curve)

"""Turns pose errors into 0 to 100 points, by the same curve in every lesson.

A careful person reaches 90 and more; 50 is clearly wrong; below 25 it is another movement. An error up to a
floor is attributed to the cameras, not to the person; the floor rises with the heading between the cameras.
All constants were measured by `make calibrate` (docs/MEASURED.md, "Calibration").
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.joints import ANGLE_COUNT, ANGLE_JOINTS, BONE_COUNT, BONES, JOINT_COUNT, Joint
from scoring.body.pose_errors import WEIGHT_SEEN_MIN, WORST_POWER, together_kernel
from scoring.calibration import Curve
from scoring.dtw import FAST_MATH

# The error of a perfect follower, radians, when the two cameras differ by FLOOR_HEADING radians or more.
FLOOR: Final = 0.22
FLOOR_HEADING: Final = 0.35
# The curves of the whole body and of one part; half in radians.
TOTAL: Final = Curve(0.241, 2.43)
PART: Final = Curve(0.431, 2.5)

_TOTAL: Final = (TOTAL.half, TOTAL.power)
_PART: Final = (PART.half, PART.power)
_SUMMING: Final = (WORST_POWER, WEIGHT_SEEN_MIN)

Array = NDArray[np.float64]


def _parts_of_joints() -> Array:
    """(15, 24): 1 where an error counts for a joint: the angle at the joint and the bones that end there."""
    table = np.zeros((JOINT_COUNT, BONE_COUNT + ANGLE_COUNT))
    for number, (start, end) in enumerate(BONES):
        # a bone places its far end; the lines across the body and along the trunk place both of theirs
        table[end, number] = 1
        if "CENTRE" in Joint(start).name + Joint(end).name or Joint(start).name[4:] == Joint(end).name[5:]:
            table[start, number] = 1
    for number, (_, vertex, _) in enumerate(ANGLE_JOINTS):
        table[vertex, BONE_COUNT + number] = 1
    return table


PARTS_OF_JOINTS: Final = _parts_of_joints()
PARTS_OF_JOINTS.setflags(write=False)


def floor(heading: float) -> float:
    """The error, radians, of a perfect follower when the two cameras differ by `heading` radians."""
    return FLOOR * share_of_floor(heading)


def share_of_floor(heading: float) -> float:
    """The share of FLOOR, 0 to 1, that two cameras show when they differ by `heading` radians (any turn)."""
    away = abs(math.atan2(math.sin(heading), math.cos(heading)))
    return min(1.0, away / FLOOR_HEADING)


@dataclass(frozen=True, slots=True)
class Points:
    """0 to 100, NaN where too little was seen: the whole body, its joints (15,) and its angles (10,)."""

    total: float
    joints: Array
    angles: Array


def points_of(parts: Array, weights: NDArray[np.float32], heading: float) -> Points:
    """The points of the errors of parts (24,) in radians, with weights (24,) from `pose_errors.work`.

    A joint gets the points of the root mean square of its parts' errors (PARTS_OF_JOINTS). heading: radians
    between the cameras. Raises ValueError on other shapes.
    """
    if parts.shape != (BONE_COUNT + ANGLE_COUNT,) or weights.shape != parts.shape:
        raise ValueError(f"parts and weights must be (24,), not {parts.shape} and {weights.shape}")
    found = _points_kernel(parts, weights, floor(heading), _TOTAL, _PART, PARTS_OF_JOINTS, _SUMMING)
    return Points(float(found[0]), found[1 : 1 + JOINT_COUNT], found[1 + JOINT_COUNT :])


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _points_kernel(parts, weights, least, total_curve, part_curve, table, summing):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    joints, angles = len(table), len(parts) - BONE_COUNT
    result = np.empty(1 + joints + angles, np.float64)
    result[0] = _worth_kernel(together_kernel(parts, weights, summing[0], summing[1]), least, total_curve)
    for joint in range(joints):
        share, square = 0.0, 0.0
        for part in range(len(parts)):
            if table[joint, part] > 0 and np.isfinite(parts[part]):
                share += table[joint, part]
                square += table[joint, part] * parts[part] ** 2
        mean = np.sqrt(square / share) if share > 0 else np.nan
        result[1 + joint] = _worth_kernel(mean, least, part_curve)
    for angle in range(angles):
        result[1 + joints + angle] = _worth_kernel(parts[BONE_COUNT + angle], least, part_curve)
    return result


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _worth_kernel(error, least, curve):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    """`calibration.worth` of the error beyond the floor `least`."""
    if np.isnan(error):
        return np.nan
    beyond = np.sqrt(max(error**2 - least**2, 0.0))
    return 100 / (1 + (beyond / curve[0]) ** curve[1])

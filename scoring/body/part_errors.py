"""How a stretch of the user's movement differs from the tutor's, for each of 14 bones and 10 angles.

A difference has two parts. The bias is what stays: an arm that is held elsewhere throughout. The stray is
what changes: the user's movement about its mean against the tutor's. Cameras, bodies and the pose network
make biases in everybody, so the movement tells better whether two people do the same.

Differences are collected as sums, which can be added: the sums of a stretch are those of its windows.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.directions import Directions
from scoring.body.heading import ACROSS_ERROR, axis_weights, turned
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT
from scoring.body.pose_errors import LINES_OF_ANGLES, SIGNS_OF_ANGLES, angle_kernel, depth_beyond
from scoring.dtw import FAST_MATH

PART_COUNT: Final = BONE_COUNT + ANGLE_COUNT
# x, y and z of each bone, then the angles
_ROWS: Final = 3 * BONE_COUNT + ANGLE_COUNT
# In sums: samples known of both, difference and its square; samples known of the tutor, value and its square.
_FIELDS: Final = 6
# The share of the samples of a stretch in which a part must be seen; below it the part has no error there.
SEEN_SHARE_MIN: Final = 0.4

Array = NDArray[np.float64]
Sums = NDArray[np.float64]
NO_SUMS: Final[Sums] = np.zeros((_ROWS + 1, _FIELDS))
NO_SUMS.setflags(write=False)


@dataclass(frozen=True, slots=True)
class PartErrors:
    """Of 14 bones and 10 angles (24,), radians: bias >= 0 and stray >= 0, NaN where too little was seen;
    amplitude: the standard deviation of the tutor's movement, NaN where the tutor was not seen.
    """

    bias: Array
    stray: Array
    amplitude: Array


def part_sums(user: Directions, tutor: Directions, heading: float) -> Sums:
    """The sums of user (N, 3, 16) against tutor (N, 3, 16), row by row.

    heading: radians by which the user must turn to face as the tutor does. The more depth a difference
    rests on, the less it counts (`heading.axis_weights`, `pose_errors`). Raises ValueError when the shapes
    differ.
    """
    if user.shape != tutor.shape:
        raise ValueError(f"the rows of user and tutor do not fit together: {user.shape} and {tutor.shape}")
    return _sums_kernel(  # type: ignore[no-any-return]
        turned(user, heading / 2), turned(tutor, -heading / 2), user, tutor, axis_weights(heading),
        ACROSS_ERROR, depth_beyond(heading), LINES_OF_ANGLES, SIGNS_OF_ANGLES,
    )  # fmt: skip


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _sums_kernel(one, other, user, tutor, axes, across, deep, pairs, signs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    sums = np.zeros((_ROWS + 1, _FIELDS), np.float64)
    sums[_ROWS, 0] = len(user)
    for t in range(len(user)):
        for k in range(BONE_COUNT):
            for c in range(3):
                value = other[t, c, k] * axes[c]
                _add_kernel(sums[3 * k + c], one[t, c, k] * axes[c] - value, value)
        for a in range(len(pairs)):
            mine, my_leans = angle_kernel(one[t], user[t, 2], pairs[a], signs[a])
            value, leans = angle_kernel(other[t], tutor[t, 2], pairs[a], signs[a])
            trust = across / np.sqrt(across * across + deep * deep * (my_leans + leans) / 2)
            _add_kernel(sums[3 * BONE_COUNT + a], (mine - value) * trust, value)
    return sums


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _add_kernel(row, difference, value):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    if not np.isnan(difference):
        row[0] += 1
        row[1] += difference
        row[2] += difference * difference
    if not np.isnan(value):
        row[3] += 1
        row[4] += value
        row[5] += value * value


def part_errors(sums: Sums) -> PartErrors:
    """The errors of a stretch from its sums (`part_sums`, added). Raises ValueError on another shape."""
    if sums.shape != NO_SUMS.shape:
        raise ValueError(f"the sums of a stretch are {NO_SUMS.shape}, not {sums.shape}")
    found = _errors_kernel(sums, SEEN_SHARE_MIN)
    return PartErrors(found[0], found[1], found[2])


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _errors_kernel(sums, seen_min):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    result = np.zeros((3, PART_COUNT), np.float64)
    count = sums[_ROWS, 0]
    for part in range(PART_COUNT):
        first, last = (
            (3 * part, 3 * part + 3)
            if part < BONE_COUNT
            else (2 * BONE_COUNT + part, 2 * BONE_COUNT + part + 1)
        )
        for row in range(first, last):
            known, shown = sums[row, 0], sums[row, 3]
            if known > 0:
                mean = sums[row, 1] / known
                result[0, part] += mean * mean
                result[1, part] += max(sums[row, 2] / known - mean * mean, 0.0)
            if shown > 0:
                middle = sums[row, 4] / shown
                result[2, part] += max(sums[row, 5] / shown - middle * middle, 0.0)
        if sums[first, 0] < max(seen_min * count, 1.0):
            result[0, part] = np.nan
            result[1, part] = np.nan
        if sums[first, 3] < max(seen_min * count, 1.0):
            result[2, part] = np.nan
    return np.sqrt(result)

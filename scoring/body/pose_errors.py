"""Pose errors: by how many radians each bone and angle of the user differs from the tutor's.

(Errors in the sense of measurement; scoring defines no exceptions.) An error is weighted by how accurately it
could be seen: the more two cameras differ in heading, the less the part of it that rests on depth counts.
Parts that move much in the lesson weigh more (`work`), and large errors weigh more than small ones
(`together`). The caller chooses which samples are compared.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.directions import ANGLE_LINES, LINE_COUNT, Directions
from scoring.body.heading import ACROSS_ERROR, axis_weights, depth_error, turned
from scoring.body.joints import BONE_COUNT
from scoring.dtw import FAST_MATH

# The weight of a part that never moves in the lesson, where one that moves fully has 1.
REST_SHARE: Final = 0.35
# A line or angle whose standard deviation over the lesson reaches this moves fully, radians.
FULL_WORK: Final = 0.35
# The power of the mean over parts: with 1 nine good parts hide a bad one, infinity gives the maximum.
WORST_POWER: Final = 3.0
# The share of the samples of a span in which a part must be seen; below it the part has no error there.
SEEN_SHARE_MIN: Final = 0.4
# Below this share of all weights in view there is no score. A lying person hides nearly half of it.
WEIGHT_SEEN_MIN: Final = 0.35
# Below this spread of its lines, radians, a body stands still: breathing and the jitter of the network stay
# below 0.03.
STILL: Final = 0.05

# Keeps the derivative of an angle finite where its two lines are nearly parallel: sin(11.5 degrees) squared.
SINE_SQUARE_MIN: Final = np.float32(0.04)

_LINES_OF_ANGLES: Final = np.array([(one, other) for one, _, other, _ in ANGLE_LINES])
_SIGNS_OF_ANGLES: Final = np.array([one * other for _, one, _, other in ANGLE_LINES], np.float32)

Array = NDArray[np.float32]


def work(lines: Directions, angles: Array) -> Array:
    """Weights (24,) of the 14 bones and 10 angles from how much each moves in a lesson, REST_SHARE to 1.

    lines (T, 3, 16); angles (T, 10) in degrees.
    """
    moved = np.concatenate([spread(lines)[:BONE_COUNT], _spread_of_angles(angles)])
    result: Array = (REST_SHARE + (1 - REST_SHARE) * np.clip(moved / FULL_WORK, 0, 1)).astype(np.float32)
    return result


def spread(lines: Directions) -> Array:
    """The standard deviation (K,) of each line (T, 3, K) about its mean, radians; 0 where it was not seen."""
    result: Array = _spread_kernel(lines, lines)
    return result


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _spread_kernel(lines, beside):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    count, _, width = lines.shape
    known, mean, square = np.zeros((3, width)), np.zeros((3, width)), np.zeros((3, width))
    for t in range(count):
        for c in range(3):
            for k in range(width):
                value = lines[t, c, k]
                seen = not (np.isnan(value) or np.isnan(beside[t, c, k]))
                known[c, k] += 1.0 if seen else 0.0
                mean[c, k] += value if seen else 0.0
                square[c, k] += value * value if seen else 0.0
    result = np.empty(width, np.float32)
    for k in range(width):
        total = 0.0
        for c in range(3):
            share = 1 / max(known[c, k], 1.0)
            total += max(square[c, k] * share - (mean[c, k] * share) ** 2, 0.0)
        result[k] = np.sqrt(total)
    return result


def activity(lines: Directions, beside: Directions, weights: Array) -> tuple[float, float]:
    """How much two bodies (T, 3, K) move: the root of the weighted mean square spread of each, radians.

    Only samples in which a line is seen on both sides count.
    """
    one, other = _activity_kernel(lines, beside, weights)
    return float(one), float(other)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _activity_kernel(lines, beside, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    strays, others = _spread_kernel(lines, beside), _spread_kernel(beside, lines)
    one, other, total = np.float32(0), np.float32(0), np.float32(0)
    for k in range(len(weights)):
        total += weights[k]
        one += weights[k] * strays[k] ** 2
        other += weights[k] * others[k] ** 2
    return np.sqrt(one / total), np.sqrt(other / total)


def _spread_of_angles(angles: Array) -> Array:
    known = np.isfinite(angles)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, angles, 0).sum(axis=0) / count
    off = np.where(known, angles - mean, 0)
    result: Array = np.radians(np.sqrt((off**2).sum(axis=0) / count)).astype(np.float32)
    return result


@dataclass(frozen=True, slots=True)
class PoseErrors:
    """bones (N, 14) >= 0 and angles (N, 10) in radians, weighted by how clearly they are seen; NaN: unseen.

    Angles are signed: positive where the user's is wider.
    """

    bones: Array
    angles: Array


def pose_errors(user: Directions, tutor: Directions, heading: float) -> PoseErrors:
    """The errors of user (N, 3, 16) against tutor (N, 3, 16), row by row.

    heading: radians by which the user must turn to face as the tutor does.
    """
    one, other = turned(user, heading / 2), turned(tutor, -heading / 2)
    bones, angles = _errors_kernel(
        one,
        other,
        axis_weights(heading),
        np.float32(ACROSS_ERROR),
        np.float32(math.sqrt(max(depth_error(heading) ** 2 - ACROSS_ERROR**2, 0))),
        user[:, 2],
        tutor[:, 2],
        _LINES_OF_ANGLES,
        _SIGNS_OF_ANGLES,
    )
    return PoseErrors(bones, angles)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _errors_kernel(user, tutor, axes, across, deep, user_depth, tutor_depth, pairs, signs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    count = len(user)
    bones = np.empty((count, BONE_COUNT), np.float32)
    angles = np.empty((count, len(pairs)), np.float32)
    for t in range(count):
        for k in range(BONE_COUNT):
            square = np.float32(0)
            for c in range(3):
                off = (user[t, c, k] - tutor[t, c, k]) * axes[c]
                square += off * off
            bones[t, k] = np.sqrt(square)
        for a in range(len(pairs)):
            p, q = pairs[a]
            one, other = np.float32(0), np.float32(0)
            for c in range(3):
                one += user[t, c, p] * user[t, c, q]
                other += tutor[t, c, p] * tutor[t, c, q]
            one = min(max(one * signs[a], np.float32(-1)), np.float32(1))
            other = min(max(other * signs[a], np.float32(-1)), np.float32(1))
            # the squared derivative of the angle by the depth of its lines: how much of it rests on depth
            leans = np.float32(0)
            for side in range(2):
                cosine = one if side == 0 else other
                depth_p = user_depth[t, p] if side == 0 else tutor_depth[t, p]
                depth_q = (user_depth[t, q] if side == 0 else tutor_depth[t, q]) * signs[a]
                sine = max(1 - cosine * cosine, SINE_SQUARE_MIN)
                change_p = depth_q - depth_p * cosine
                change_q = depth_p - depth_q * cosine
                leans += (change_p * change_p + change_q * change_q) / sine
            trust = across / np.sqrt(across * across + deep * deep * leans / 2)
            angles[t, a] = (np.arccos(one) - np.arccos(other)) * trust
    return bones, angles


def parts_of(found: PoseErrors) -> NDArray[np.float64]:
    """The mean absolute errors (24,) of 14 bones and 10 angles over all samples, radians."""
    return over_time(np.concatenate([found.bones, np.abs(found.angles)], axis=1))


def over_time(values: Array) -> NDArray[np.float64]:
    """The mean (K,) of the finite values of (N, K); NaN where less than SEEN_SHARE_MIN of them are finite.

    Not the mean square: there a few samples of a fast movement outweigh a form that is wrong throughout.
    """
    result: NDArray[np.float64] = _mean_kernel(values, max(SEEN_SHARE_MIN * len(values), 1.0))
    return result


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _mean_kernel(values, count_min):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    count, width = values.shape
    known, total = np.zeros(width, np.int64), np.zeros(width, np.float64)
    for t in range(count):
        for k in range(width):
            if np.isfinite(values[t, k]):
                known[k] += 1
                total[k] += values[t, k]
    for k in range(width):
        total[k] = total[k] / known[k] if known[k] >= count_min else np.nan
    return total


def together(parts: NDArray[np.float64], weights: Array) -> float:
    """The weighted power mean (WORST_POWER) of parts (K,), radians; NaN when too little weight was seen."""
    return float(together_kernel(parts, weights, WORST_POWER, WEIGHT_SEEN_MIN))


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def together_kernel(parts, weights, power, seen_min):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - numba infers them
    total, seen, every = 0.0, 0.0, 0.0
    for k in range(len(parts)):
        every += weights[k]
        if np.isfinite(parts[k]):
            seen += weights[k]
            total += weights[k] * parts[k] ** power
    return (total / seen) ** (1 / power) if seen > 0 and seen >= seen_min * every else np.nan


assert LINE_COUNT == BONE_COUNT + 2

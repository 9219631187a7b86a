"""Pose errors: by how many radians each bone and angle of the user differs from the tutor's.

(Errors in the sense of measurement; scoring defines no exceptions.) An error is weighted by how accurately it
could be seen: the more two cameras differ in heading, the less the part of it that rests on depth counts.
The caller chooses which samples are compared.
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

# Below this spread of its lines, radians, a body stands still: breathing and the jitter of the network stay
# below 0.03.
STILL: Final = 0.05

# Keeps the derivative of an angle finite where its two lines are nearly parallel: sin(11.5 degrees) squared.
SINE_SQUARE_MIN: Final = np.float32(0.04)

# The two lines (numbers in LINES) of each angle, and the sign of their product.
LINES_OF_ANGLES: Final = np.array([(one, other) for one, _, other, _ in ANGLE_LINES])
SIGNS_OF_ANGLES: Final = np.array([one * other for _, one, _, other in ANGLE_LINES], np.float32)

Array = NDArray[np.float32]


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
    one, other = activity_kernel(lines, beside, weights)
    return float(one), float(other)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def activity_kernel(lines, beside, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - numba infers them
    """`activity`, for other kernels."""
    return (
        _together_kernel(_spread_kernel(lines, beside), weights),
        _together_kernel(_spread_kernel(beside, lines), weights),
    )


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def alone_kernel(lines, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - numba infers them
    """How much one body (T, 3, K) moves, as `activity` beside itself."""
    return _together_kernel(_spread_kernel(lines, lines), weights)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _together_kernel(spreads, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    square, total = np.float32(0), np.float32(0)
    for k in range(len(weights)):
        total += weights[k]
        square += weights[k] * spreads[k] ** 2
    return np.sqrt(square / total)


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
        np.float32(depth_beyond(heading)),
        user[:, 2],
        tutor[:, 2],
        LINES_OF_ANGLES,
        SIGNS_OF_ANGLES,
    )
    return PoseErrors(bones, angles)


def depth_beyond(heading: float) -> float:
    """By how much the error in depth exceeds that across the image, radians, at a heading between cameras."""
    return math.sqrt(max(depth_error(heading) ** 2 - ACROSS_ERROR**2, 0.0))


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
            one, one_leans = angle_kernel(user[t], user_depth[t], pairs[a], signs[a])
            other, other_leans = angle_kernel(tutor[t], tutor_depth[t], pairs[a], signs[a])
            trust = across / np.sqrt(across * across + deep * deep * (one_leans + other_leans) / 2)
            angles[t, a] = (one - other) * trust
    return bones, angles


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def angle_kernel(lines, depth, pair, sign):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - numba infers them
    """The angle between two lines, radians, and how much of it rests on depth: the square of its derivative
    by the depth of both.
    """
    p, q = pair
    cosine = np.float32(0)
    for c in range(3):
        cosine += lines[c, p] * lines[c, q]
    cosine = min(max(cosine * sign, np.float32(-1)), np.float32(1))
    sine = max(1 - cosine * cosine, SINE_SQUARE_MIN)
    change_p = depth[q] * sign - depth[p] * cosine
    change_q = depth[p] - depth[q] * sign * cosine
    return np.arccos(cosine), (change_p * change_p + change_q * change_q) / sine


assert LINE_COUNT == BONE_COUNT + 2

"""The heading between two bodies (the turn about the vertical), and the weights of the axes under it.

BlazePose is accurate across the image and inaccurate in depth. Seen from the same side, tutor and user have
similar depth errors, most of which cancel; the more the two views differ, the less they do. Bodies are
therefore turned to the middle of both headings, and each axis is weighted by the error that remains along it.
"""

import math
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.directions import Directions
from scoring.dtw import FAST_MATH

# By how much the direction of a bone differs between two careful people, radians: across the image; in depth
# when both cameras stand at the same heading; and what depth adds when they stand at a right angle. From
# people who face as the tutor does (`make calibrate`: 0.11, 0.18 and 0.14 in x, y and z); from another side
# people differ by more than this in posture, which is not to be forgiven.
ACROSS_ERROR: Final = 0.13
DEPTH_ERROR: Final = 0.18
DEPTH_ERROR_ASIDE: Final = 0.25


def turned(lines: Directions, heading: float) -> Directions:
    """Lines (T, 3, K) turned about the vertical by `heading` in radians, from x towards z."""
    result: Directions = _turn_kernel(lines, np.float32(math.cos(heading)), np.float32(math.sin(heading)))
    return result


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _turn_kernel(lines, cosine, sine):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    result = np.empty_like(lines)
    for t in range(len(lines)):
        x, z, new_x, new_z = lines[t, 0], lines[t, 2], result[t, 0], result[t, 2]
        result[t, 1] = lines[t, 1]
        for k in range(len(x)):
            new_x[k] = x[k] * cosine - z[k] * sine
            new_z[k] = x[k] * sine + z[k] * cosine
    return result


def correlation(user: Directions, tutor: Directions, weights: NDArray[np.float32]) -> complex:
    """The correlation of user and tutor (N, 3, K), weights (K,), over turns about the vertical.

    Its phase is the turn, radians, that makes the user face as the tutor does, its modulus the confidence.
    Values of several windows may be added.
    """
    across, deep = _correlate_kernel(user, tutor, weights)
    return complex(across, deep)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _correlate_kernel(user, tutor, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    across, deep = 0.0, 0.0
    for t in range(len(user)):
        for k in range(len(weights)):
            x, z, other_x, other_z = user[t, 0, k], user[t, 2, k], tutor[t, 0, k], tutor[t, 2, k]
            real = other_x * x + other_z * z
            if not np.isnan(real):
                across += weights[k] * real
                deep += weights[k] * (other_z * x - other_x * z)
    return across, deep


def phase(turning: complex) -> float:
    """The turn, radians, that a sum of correlations tells; 0 for none."""
    return math.atan2(turning.imag, turning.real)


def depth_error(heading: float) -> float:
    """The error of a bone's direction in depth, radians, when two cameras differ by `heading` radians."""
    return math.sqrt(DEPTH_ERROR**2 + DEPTH_ERROR_ASIDE**2 * (1 - math.cos(heading)))


def axis_weights(heading: float) -> NDArray[np.float32]:
    """The weights (3,) of x, y and z, at most 1, for bodies turned to the middle of their headings.

    A weight is the error across the image over the error along that axis. heading: radians.
    """
    across, deep = ACROSS_ERROR**2, depth_error(heading) ** 2
    share = math.cos(heading / 2) ** 2
    errors = (across * share + deep * (1 - share), across, across * (1 - share) + deep * share)
    return np.array([math.sqrt(across / error) for error in errors], np.float32)

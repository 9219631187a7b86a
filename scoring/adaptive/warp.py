"""DTW of the whole body: the sample of the tutor that corresponds to each sample of the user.

Every sample of the user meets exactly one of the tutor's; from one to the next the tutor advances by 0, 1 or
2 samples. A path therefore has one cell per user sample, and costs of paths are comparable without dividing
by their length. `align_window` leaves beginning and end open; `align_match` follows a known lag within a
band.
"""

import math
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.directions import Directions
from scoring.dtw import FAST_MATH

# The cost, in the unit of a cell (1 for a difference of UNIT), of a step of 0 or 2 samples: less than
# a real change of posture in 50 ms of movement and more than noise.
SKEW_COST: Final = np.float32(0.05)
# A cell with less than this share of the weight seen on both sides tells nothing and costs UNSEEN_COST; FAR
# stands for "no path".
SEEN_SHARE_MIN: Final = np.float32(0.35)
UNSEEN_COST: Final = np.float32(2.0)
FAR: Final = np.float32(1e6)
# The difference of a line, radians, that costs 1, and the most that a line costs: an arm that is held
# elsewhere throughout then does not drown what the legs say about the moment.
UNIT: Final = np.float32(0.2)
CAP: Final = np.float32(6.0)
_PER_SQUARE: Final = np.float32(1 / UNIT**2)
# Steps besides 0, 1 and 2: the path begins here; the path leaps here from another place of the band.
_BEGINS: Final = -1
_LEAPS: Final = -2


def align_window(
    user: Directions,
    tutor: Directions,
    weights: NDArray[np.float32],
    axes: NDArray[np.float32],
    heading: float = 0.0,
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Costs (M,) of the best path of user (N, 3, K) that ends at each sample of tutor (M, 3, K).

    weights (K,) of the lines; heading: radians by which the user must turn to face as the tutor does; both
    are turned to the middle, for which axes (3,) are the weights of x, y and z. A cost is the mean per user
    sample; FAR where no path ends. The second result (N, M) holds the step by which each cell was
    reached, for `path`. Raises ValueError when the shapes do not fit or a side is empty.
    """
    _check(user, tutor, weights, axes)
    half = np.float32(math.cos(heading / 2)), np.float32(math.sin(heading / 2))
    cells = _cells_kernel(user, tutor, weights, axes, *half)
    costs, steps = _open_kernel(cells, SKEW_COST)
    return costs / np.float32(len(user)), steps


def path(steps: NDArray[np.int8], end: int, first: int) -> NDArray[np.int64]:
    """The tutor's sample (N,) for each of the user's on the path that ends in column `end` of `steps`.

    first: the tutor's sample of column 0.
    """
    found: NDArray[np.int64] = _path_kernel(steps, end, first)
    return found


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _path_kernel(steps, end, first):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    found = np.empty(len(steps), np.int64)
    place = end
    for row in range(len(steps) - 1, -1, -1):
        found[row] = first + place
        place -= steps[row, place]
    return found


def align_match(
    user: Directions,
    tutor: Directions,
    weights: NDArray[np.float32],
    axes: NDArray[np.float32],
    lag: NDArray[np.int64],
    reach: int,
) -> NDArray[np.int64]:
    """The tutor's sample (N,) for each sample of user (N, 3, K), over the whole match; -1 before its first.

    lag (N,): the user's estimated lag in samples. The path stays within `reach` samples of it; a user beyond
    the end of the lesson stays at its last sample. Where the lag changes faster than a path can follow, the
    path leaps. Raises ValueError as `align_window` does.
    """
    _check(user, tutor, weights, axes)
    found: NDArray[np.int64] = _band_kernel(user, tutor, weights, axes, lag, reach, SKEW_COST)
    return found


def _check(
    user: Directions, tutor: Directions, weights: NDArray[np.float32], axes: NDArray[np.float32]
) -> None:
    if user.ndim != 3 or user.shape[1:] != tutor.shape[1:] or user.shape[1:] != (3, len(weights)):
        raise ValueError(f"directions must be (N, 3, K), not {user.shape}, {tutor.shape}, {weights.shape}")
    if len(user) == 0 or len(tutor) == 0:
        raise ValueError("an empty side cannot be aligned")
    if axes.shape != (3,):
        raise ValueError(f"three axes have three weights, not {axes.shape}")


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _cell_kernel(one, other, weights, axes):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    x, y, z = one[0], one[1], one[2]
    other_x, other_y, other_z = other[0], other[1], other[2]
    total, seen, off = np.float32(0), np.float32(0), np.float32(0)
    for k in range(len(weights)):
        dx = (x[k] - other_x[k]) * axes[0]
        dy = (y[k] - other_y[k]) * axes[1]
        dz = (z[k] - other_z[k]) * axes[2]
        square = dx * dx + dy * dy + dz * dz
        known = square == square  # noqa: PLR0124 - not NaN, in a form that becomes a vector instruction
        weight = weights[k] if known else np.float32(0)
        total += weights[k]
        seen += weight
        off += weight * min(square * _PER_SQUARE, CAP) if known else np.float32(0)
    if seen < SEEN_SHARE_MIN * total or seen <= 0:
        return UNSEEN_COST
    return off / seen


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _cells_kernel(user, tutor, weights, axes, cosine, sine):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    rows, columns, count = len(user), len(tutor), len(weights)
    # time last, so that comparing one line of the user with all samples of the tutor vectorises
    film = np.empty((3, count, columns), np.float32)
    for j in range(columns):
        for k in range(count):
            x, z = tutor[j, 0, k], tutor[j, 2, k]
            film[0, k, j] = (x * cosine + z * sine) * axes[0]
            film[1, k, j] = tutor[j, 1, k] * axes[1]
            film[2, k, j] = (z * cosine - x * sine) * axes[2]
    total = weights.sum()
    off, seen = np.empty(columns, np.float32), np.empty(columns, np.float32)
    cells = np.empty((rows, columns), np.float32)
    for i in range(rows):
        off[:], seen[:] = 0, 0
        for k in range(count):
            weight = weights[k]
            if weight <= 0 or np.isnan(user[i, 0, k]):
                continue
            x = (user[i, 0, k] * cosine - user[i, 2, k] * sine) * axes[0]
            y = user[i, 1, k] * axes[1]
            z = (user[i, 0, k] * sine + user[i, 2, k] * cosine) * axes[2]
            film_x, film_y, film_z = film[0, k], film[1, k], film[2, k]
            for j in range(columns):
                dx, dy, dz = x - film_x[j], y - film_y[j], z - film_z[j]
                square = dx * dx + dy * dy + dz * dz
                known = not np.isnan(square)
                cost = square * _PER_SQUARE
                cost = cost if cost < CAP else CAP  # noqa: FURB136 - min() would not vectorise
                off[j] += weight * cost if known else np.float32(0)
                seen[j] += weight if known else np.float32(0)
        for j in range(columns):
            enough = seen[j] > 0 and seen[j] >= SEEN_SHARE_MIN * total
            cells[i, j] = off[j] / seen[j] if enough else UNSEEN_COST
    return cells


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _open_kernel(cells, skew):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    rows, columns = cells.shape
    steps = np.zeros((rows, columns), np.int8)
    before = cells[0].copy()
    here = np.empty(columns, np.float32)
    for i in range(1, rows):
        for j in range(columns):
            best, step = before[j] + skew, 0
            if j >= 1 and before[j - 1] <= best:
                best, step = before[j - 1], 1
            if j >= 2 and before[j - 2] + skew < best:
                best, step = before[j - 2] + skew, 2
            here[j] = best + cells[i, j]
            steps[i, j] = step
        before, here = here, before
    return before.copy(), steps


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _band_kernel(user, tutor, weights, axes, lag, reach, skew):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, C901, PLR0912 - split, it would be two kernels that pass eight arrays
    rows, columns, width = len(user), len(tutor), 2 * reach + 1
    steps = np.zeros((rows, width), np.int8)
    first = np.empty(rows, np.int64)
    left = np.zeros(rows, np.int64)
    before = np.full(width, FAR, np.float32)
    here = np.full(width, FAR, np.float32)
    for i in range(rows):
        first[i] = min(i - lag[i] - reach, columns - 1)
        leaps = i > 0 and not _reaches_kernel(before, first[i - 1], first[i], columns)
        left[i] = np.argmin(before)
        for b in range(width):
            j = first[i] + b
            here[b] = FAR
            if j < 0 or j >= columns:
                continue
            cell = _cell_kernel(user[i], tutor[j], weights, axes)
            if i == 0:
                here[b] = cell
                continue
            best, step = FAR, 1
            for back in range(3):
                place = j - back - first[i - 1]
                if place < 0 or place >= width:
                    continue
                cost = before[place] + (np.float32(0) if back == 1 else skew)
                # a step of 1 wins a tie
                if cost < best or (cost == best and back == 1):
                    best, step = cost, back
            if first[i - 1] + width <= 0:
                # the beginning is open: before the lesson began there was nothing to follow
                best, step = np.float32(0), _BEGINS
            elif leaps:
                best, step = before[left[i]], _LEAPS
            here[b] = best + cell
            steps[i, b] = step
        before, here = here, before
    found = np.full(rows, -1, np.int64)
    end = int(np.argmin(before))
    if before[end] >= FAR:
        return found
    j = first[rows - 1] + end
    for i in range(rows - 1, -1, -1):
        found[i] = j
        if i == 0:
            break
        step = steps[i, j - first[i]]
        if step == _BEGINS:
            break
        j = first[i - 1] + left[i] if step == _LEAPS else j - step
    return found


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _reaches_kernel(before, was, now, columns):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Whether a path can continue from a row's band, starting at `was`, into the next one's at `now`."""
    for place in range(len(before)):
        for step in range(3):
            j = was + place + step
            if before[place] < FAR and 0 <= j < columns and now <= j < now + len(before):
                return True
    return False

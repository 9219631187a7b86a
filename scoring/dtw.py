"""Dynamic time warping (DTW) of many two-channel series at once, as Numba kernels.

Arrays are (time, 2, series). With the series on the last axis, one cell of the DTW matrix is one vector
operation over all series. A cell costs the Euclidean distance over the two channels; the cost of the path is
divided by the length of the longer side, so a distance keeps the unit of the series.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

# LLVM's fast-math flags without "nnan" and "ninf": unseen joints are NaN, and the border of the DTW matrix is
# infinite.
FAST_MATH: Final = {"nsz", "arcp", "contract", "afn", "reassoc"}
# A series is filled only when at least this share of its samples is known (the rest being NaN).
SEEN_SHARE_MIN: Final = 0.5


def distances(
    one: NDArray[np.float32], other: NDArray[np.float32], band: int | None = None
) -> NDArray[np.float32]:
    """DTW distance of every series of `one` (N, 2, S) and `other` (M, 2, S) as (S,) float32.

    band: Sakoe-Chiba half width in samples about the corner-to-corner diagonal; None: no band.
    A series that holds a NaN on either side gets NaN, so fill short gaps first (`fill_gaps`).
    Raises ValueError when the shapes do not fit or a side is empty.
    """
    if one.ndim != 3 or one.shape[1] != 2 or one.shape[1:] != other.shape[1:]:
        raise ValueError(f"series must be (N, 2, S) and (M, 2, S), not {one.shape} and {other.shape}")
    if len(one) == 0 or len(other) == 0:
        raise ValueError("an empty series has no distance")
    if band is not None and band < 0:
        raise ValueError(f"a band cannot be narrower than 0 samples: {band}")
    width = max(len(one), len(other)) if band is None else band
    cost: NDArray[np.float32] = _dtw_kernel(
        np.ascontiguousarray(one, np.float32), np.ascontiguousarray(other, np.float32), width
    )
    return cost / np.float32(max(len(one), len(other)))


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _dtw_kernel(one, other, band):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    length, _, count = one.shape
    width = other.shape[0]
    above = np.full((width + 1, count), np.inf, np.float32)
    here = np.full((width + 1, count), np.inf, np.float32)
    above[0, :] = 0.0
    slope = (width - 1) / max(length - 1, 1)
    # A band narrower than one step of the diagonal would interrupt the path.
    reach = max(band, int(np.ceil(slope)) if length > 1 else width)
    for i in range(length):
        centre = int(np.floor(i * slope + 0.5))
        first, last = max(0, centre - reach), min(width - 1, centre + reach)
        here[first, :] = np.inf
        for j in range(first, last + 1):
            # One-dimensional views let LLVM vectorise the loop over the series; the conditional expressions
            # below, unlike min(), keep it vectorised. Together four times faster than the direct form.
            x, y, other_x, other_y = one[i, 0], one[i, 1], other[j, 0], other[j, 1]
            diagonal, upper, left, cell = above[j], above[j + 1], here[j], here[j + 1]
            for s in range(count):
                dx = x[s] - other_x[s]
                dy = y[s] - other_y[s]
                best = diagonal[s] if diagonal[s] < upper[s] else upper[s]  # noqa: FURB136
                best = best if best < left[s] else left[s]  # noqa: FURB136
                cell[s] = np.sqrt(dx * dx + dy * dy) + best
        above, here = here, above
        # Only the corner before the first cell may start a path.
        here[0, :] = np.inf
    result = above[width].copy()
    for s in range(count):
        lost = False
        for c in range(2):
            for i in range(length):
                lost = lost or np.isnan(one[i, c, s])
            for j in range(width):
                lost = lost or np.isnan(other[j, c, s])
        if lost:
            result[s] = np.nan
    return result


def fill_gaps(series: NDArray[np.float32], share_min: float = SEEN_SHARE_MIN) -> NDArray[np.float32]:
    """Series (T, C, S) with each NaN replaced by the nearest known sample; of two as near, the earlier.

    A channel of which less than `share_min` of the samples is known becomes NaN throughout.
    """
    filled: NDArray[np.float32] = _fill_kernel(np.ascontiguousarray(series, np.float32), share_min)
    return filled


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _fill_kernel(series, share_min):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    length, channels, count = series.shape
    filled = series.copy()
    seen = np.empty(length, np.int64)
    for s in range(count):
        for c in range(channels):
            found = 0
            for i in range(length):
                if not np.isnan(series[i, c, s]):
                    seen[found] = i
                    found += 1
            if found < share_min * length or found == 0:
                filled[:, c, s] = np.nan
                continue
            nearest = 0
            for i in range(length):
                while nearest + 1 < found and abs(seen[nearest + 1] - i) < abs(seen[nearest] - i):
                    nearest += 1
                filled[i, c, s] = series[seen[nearest], c, s]
    return filled

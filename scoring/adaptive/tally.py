"""From the points of each window to those of a match.

A window counts by how much the tutor asked for in it. A part of the body is judged half by all of its windows
and half by its worst ones: what is wrong in one exercise of ten stays visible. What a window is worth in
points is decided by `points`, who took part by `scorer`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

# The share of the windows, by what they count, that is a part's worst.
WORST_SHARE: Final = 0.25

Array = NDArray[np.float64]


def mean(points: Array, counts: Array) -> float:
    """The mean of points (W,), weighted by counts (W,) > 0, over what is known; NaN when nothing is."""
    known = np.isfinite(points)
    if not known.any():
        return float("nan")
    return float((points[known] * counts[known]).sum() / counts[known].sum())


def with_worst(points: Array, counts: Array) -> Array:
    """Half the mean of points (W, K) and half that of the worst windows, for each of K parts (K,)."""
    return np.array([_with_worst(part, counts) for part in points.T])


def _with_worst(points: Array, counts: Array) -> float:
    order = np.argsort(points)  # NaN comes last
    order = order[: np.isfinite(points).sum()]
    before = np.cumsum(counts[order]) - counts[order]
    # the window that lies across the border counts with the part of it that is needed
    needed = np.clip(WORST_SHARE * counts[order].sum() - before, 0, counts[order])
    worst = mean(points[order], needed) if needed.any() else float("nan")
    return (mean(points, counts) + worst) / 2

"""Weighted averages over the windows of a match.

A window's weight (`counts`) is how much the tutor moved in it. Errors are averaged over stretches of some
seconds, which evens out the network's noise. The score of a body part is half the mean over all stretches and
half the mean over its worst ones, so that a fault in one exercise of ten stays visible.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.scorer import SAMPLE_RATE_HZ, WINDOW

# Windows per stretch: 3 s, one or two repetitions.
STRETCH: Final = round(3.0 * SAMPLE_RATE_HZ / WINDOW)
# The share of the stretches, by weight, that are taken as a part's worst.
WORST_SHARE: Final = 0.33

Array = NDArray[np.float64]


def stretches(errors: Array, counts: Array) -> tuple[Array, Array]:
    """Errors (W, K) of windows averaged to stretches (S, K), and the weights (S,) > 0 of the stretches.

    counts (W,) > 0: the weights of the windows, which are divided evenly among the stretches. NaN where no
    window of a stretch has a value.
    """
    groups = np.array_split(np.arange(len(errors)), max(round(len(errors) / STRETCH), 1))
    found = [[mean(part, counts[group]) for part in errors[group].T] for group in groups]
    return np.array(found), np.array([counts[group].sum() for group in groups])


def mean(points: Array, counts: Array) -> float:
    """The mean of the finite points (W,) with weights counts (W,) > 0; NaN when none is finite."""
    known = np.isfinite(points)
    if not known.any():
        return float("nan")
    return float((points[known] * counts[known]).sum() / counts[known].sum())


def with_worst(points: Array, counts: Array) -> Array:
    """For each of K parts half the mean of points (S, K) and half the mean of its worst stretches, (K,)."""
    return np.array([_with_worst(part, counts) for part in points.T])


def _with_worst(points: Array, counts: Array) -> float:
    order = np.argsort(points)  # NaN comes last
    order = order[: np.isfinite(points).sum()]
    before = np.cumsum(counts[order]) - counts[order]
    # the stretch at the border counts with the share of its weight that is needed
    needed = np.clip(WORST_SHARE * counts[order].sum() - before, 0, counts[order])
    worst = mean(points[order], needed) if needed.any() else float("nan")
    return (mean(points, counts) + worst) / 2

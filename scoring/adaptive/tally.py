"""Weighted averages over the windows of a match.

A window's weight (`counts`) is how much the tutor moved in it. Errors are averaged over stretches of some
seconds, which evens out the network's noise. The score of a body part is half the mean over all stretches and
half the mean over its worst ones, so that a fault in one exercise of ten stays visible.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.part_errors import Sums, part_errors
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW

# Windows per stretch: 3 s, one or two repetitions.
STRETCH: Final = round(3.0 * SAMPLE_RATE_HZ / WINDOW)
# The share of the stretches, by weight, that are taken as a part's worst.
WORST_SHARE: Final = 0.33

Array = NDArray[np.float64]


def stretches(windows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The numbers of the judged windows, in stretches of about STRETCH windows each."""
    return np.array_split(windows, max(round(len(windows) / STRETCH), 1))


def movement(sums: list[Sums]) -> Array:
    """How much the tutor moved around each window, radians: the largest spread of a part in a stretch."""
    result = np.zeros(len(sums))
    for number in range(len(sums)):
        near = np.sum(sums[max(number - STRETCH // 2, 0) : number + STRETCH // 2 + 1], axis=0)
        amplitude = part_errors(near).amplitude
        result[number] = np.nanmax(amplitude) if np.isfinite(amplitude).any() else 0.0
    return result


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

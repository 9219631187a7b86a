"""From the errors of each window to the points of a match.

A window counts by how much the tutor asked for in it. Errors are averaged over stretches of some seconds, in
which the network's noise evens out; a part of the body is judged half by all stretches and half by its worst
ones, so that what is wrong in one exercise of ten stays visible. What an error is worth is decided by
`points`, who took part by `scorer`.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.scorer import SAMPLE_RATE_HZ, WINDOW

# Windows in a stretch: 3 s, one or two repetitions.
STRETCH: Final = round(3.0 * SAMPLE_RATE_HZ / WINDOW)
# The share of the stretches, by what they count, that is a part's worst.
WORST_SHARE: Final = 0.33

Array = NDArray[np.float64]


def stretches(errors: Array, counts: Array) -> tuple[Array, Array]:
    """Errors (W, K) of windows as those of stretches (S, K), and what each stretch counts (S,) > 0.

    counts (W,) > 0. The windows are shared out evenly; NaN where nothing was seen in a whole stretch.
    """
    groups = np.array_split(np.arange(len(errors)), max(round(len(errors) / STRETCH), 1))
    found = [[mean(part, counts[group]) for part in errors[group].T] for group in groups]
    return np.array(found), np.array([counts[group].sum() for group in groups])


def mean(points: Array, counts: Array) -> float:
    """The mean of points (W,), weighted by counts (W,) > 0, over what is known; NaN when nothing is."""
    known = np.isfinite(points)
    if not known.any():
        return float("nan")
    return float((points[known] * counts[known]).sum() / counts[known].sum())


def with_worst(points: Array, counts: Array) -> Array:
    """Half the mean of points (S, K) and half that of the worst stretches, for each of K parts (K,)."""
    return np.array([_with_worst(part, counts) for part in points.T])


def _with_worst(points: Array, counts: Array) -> float:
    order = np.argsort(points)  # NaN comes last
    order = order[: np.isfinite(points).sum()]
    before = np.cumsum(counts[order]) - counts[order]
    # the stretch that lies across the border counts with the part of it that is needed
    needed = np.clip(WORST_SHARE * counts[order].sum() - before, 0, counts[order])
    worst = mean(points[order], needed) if needed.any() else float("nan")
    return (mean(points, counts) + worst) / 2

"""A trained forest of decision trees: from the statistics of a window to the probability of each name.

Trees ask for one statistic at a time whether it is at most a threshold; an unknown one (NaN) goes the way
that was best in training. The probabilities of the leaves are averaged.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import FAST_MATH

# what stands in `feature` for a leaf
LEAF: Final = -1
# leaves keep probabilities as integers up to this
WHOLE: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forest:
    """N nodes of all trees, L leaves, C names, S statistics.

    roots (trees,): the first node of each; feature (N,): the statistic asked for, LEAF in a leaf; threshold
    (N,); below, above (N,): where values at most and beyond it lead, `below` being the row of `leaves` in a
    leaf; unknown_below (N,): whether NaN leads below; leaves (L, C): probabilities times WHOLE; sharpness:
    the power by which the mean is raised, so that it says how often it is right.
    """

    names: tuple[str, ...]
    statistics: int
    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    below: NDArray[np.int32]
    above: NDArray[np.int32]
    unknown_below: NDArray[np.bool_]
    leaves: NDArray[np.uint8]
    sharpness: float = 1.0

    def __post_init__(self) -> None:
        """Raise ValueError when the arrays do not fit together or a node leads outside."""
        count = len(self.feature)
        parts = (self.threshold, self.below, self.above, self.unknown_below)
        if any(part.shape != (count,) for part in parts) or self.leaves.shape[1:] != (len(self.names),):
            raise ValueError("the arrays of a forest do not fit together")
        inner = self.feature != LEAF
        numbers = np.arange(count)[inner]
        # a node leads to later ones only, so every way ends
        onward = np.stack([self.below[inner], self.above[inner]])
        if (onward <= numbers).any() or (onward >= count).any():
            raise ValueError("a node of the forest leads outside or back")
        rows = self.below[~inner]
        if (rows < 0).any() or (rows >= len(self.leaves)).any() or len(self.roots) == 0:
            raise ValueError("a leaf of the forest has no probabilities")
        if (self.feature >= self.statistics).any() or (self.roots < 0).any() or (self.roots >= count).any():
            raise ValueError("the forest asks for what there is not")

    def probabilities(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of each name (C,), sum 1, from the statistics (S,). Raises ValueError for another shape."""
        if values.shape != (self.statistics,):
            raise ValueError(f"{self.statistics} statistics are wanted, not {values.shape}")
        votes = _forest_kernel(
            np.asarray(values, np.float32), self.roots, self.feature, self.threshold, self.below, self.above,
            self.unknown_below, self.leaves,
        )  # fmt: skip
        raised = votes**self.sharpness
        shares: NDArray[np.float32] = (raised / raised.sum()).astype(np.float32)
        return shares

    def of_rows(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of each name (N, C), for rows of statistics (N, S)."""
        return np.array([self.probabilities(row) for row in values], np.float32).reshape(-1, len(self.names))


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _forest_kernel(values, roots, feature, threshold, below, above, unknown_below, leaves):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the arrays of Forest
    votes = np.zeros(leaves.shape[1], np.float64)
    for root in roots:
        node = root
        while feature[node] >= 0:
            value = values[feature[node]]
            lower = unknown_below[node] if np.isnan(value) else value <= threshold[node]
            node = below[node] if lower else above[node]
        leaf = leaves[below[node]]
        for name in range(len(leaf)):
            votes[name] += leaf[name]
    return votes

"""Clusters of frames, found without names by k-means: what a frame is comes from those that lie near it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clusters:
    """K clusters of rows with D values, C names.

    centres (K, D), and spread (D,), what a difference is divided by; shares (K, C): of each name among the
    rows that made the cluster, whose majority names it.
    """

    names: tuple[str, ...]
    centres: Array
    spread: Array
    shares: Array

    def __post_init__(self) -> None:
        """Raise ValueError when the arrays do not fit together."""
        count, width = self.centres.shape
        if self.spread.shape != (width,) or self.shares.shape != (count, len(self.names)) or count == 0:
            raise ValueError("the arrays of the clusters do not fit together")

    def nearest(self, rows: Array) -> NDArray[np.intp]:
        """The cluster (N,) of rows (N, D); NaN is left out."""
        apart = ((rows[:, None] - self.centres) / self.spread) ** 2
        nearest: NDArray[np.intp] = np.nansum(apart, axis=2).argmin(axis=1)
        return nearest

    def probabilities(self, rows: Array) -> Array:
        """Of each name (N, C), for rows (N, D)."""
        found: Array = self.shares[self.nearest(rows)]
        return found

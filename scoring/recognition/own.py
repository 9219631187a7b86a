"""Exercises that a household taught by a few examples, beside those that the forest learnt.

A window is one of them when it is near enough to one of its examples, statistic by statistic; the nearest
example decides (few-shot by the nearest prototype; each example is a prototype, because two views of one
exercise have no mean that looks like either).
"""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from scoring.exercises.exercise import OWN

# The mean distance over the statistics, each in its spread and at most FAR, up to which a window is the
# exercise of an example. Measured on 24 clips of real people, three windows of the first half of each as
# examples: 65 % of the windows of the second half are nearer, 40 % of those of other people who do the same,
# and 3 % of those of other exercises.
NEAR: Final = 0.4
# One limb that was not seen well must not decide.
FAR: Final = 2.0
# With fewer statistics known in both, nothing is said.
KNOWN_MIN: Final = 60
# What is left for the forest's names where an example is near.
OWN_SHARE: Final = 0.8


class OfStatistics(Protocol):
    """Names from the statistics of a window: a forest, or one with own exercises."""

    @property
    def names(self) -> tuple[str, ...]:
        """The C names."""
        ...

    def probabilities(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of each name (C,), from statistics (S,)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnExamples:
    """keys: of the exercise of each of E examples; features (E, S): their statistics, NaN where
    unknown; spread (S,): how much each statistic differs among people, above 0.
    """

    keys: tuple[str, ...]
    features: NDArray[np.float32]
    spread: NDArray[np.float32]

    def __post_init__(self) -> None:
        """Raise ValueError when the arrays do not fit together."""
        if not self.keys or self.features.shape != (len(self.keys), len(self.spread)):
            raise ValueError("examples and statistics do not fit together")
        if not (self.spread > 0).all() or not all(key.startswith(OWN) for key in self.keys):
            raise ValueError("a spread of nothing, or an example of no own exercise")

    def nearest(self, values: NDArray[np.float32]) -> tuple[str, float]:
        """The exercise of the nearest example and its distance from statistics (S,); infinite if unknown."""
        apart = np.minimum(np.abs(self.features - values) / self.spread, FAR)
        known = np.isfinite(apart)
        counts = known.sum(axis=1)
        sums = np.where(known, apart, 0).sum(axis=1)
        distances = np.where(counts >= KNOWN_MIN, sums / np.maximum(counts, 1), np.inf)
        best = int(np.argmin(distances))
        return self.keys[best], float(distances[best])


class WithOwn:
    """A forest and a household's own exercises."""

    def __init__(self, forest: OfStatistics, own: OwnExamples) -> None:
        """The names of the forest come first."""
        self._forest, self._own = forest, own
        self._keys = tuple(dict.fromkeys(own.keys))

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the forest, then the own ones by key."""
        return (*self._forest.names, *self._keys)

    def probabilities(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of each name (C,), sum 1, from the statistics (S,)."""
        shares = np.zeros(len(self.names), np.float32)
        known = self._forest.probabilities(values)
        key, distance = self._own.nearest(values)
        if distance > NEAR:
            shares[: len(known)] = known
        else:
            shares[: len(known)] = (1 - OWN_SHARE) * known
            shares[len(known) + self._keys.index(key)] = OWN_SHARE
        return shares

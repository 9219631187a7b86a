"""The ways to read one person: as seen or mirrored, and turned as their trunk looks or the other way round.

A person who mirrors the tutor has their left compared with the tutor's right. Seen from the side, the pose
network at times takes left for right, which looks like a mirror image that faces the other way. All readings
are followed until the evidence decides. A line that is hidden says nothing, for or against: evidence is a sum
over the lines that are seen in both, of how much better they agree than by chance.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.adaptive.aligner import Alignment, WindowAligner
from scoring.adaptive.warp import CAP, UNIT
from scoring.body.directions import Directions
from scoring.body.heading import axis_weights, turned
from scoring.dtw import FAST_MATH

# Whether the user is mirrored, and the turn beside the one that the trunks suggest, radians. The first ones
# win while nothing is known.
READINGS: Final = ((False, 0.0), (True, 0.0), (False, np.pi), (True, np.pi))
# What a line costs by chance, in the unit of `warp`: between people who do the same and those who do not.
CHANCE: Final = np.float32(2.0)
# Sums of evidence, in the same unit times windows: a reading this far behind is given up; another one takes
# over when it leads by LEANING.
DECIDED: Final = 4.0
LEANING: Final = 1.0
# Windows after which the other readings are followed in every REST_EVERY-th window only: both sides of most
# exercises do the same, and then nothing ever decides.
SETTLED: Final = 20
REST_EVERY: Final = 4

Weights = NDArray[np.float32]


class Readings:
    """Of one person in one match."""

    def __init__(self, tutor: Directions, weights: Weights) -> None:
        """tutor: directions (T, 3, K) of the whole lesson; weights (K,) of the lines."""
        self._tutor = tutor
        self._weights = weights
        self._aligners: dict[int, WindowAligner] = {
            number: WindowAligner(tutor, weights, turn) for number, (_, turn) in enumerate(READINGS)
        }
        self._evidence = np.zeros(len(READINGS))
        self._windows = 0
        self.best = 0

    @property
    def due(self) -> dict[int, WindowAligner]:
        """The readings, numbers in READINGS, that are to be followed in the next window."""
        if self._windows < SETTLED or self._windows % REST_EVERY == 0:
            return self._aligners
        return {self.best: self._aligners[self.best]}

    def add(self, windows: dict[int, tuple[Directions, Alignment]]) -> None:
        """The user's lines (N, 3, K) and their alignment in one window, for each reading that was due."""
        self._windows += 1
        if len(windows) < len(self._aligners):
            return
        for number, (user, alignment) in windows.items():
            rows = user[len(user) - len(alignment.tutor) :]
            self._evidence[number] += evidence(
                rows, self._tutor[alignment.tutor], alignment.heading, self._weights
            )
        leader = max(self._aligners, key=lambda number: self._evidence[number])
        if self._evidence[leader] > self._evidence[self.best] + LEANING:
            self.best = leader
        behind = self._evidence[self.best] - DECIDED
        self._aligners = {
            number: one
            for number, one in self._aligners.items()
            if number == self.best or self._evidence[number] > behind
        }


def evidence(user: Directions, tutor: Directions, heading: float, weights: Weights) -> float:
    """How much better user and tutor (N, 3, K) agree than by chance: the mean over samples, in the unit of
    `warp`; 0 where nothing is seen in both.
    """
    one, other = turned(user, heading / 2), turned(tutor, -heading / 2)
    return float(_evidence_kernel(one, other, axis_weights(heading), weights))


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _evidence_kernel(user, tutor, axes, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    total, every = 0.0, 0.0
    for k in range(len(weights)):
        every += weights[k]
        for t in range(len(user)):
            square = 0.0
            for c in range(3):
                off = (user[t, c, k] - tutor[t, c, k]) * axes[c]
                square += off * off
            if not np.isnan(square):
                total += weights[k] * (CHANCE - min(square / UNIT**2, CAP))
    return total / (every * max(len(user), 1)) if every > 0 else 0.0

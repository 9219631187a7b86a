"""Swings: movements from one turning point to the next, along one direction, in a stretch of samples.

Decides where the body turns, and which swings repeat an earlier one: those that pass the same postures at
both ends and halfway, and go as far.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.scorer import SAMPLE_RATE_HZ

# The body has turned once it came back by this share of the range of the stretch.
TURN_SHARE: Final = 0.45
# The quantiles between which the range is taken, so that outliers of the network do not widen it.
RANGE_SHARES: Final = (0.04, 0.96)
# Two postures are the same when their distance is below this share of the swing between them: SAME_SHARE at
# the ends, HALFWAY_SHARE halfway.
SAME_SHARE: Final = 0.42
HALFWAY_SHARE: Final = 0.5
# The least length of a swing, in the unit of the channels: two limbs from upright to 45 degrees and back.
SWING_MIN: Final = 0.9
# The least and the greatest time, s, of a swing there and back, without rest at its ends.
MOVING_S: Final = (0.5, 7.0)
# The shares of a swing between which the body counts as moving.
_MOVING: Final = (0.1, 0.9)

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Swings:
    """A stretch cut at its M turns.

    turns (M,): indices of samples, the last being the newest extreme; levels (M,): their coordinates along
    the direction; postures (M, C); sizes (M - 1,): lengths of the swings; again (M,): whether a turn repeats
    the one two before.
    """

    turns: NDArray[np.int64]
    levels: NDArray[np.float64]
    postures: NDArray[np.float64]
    sizes: NDArray[np.float64]
    again: NDArray[np.bool_]

    def runs(self) -> list[tuple[int, int]]:
        """The runs (first, last), inclusive, of turns of which each repeats the one two before it."""
        found: list[tuple[int, int]] = []
        for turn in self.again.nonzero()[0].tolist():
            if found and found[-1][1] == turn - 1:
                found[-1] = (found[-1][0], turn)
            else:
                found.append((turn - 2, turn))
        return found


def swings(samples: Samples, along: NDArray[np.float64], newest: int) -> Swings | None:
    """The swings of samples (N, C), all finite, with coordinates along (N,) in the direction.

    The last `newest` samples give the range; None when it is below half of SWING_MIN. Raises ValueError when
    the shapes do not fit.
    """
    if samples.ndim != 2 or along.shape != samples.shape[:1]:
        raise ValueError(f"{samples.shape} samples and {along.shape} places do not fit together")
    if len(along) < 3:
        return None
    places = np.sort(along[-newest:])
    low, high = (float(places[int(share * (len(places) - 1))]) for share in RANGE_SHARES)
    if high - low < SWING_MIN / 2:
        return None
    turns = _turns_kernel(along, TURN_SHARE * (high - low))
    postures, sizes, again = _again_kernel(samples, along, turns)
    return Swings(turns, along[turns], postures, sizes, again)


@njit(cache=True, nogil=True)
def _turns_kernel(along, back):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    turns = np.empty(len(along) + 1, np.int64)
    count, way, high, low = 0, 0, 0, 0
    for t in range(len(along)):
        if way >= 0 and along[t] > along[high]:
            high = t
        if way <= 0 and along[t] < along[low]:
            low = t
        if way >= 0 and along[high] - along[t] > back:
            turns[count] = high
            count, way, low = count + 1, -1, t
        elif way <= 0 and along[t] - along[low] > back:
            turns[count] = low
            count, way, high = count + 1, 1, t
    turns[count] = high if way >= 0 else low
    return turns[: count + 1]


@njit(cache=True, nogil=True)
def _again_kernel(samples, along, turns):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, C901 - see above; a swing's size, way and time in one pass
    count, width = len(turns), samples.shape[1]
    postures = np.zeros((count, width))
    for j in range(count):
        first, last = max(turns[j] - 1, 0), min(turns[j] + 2, len(samples))
        for t in range(first, last):
            for c in range(width):
                postures[j, c] += samples[t, c] / (last - first)
    sizes = np.zeros(count - 1)
    moving = np.zeros(count - 1)
    halfway = np.zeros(count - 1, np.int64)
    for j in range(count - 1):
        sizes[j] = np.sqrt(((postures[j + 1] - postures[j]) ** 2).sum())
        start, way = along[turns[j]], along[turns[j + 1]] - along[turns[j]]
        halfway[j] = turns[j + 1]
        for t in range(turns[j], turns[j + 1] + 1):
            share = (along[t] - start) / way
            moving[j] += _MOVING[0] < share < _MOVING[1]
            if share > 0.5 and t < halfway[j]:
                halfway[j] = t
    moving /= SAMPLE_RATE_HZ * (_MOVING[1] - _MOVING[0])
    again = np.zeros(count, np.bool_)
    for j in range(2, count):
        large, small = max(sizes[j - 1], sizes[j - 2]), min(sizes[j - 1], sizes[j - 2])
        took = moving[j - 1] + moving[j - 2]
        if small < SWING_MIN or took < MOVING_S[0] or took > MOVING_S[1]:
            continue
        apart = np.sqrt(((postures[j] - postures[j - 2]) ** 2).sum())
        again[j] = apart < SAME_SHARE * large
        if again[j] and j >= 3:
            off = 0.0
            for c in range(width):
                off += (samples[halfway[j - 1], c] - samples[halfway[j - 3], c]) ** 2
            again[j] = np.sqrt(off) <= HALFWAY_SHARE * max(sizes[j - 1], sizes[j - 3])
    return postures, sizes, again

"""How much each line of the body tells of the moment of a lesson: what moves tells, what is held does not."""

from collections.abc import Set as AbstractSet
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import Directions
from scoring.body.joints import BONE_COUNT
from scoring.body.points import LIMBS
from scoring.limb import Limb
from scoring.scorer import SAMPLE_RATE_HZ

# Seconds before and after a moment over which movement is measured: a slow repetition.
AROUND_S: Final = 3.0
# A line that spreads by this much about its mean, radians, counts fully; less does where nothing in the body
# moves as much, down to JITTER, the network's.
FULL_SPREAD: Final = 0.35
JITTER: Final = 0.08
# The weight of a line that is held, where one that moves has 1: of trunk and legs, which carry the body, and
# of arms and head, which people hold as they like.
CARRYING: Final = 0.15
HELD: Final = 0.02

_LEAST: Final = np.array(
    [HELD if limb in (Limb.ARMS, Limb.HEAD) else CARRYING for limb in LIMBS[:BONE_COUNT]], np.float32
)


def line_weights(lines: Directions, ignored: AbstractSet[Limb] = frozenset()) -> NDArray[np.float32]:
    """The weights (K,), 0 to 1, of the lines (T, 3, K) over a lesson; of the bones alone.

    ignored: limbs that have no weight.
    """
    result = np.zeros(lines.shape[2], np.float32)
    if len(lines) == 0:
        return result
    half = round(AROUND_S * SAMPLE_RATE_HZ)
    moved = np.sqrt(sum(_variance(lines[:, axis, :BONE_COUNT], half) for axis in range(3)))
    most = np.clip(moved.max(axis=1, keepdims=True), JITTER, FULL_SPREAD)
    result[:BONE_COUNT] = (_LEAST + (1 - _LEAST) * np.clip(moved / most, 0, 1)).mean(axis=0)
    result[:BONE_COUNT][[limb in ignored for limb in LIMBS[:BONE_COUNT]]] = 0
    return result


def _variance(values: NDArray[np.float32], half: int) -> NDArray[np.float64]:
    """The variance (T, K) of values (T, K) over 2 * half + 1 samples around each; NaN is left out."""
    known = np.isfinite(values)
    filled = np.where(known, values, 0).astype(np.float64)
    count, total, square = (_around(part, half) for part in (known.astype(np.float64), filled, filled**2))
    mean = total / np.maximum(count, 1)
    result: NDArray[np.float64] = np.maximum(square / np.maximum(count, 1) - mean**2, 0)
    return result


def _around(values: NDArray[np.float64], half: int) -> NDArray[np.float64]:
    """The sums (T, K) of values (T, K) over 2 * half + 1 samples around each."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    places = np.arange(len(values))
    last = np.minimum(places + half + 1, len(values))
    result: NDArray[np.float64] = sums[last] - sums[np.maximum(places - half, 0)]
    return result

"""Open vocabulary: names what nobody taught, by the nearest of 873 exercises known from two photographs.

A movement is two postures, and the way from one to the other. Which is first, and which side does it, is not
told apart. A suggestion, not a name: `share` says how much nearer it is than the others.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.recognition.motion_image import joints_in_columns
from scoring.recognition.postures import BONE_COUNT, mirrored, turning_points

Array = NDArray[np.float32]

SUGGESTED: Final = 5
# How much bones weigh, in the order of BONES: the trunk says who stands, bends or lies; the short lines to
# hips and shoulders follow it. Chosen by leaving one of the 873 out.
WEIGHTS: Final = (0.3, 1, 1, 0.3, 1, 1, 3, 3, 0.3, 0.3, 1, 1, 0.3, 1, 1)
# how much the way from one posture to the other weighs beside both; chosen likewise
MOVED: Final = 1.0
# Squared distance at which a name's share falls to 1 / e of the nearest: the shares of the first five then
# add up to how often one of them has the word that is looked for (leaving one out).
SPREAD: Final = 2.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """N exercises. names; postures (N, 2, 15, 3): both as directions; words, muscles: of each, with spaces
    or commas between.
    """

    names: tuple[str, ...]
    postures: Array
    words: tuple[str, ...]
    muscles: tuple[str, ...]

    def nearest(self, world: Array, count: int = SUGGESTED) -> list[tuple[str, float]]:
        """The `count` nearest names to world landmarks (T, 33, 3) m of one set at 20 Hz, nearest first, each
        with its share of all names; empty when nobody is seen.
        """
        found = turning_points(joints_in_columns(world))
        if not found.any():
            return []
        apart = distances(found[None], self.postures)[0]
        near = np.exp((apart.min() - apart) / SPREAD)
        order = np.argsort(apart, kind="stable")[:count]
        return [(self.names[row], float(near[row] / near.sum())) for row in order]


def distances(movements: Array, known: Array) -> Array:
    """Squared distances (M, N) of movements (M, 2, 15, 3) from known ones (N, 2, 15, 3): the least of four
    readings, either end first and either side. Raises ValueError on other shapes.
    """
    for postures in (movements, known):
        if postures.shape[1:] != (2, BONE_COUNT, 3):
            raise ValueError(f"movements must be (N, 2, {BONE_COUNT}, 3), not {postures.shape}")
    readings = [known, mirrored(known)]
    readings += [reading[:, ::-1] for reading in readings]
    mine = _weighted(movements)
    least: Array = np.min([_squared(mine, _weighted(reading)) for reading in readings], axis=0)
    return least


def _weighted(postures: Array) -> Array:
    """(N, 2, 15, 3) as rows (N, 135) whose squared distance is the weighted one."""
    moved = np.sqrt(MOVED) * (postures[:, 1] - postures[:, 0])
    lines = np.concatenate([postures, moved[:, None]], axis=1) * np.sqrt(WEIGHTS)[:, None]
    rows: Array = lines.reshape(len(lines), -1).astype(np.float32)
    return rows


def _squared(one: Array, other: Array) -> Array:
    """Squared distances (M, N) of rows."""
    sums = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)
    result: Array = np.maximum(sums - 2 * one @ other.T, 0)
    return result

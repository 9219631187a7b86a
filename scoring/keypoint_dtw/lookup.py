"""Which movement somebody does, and from which side they are seen: the nearest of the named references.

The last seconds are warped onto every reference at once. A reference is a ring of phases: a path may begin at
any of them, moves on by 0 to STEP_MAX phases a sample, goes round as often as it likes and may end anywhere,
so neither tempo nor the place in the repetition has to be known. One path for the whole body, not one for
each joint: that tells movements apart better (models/references/README.md). What is longer ago counts less
and less, so that a sample costs one row of the DTW matrix and no sample is looked at twice.

What the score makes of it is in `scorer`.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import FAST_MATH
from scoring.joint_scores import POINT_COUNT, SEEN_SHARE_MIN
from scoring.keypoint_dtw.references import Recognised, References
from scoring.scorer import SAMPLE_RATE_HZ

# How long ago a sample counts 1/e of what the newest does. Longer takes longer to notice the next exercise.
MEMORY_S: Final = 2.0
# What is left of a sample's weight one sample later.
_KEEP: Final = float(np.exp(-1 / (MEMORY_S * SAMPLE_RATE_HZ)))
# Phases that a path may move on by in one sample: 24 phases can be gone through in 0.6 s.
STEP_MAX: Final = 2
# Nothing is named before so much of the memory is filled: 1.4 s of somebody in view.
FILLED_MIN: Final = 0.5
# Farther than this from every reference, in torso lengths, it is none of them. Where the camera sees the body
# well, 95 of 100 moments of careful followers are nearer than 0.20 and wrong names begin at 0.33; the
# real people of `make judge`, who do something else, are beyond 0.36 (models/references/README.md).
NEAR_MAX: Final = 0.30
# The next movement must be so many times as far as the nearest one: 98 of 100 moments keep that.
MARGIN_MIN: Final = 1.25


class Lookup:
    """Follows one person through all references, sample by sample."""

    def __init__(self, references: References) -> None:
        """Nobody has been seen yet."""
        self._references = references
        movements, views, phases = references.cycles.shape[:3]
        self._shape = (movements, views)
        # phases last: the inner loop over all of them becomes vector instructions
        rings = references.cycles.reshape(movements * views, phases, POINT_COUNT, 2)
        self._rings = np.ascontiguousarray(rings.transpose(2, 3, 0, 1))
        self._far = np.zeros((movements * views, phases), np.float32)
        self._filled = 0.0

    def push(self, points: NDArray[np.float32]) -> None:
        """One more sample: (13, 2) in torso lengths about the middle of the trunk, NaN where unseen.

        A sample that shows less than SEEN_SHARE_MIN of the joints only lets time go by. Raises ValueError
        for another shape.
        """
        if points.shape != (POINT_COUNT, 2):
            raise ValueError(f"a sample has ({POINT_COUNT}, 2) points, not {points.shape}")
        self._far, shown = _advance_kernel(
            self._far,
            self._rings,
            np.ascontiguousarray(points, np.float32),
            np.float32(_KEEP),
            SEEN_SHARE_MIN,
        )
        self._filled = _KEEP * self._filled + (1 - _KEEP) * shown

    @property
    def distances(self) -> NDArray[np.float32]:
        """(movement, view) mean distance a joint of the last seconds to each reference, torso lengths.

        NaN before anybody was seen.
        """
        weight = self._filled / (1 - _KEEP)
        nearest: NDArray[np.float32] = self._far.min(axis=1).reshape(self._shape)
        return nearest / np.float32(weight if weight > 0 else np.nan)

    @property
    def phases(self) -> NDArray[np.int64]:
        """(movement, view) the phase at which the best path onto each reference ends."""
        result: NDArray[np.int64] = self._far.argmin(axis=1).reshape(self._shape)
        return result

    @property
    def recognised(self) -> Recognised | None:
        """What is done now, seen from where; None while nothing is near, or two movements about as near."""
        found = self.found
        if found is None:
            return None
        movement, view = found
        return Recognised(self._references.movements[movement], self._references.views_deg[view])

    @property
    def found(self) -> tuple[int, int] | None:
        """`recognised` as the place in the table."""
        if self._filled < FILLED_MIN:
            return None
        far = self.distances
        movements = far.min(axis=1)
        movement = int(movements.argmin())
        others = np.delete(movements, movement)
        if movements[movement] > NEAR_MAX or (others < MARGIN_MIN * movements[movement]).any():
            return None
        return movement, int(far[movement].argmin())


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _advance_kernel(far, rings, points, keep, share_min):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    count, phases = far.shape
    moved = np.empty((count, phases), np.float32)
    for r in range(count):
        for p in range(phases):
            best = far[r, p]
            for step in range(1, STEP_MAX + 1):
                before = far[r, (p - step) % phases]
                best = min(best, before)
            moved[r, p] = keep * best
    seen = 0
    for k in range(len(points)):
        seen += not (np.isnan(points[k, 0]) or np.isnan(points[k, 1]))
    if seen == 0 or seen < share_min * len(points):
        return moved, False
    share = np.float32(1.0 / seen)
    for k in range(len(points)):
        x, y = points[k]
        if np.isnan(x) or np.isnan(y):
            continue
        for r in range(count):
            row, ring_x, ring_y = moved[r], rings[k, 0, r], rings[k, 1, r]
            for p in range(phases):
                dx = ring_x[p] - x
                dy = ring_y[p] - y
                row[p] += share * np.sqrt(dx * dx + dy * dy)
    return moved, True

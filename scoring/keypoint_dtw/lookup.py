"""Recognises which movement a person does and from which view, by the nearest of the named references.

The last seconds are aligned by DTW with every reference at once. A reference is a ring of phases: a path may
begin at any phase, advances by 0 to STEP_MAX phases per sample, may go round any number of times and may end
anywhere, so neither tempo nor phase has to be known. There is one path for the whole body and not one for
each joint, because that separates movements better (models/references/README.md). Old samples decay
exponentially, so that each sample costs one row of the DTW matrix and is visited once.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import FAST_MATH
from scoring.joint_scores import POINT_COUNT, SEEN_SHARE_MIN
from scoring.keypoint_dtw.references import Recognised, References
from scoring.scorer import SAMPLE_RATE_HZ

# The age, s, at which a sample's weight is 1/e. With a larger one the next exercise is noticed later.
MEMORY_S: Final = 2.0
# The factor by which a sample's weight decays with each further sample.
_KEEP: Final = float(np.exp(-1 / (MEMORY_S * SAMPLE_RATE_HZ)))
# The phases by which a path may advance in one sample: a ring of 24 in 0.6 s at least.
STEP_MAX: Final = 2
# The share of the memory that must be filled before anything is recognised: 1.4 s of a person in view.
FILLED_MIN: Final = 0.5
# Beyond this distance from every reference, torso lengths, nothing is recognised. Where the camera sees the
# body well, 95 of 100 samples of careful followers are nearer than 0.20 and wrong names begin at 0.33; the
# real people of `make judge`, who do other movements, are beyond 0.36 (models/references/README.md).
NEAR_MAX: Final = 0.30
# The ratio of the distances of the second nearest movement and the nearest; 98 of 100 samples reach it.
MARGIN_MIN: Final = 1.25


class Lookup:
    """Aligns one person with all references, sample by sample."""

    def __init__(self, references: References) -> None:
        """Start without a sample."""
        self._references = references
        movements, views, phases = references.cycles.shape[:3]
        self._shape = (movements, views)
        # phases last, so that the inner loop over them vectorises
        rings = references.cycles.reshape(movements * views, phases, POINT_COUNT, 2)
        self._rings = np.ascontiguousarray(rings.transpose(2, 3, 0, 1))
        self._far = np.zeros((movements * views, phases), np.float32)
        self._filled = 0.0

    def push(self, points: NDArray[np.float32]) -> None:
        """Take the next sample: (13, 2) in torso lengths about the middle of the trunk, NaN where unseen.

        A sample that shows less than SEEN_SHARE_MIN of the joints only ages the others. Raises ValueError
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
        """The mean distance per joint to each reference (movement, view), torso lengths.

        NaN before the first sample with a person.
        """
        weight = self._filled / (1 - _KEEP)
        nearest: NDArray[np.float32] = self._far.min(axis=1).reshape(self._shape)
        return nearest / np.float32(weight if weight > 0 else np.nan)

    @property
    def phases(self) -> NDArray[np.int64]:
        """The phase (movement, view) at which the best path along each reference ends."""
        result: NDArray[np.int64] = self._far.argmin(axis=1).reshape(self._shape)
        return result

    @property
    def recognised(self) -> Recognised | None:
        """The movement and the view; None while no reference is near, or two movements are about as near."""
        found = self.found
        if found is None:
            return None
        movement, view = found
        return Recognised(self._references.movements[movement], self._references.views_deg[view])

    @property
    def found(self) -> tuple[int, int] | None:
        """`recognised` as indices (movement, view) of the table."""
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

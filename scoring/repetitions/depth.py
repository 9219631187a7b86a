"""How far a posture lies along the line of an exercise.

The weighted least squares estimate from the numbers that are seen. What this person holds otherwise than the
reference is learnt number by number as they move (`off`), so that a limb that hides or shows again does not
move the estimate.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.repetitions.reference import Reference

# With less than WHOLLY of the line seen the estimate follows more slowly, with less than NOTHING not at all;
# the first one needs FIRST. Of 0.3, 0.5 and 0.8 for WHOLLY the middle counted best on tuning data.
WHOLLY: Final = 0.5
NOTHING: Final = 0.05
FIRST: Final = 0.3
# Samples over which the person's own posture is learnt: 3 s; of 1.5, 3 and 6 s the middle counted best.
LEARNT: Final = 60.0


class Depth:
    """The depths of one person along K lines, from samples at SAMPLE_RATE_HZ."""

    def __init__(self, lines: Sequence[Reference]) -> None:
        """Start with the references' own postures."""
        self._start = np.array([line.start for line in lines])
        self._way = np.array([line.way for line in lines])
        self._gain = np.array([line.gain for line in lines])
        self._off = np.zeros_like(self._way)
        self._seen = np.zeros_like(self._way)
        self._last = np.full(len(lines), np.nan)

    def push(self, posture: NDArray[np.float64]) -> NDArray[np.float64]:
        """(K,): 0 in the start posture, 1 at the far end; NaN while too little is seen.

        Raises ValueError for a posture of another size.
        """
        if posture.shape != self._way.shape[1:]:
            raise ValueError(f"a posture has {self._way.shape[1]} numbers, not {posture.shape}")
        found: NDArray[np.float64] = _depth_kernel(
            posture, self._start, self._way, self._gain, self._off, self._seen, self._last,
            WHOLLY, NOTHING, FIRST, LEARNT,
        )  # fmt: skip
        return found


@njit(cache=True, nogil=True)
def _depth_kernel(posture, start, way, gain, off, seen, last, wholly, nothing, first, learnt):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them, and takes no keywords; one pass a line
    lines, width = way.shape
    depth = np.full(lines, np.nan)
    for k in range(lines):
        whole, known, along = 0.0, 0.0, 0.0
        for c in range(width):
            tells = gain[k, c] * way[k, c]
            whole += tells
            if not np.isnan(posture[c]):
                known += tells
                along += gain[k, c] * (posture[c] - start[k, c] - off[k, c])
        share = known / whole
        if share < nothing or (np.isnan(last[k]) and share < first):
            continue
        if np.isnan(last[k]):
            last[k] = along / known
        else:
            last[k] += min(1.0, share / wholly) * (along / known - last[k])
        depth[k] = last[k]
        moved = 0.0
        for c in range(width):
            if not np.isnan(posture[c]):
                seen[k, c] += 1
                rest = posture[c] - start[k, c] - last[k] * way[k, c] - off[k, c]
                off[k, c] += max(1 / seen[k, c], 1 / learnt) * rest
            moved += gain[k, c] * off[k, c]
        # what is learnt must not itself be a place along the line
        for c in range(width):
            off[k, c] -= way[k, c] * moved / whole
    return depth

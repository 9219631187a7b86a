"""The few directions, in the space of all channels, along which a body moves most in a stretch of samples.

Decides how gaps are filled and trembling is smoothed before, too: both need samples from later, so they
belong to the stretch. The directions are those of a principal component analysis, by power iteration: of 24
channels two directions are wanted, which costs a tenth of a whole decomposition.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import fill_gaps

DIRECTIONS: Final = 2
# A channel that was seen in less than this share of the stretch takes no part.
CHANNEL_SEEN: Final = 0.5
# Enough for directions whose shares of the movement differ by a fifth; closer ones may be mixed.
_ROUNDS: Final = 40
_NOTHING: Final = 1e-9


def prepared(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples (N, C), NaN where unseen, without gaps and smoothed; a channel that is seldom seen is 0."""
    filled = fill_gaps(samples[:, None], CHANNEL_SEEN)[:, 0]
    filled[np.isnan(filled)] = 0
    smooth = filled.copy()
    smooth[1:-1] = (filled[:-2] + 2 * filled[1:-1] + filled[2:]) / 4
    return smooth


def principal(samples: NDArray[np.float32], newest: int) -> NDArray[np.float64]:
    """Where samples (N, C), all known, lie along the main directions of the `newest` of them.

    (DIRECTIONS, N), the direction of most movement first.
    """
    stretch = samples[-newest:].astype(np.float64)
    mean = stretch.mean(axis=0)
    stretch -= mean
    axes: NDArray[np.float64] = _axes_kernel(stretch.T @ stretch, DIRECTIONS, _ROUNDS)
    along: NDArray[np.float64] = axes @ (samples - mean).T
    return along


@njit(cache=True, nogil=True)
def _axes_kernel(spread, wanted, rounds):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, C901 - numba infers them; a power iteration an axis
    width = len(spread)
    left = spread.copy()
    axes = np.zeros((wanted, width))
    for k in range(wanted):
        # the channel that moves most of what is left moves much along the axis, too
        widest = 0
        for c in range(1, width):
            if left[c, c] > left[widest, widest]:
                widest = c
        axis = left[widest].copy()
        size = 0.0
        for _ in range(rounds):
            size = np.sqrt((axis * axis).sum())
            if size <= _NOTHING:
                break
            axis /= size
            turned = np.zeros(width)
            for c in range(width):
                for d in range(width):
                    turned[d] += left[c, d] * axis[c]
            axis = turned
        size = np.sqrt((axis * axis).sum())
        if size <= _NOTHING:
            break
        axes[k] = axis / size
        for c in range(width):
            for d in range(width):
                left[c, d] -= size * axes[k, c] * axes[k, d]
    return axes

"""The directions, in the space of all channels, in which a body moves most in a stretch of samples.

Principal component analysis by power iteration: only 2 of 24 components are needed, which costs a tenth of a
whole decomposition. Fills gaps and smooths before; both need later samples, so they are done by stretch.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import fill_gaps

DIRECTIONS: Final = 2
# A channel known in less than this share of the stretch is set to 0.
CHANNEL_SEEN: Final = 0.5
# Iterations: enough for components whose variances differ by a fifth; closer ones may come out mixed.
_ROUNDS: Final = 40
# A vector shorter than this counts as zero.
_NOTHING: Final = 1e-9


def prepared(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Samples (N, C), NaN where unseen, with gaps filled and smoothed (weights 1, 2, 1 over 4)."""
    filled = fill_gaps(samples[:, None], CHANNEL_SEEN)[:, 0]
    filled[np.isnan(filled)] = 0
    smooth = filled.copy()
    smooth[1:-1] = (filled[:-2] + 2 * filled[1:-1] + filled[2:]) / 4
    return smooth


def principal(samples: NDArray[np.float32], newest: int) -> NDArray[np.float64]:
    """The coordinates (DIRECTIONS, N) of samples (N, C), all finite, along the principal directions of the
    last `newest` samples, that of most movement first.
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
        # start from the covariances of the channel with the largest remaining variance
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

"""The DTW distance of two sequences of latent vectors, where a cell costs one minus the cosine.

0: equal directions throughout; 1: unrelated; 2: opposite.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import FAST_MATH, fill_gaps
from scoring.scorer import MATCH_BAND

Latents = NDArray[np.float32]


def live_distance(user: Latents, tutor: Latents) -> float:
    """The distance of the same samples (N, L) of both sides; NaN when a side was seen in less than half."""
    return cosine_dtw(filled(user), filled(tutor))


def match_distance(user: Latents, tutor: Latents) -> float:
    """The distance of a whole match (T, L) at SAMPLE_RATE_HZ, shifted by up to MATCH_BAND samples."""
    return cosine_dtw(filled(user), filled(tutor), MATCH_BAND)


def filled(latents: Latents) -> Latents:
    """Latents (T, L) with each lost row replaced by the nearest; all NaN when less than half was seen."""
    return fill_gaps(latents[:, None])[:, 0]


def cosine_dtw(one: Latents, other: Latents, band: int | None = None) -> float:
    """The DTW distance of `one` (N, L) and `other` (M, L): the cheapest path over the longer side's length.

    band: Sakoe-Chiba half width in samples about the corner-to-corner diagonal; None: no band.
    NaN when a row of either side is NaN or has length 0. Raises ValueError when the shapes do not fit, a side
    is empty or the band is negative.
    """
    if one.ndim != 2 or other.ndim != 2 or one.shape[1] != other.shape[1]:
        raise ValueError(f"latents must be (N, L) and (M, L), not {one.shape} and {other.shape}")
    if len(one) == 0 or len(other) == 0:
        raise ValueError("an empty row of latents has no distance")
    if band is not None and band < 0:
        raise ValueError(f"a band cannot be narrower than 0 samples: {band}")
    user, tutor = _directions(one), _directions(other)
    if not (np.isfinite(user).all() and np.isfinite(tutor).all()):
        return float("nan")
    longer = max(len(one), len(other))
    return float(_cosine_kernel(user, tutor, longer if band is None else band)) / longer


def _directions(latents: Latents) -> Latents:
    """Rows (T, L) of length 1; NaN for a row of length 0."""
    length = np.linalg.norm(latents, axis=1, keepdims=True)
    return np.ascontiguousarray(latents / np.where(length > 0, length, np.nan), np.float32)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _cosine_kernel(one, other, band):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    length, size = one.shape
    width = other.shape[0]
    above = np.full(width + 1, np.inf, np.float32)
    here = np.full(width + 1, np.inf, np.float32)
    above[0] = 0.0
    slope = (width - 1) / max(length - 1, 1)
    # A band narrower than one step of the diagonal would interrupt the path.
    reach = max(band, int(np.ceil(slope)) if length > 1 else width)
    for i in range(length):
        centre = int(np.floor(i * slope + 0.5))
        first, last = max(0, centre - reach), min(width - 1, centre + reach)
        here[first] = np.inf
        for j in range(first, last + 1):
            cosine = np.float32(0.0)
            for k in range(size):
                cosine += one[i, k] * other[j, k]
            # rounding can make the cosine of equal rows larger than 1
            cell = max(np.float32(1.0) - cosine, np.float32(0.0))
            here[j + 1] = cell + min(above[j], above[j + 1], here[j])
        above, here = here, above
        # Only the corner before the first cell may start a path.
        here[0] = np.inf
    return above[width]

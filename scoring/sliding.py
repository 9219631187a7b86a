"""How well two sets of series agree when one is shifted against the other, for every shift at once."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

# A series in which fewer samples of both are known at a shift says nothing there.
KNOWN_MIN: Final = 20
# Agreement leaves out variances below this share of the largest: what rounding leaves of a constant series.
_NOTHING: Final = 1e-9

Series = NDArray[np.float64]
_Spectrum = NDArray[np.complex128]


def sliding_agreement(one: Series, other: Series, reach: int, overlap_min: int) -> Series:
    """(2 * reach + 1,) correlation of one (N, C) with other (M, C) shifted by -reach to reach samples.

    At shift k sample i of one stands beside i + k of other. All series count in one correlation, by how much
    they vary; NaN is unknown and left out. NaN where fewer than overlap_min samples lie side by side or
    nothing varies. Raises ValueError when the shapes do not fit.
    """
    if one.ndim != 2 or other.ndim != 2 or one.shape[1] != other.shape[1]:
        raise ValueError(f"the series do not fit together: {one.shape} and {other.shape}")
    if not len(one) or not len(other):
        return np.full(2 * reach + 1, np.nan)
    # a power of two, in which no shift meets the other end
    size = 1 << int(np.ceil(np.log2(max(len(one), len(other)) + max(reach, min(len(one), len(other))) + 1)))
    shifts = np.arange(-reach, reach + 1)
    first, second = _spectra(one, size), _spectra(other, size)

    def sums(left: int, right: int) -> Series:
        found: Series = np.fft.irfft(np.conj(first[left]) * second[right], size, axis=0)[shifts]
        return found

    count = sums(0, 0)
    said = count > KNOWN_MIN - 0.5
    per = 1 / np.maximum(count, 1.0)
    total_one, total_other = sums(1, 0), sums(0, 1)
    together = np.where(said, sums(1, 1) - total_one * total_other * per, 0.0).sum(axis=1)
    own = np.where(said, sums(2, 0) - total_one**2 * per, 0.0).sum(axis=1)
    others = np.where(said, sums(0, 2) - total_other**2 * per, 0.0).sum(axis=1)
    overlap = np.minimum(len(one), len(other) - shifts) - np.maximum(-shifts, 0)
    varies = (own > _NOTHING * max(own.max(), 1.0)) & (others > _NOTHING * max(others.max(), 1.0))
    valid = varies & (overlap >= overlap_min)
    agreement = np.full(len(shifts), np.nan)
    # rounding must not make the same series agree by more than wholly
    agreement[valid] = np.clip(together[valid] / np.sqrt(own[valid] * others[valid]), -1.0, 1.0)
    return agreement


def _spectra(series: Series, size: int) -> tuple[_Spectrum, _Spectrum, _Spectrum]:
    """Spectra of where the series are known, of their values about the mean, and of these squared."""
    known = np.isfinite(series)
    mean = np.where(known, series, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    values = np.where(known, series - mean, 0.0)
    return (
        np.fft.rfft(known.astype(np.float64), size, axis=0),
        np.fft.rfft(values, size, axis=0),
        np.fft.rfft(values**2, size, axis=0),
    )


def peaks(agreement: Series, apart: int) -> list[tuple[float, float]]:
    """(place, height) of each value that is the highest within `apart` samples, placed between samples."""
    heights = np.where(np.isfinite(agreement), agreement, -np.inf)
    found = []
    for place in range(len(heights)):
        near = heights[max(place - apart, 0) : place + apart + 1]
        if np.isfinite(heights[place]) and heights[place] == near.max():
            found.append((place + _between(agreement, place), float(heights[place])))
    return found


def _between(agreement: Series, place: int) -> float:
    """Where the parabola through a peak and its neighbours is highest, in samples from the peak."""
    if not 0 < place < len(agreement) - 1:
        return 0.0
    before, here, after = agreement[place - 1 : place + 2]
    bend = before - 2 * here + after
    return float((before - after) / (2 * bend)) if bend < 0 else 0.0

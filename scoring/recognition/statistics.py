"""A window of a few seconds as one row of numbers: how each channel lies, moves, and goes with others.

Of a paired channel the two sides are combined by what mirroring keeps: their mean and their difference. A
value that was not seen is NaN; a side that was not seen is left out.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.track import PoseTrack
from scoring.dtw import FAST_MATH
from scoring.recognition.body_frame import framed
from scoring.recognition.channels import CHANNEL_COUNT, PAIRED, SINGLE, SINGLES_BEGIN, SWAPPED, channels
from scoring.scorer import SAMPLE_RATE_HZ

WINDOW_S: Final = 3.0
WINDOW: Final = round(WINDOW_S * SAMPLE_RATE_HZ)
# A channel seen in fewer samples is unknown.
SAMPLES_MIN: Final = 8
# The share of samples that is cut off at either end for the lowest and the highest value.
TAIL: Final = 0.05
# Of one series: mean, lowest, highest, standard deviation. Not its speed: that is the trembling of the
# network more than the movement of the body, and it trembles otherwise on people than on made-up ones.
OF_SERIES: Final = ("mean", "low", "high", "spread")
OF_SIDES: Final = ("mean", "spread")
# channels whose two sides are correlated: do they move together or in turn
_TOGETHER: Final = (
    "elbow", "hip", "knee", "wrist_up", "wrist_front", "wrist_out", "knee_up", "ankle_front",
)  # fmt: skip
# channels of the same side, or of the whole body, that are correlated: what moves with what
_WITH: Final = (
    ("elbow", "wrist_height"), ("elbow", "shoulder"), ("elbow", "knee"), ("shoulder", "knee"),
    ("hip", "knee"), ("wrist_height", "hip_height"), ("wrist_out", "ankles_apart"), ("knee", "trunk_up"),
    ("hip", "trunk_up"), ("wrist_up", "ankles_apart"), ("shoulder", "trunk_up"), ("wrist_up", "picture_up"),
    ("knee", "picture_up"), ("wrist_up", "hip_height"), ("wrist_up", "knee"), ("wrist_front", "knee"),
)  # fmt: skip


def _index(name: str, side: int) -> int:
    """The column of a channel; a single one has it for both sides."""
    return 2 * PAIRED.index(name) + side if name in PAIRED else SINGLES_BEGIN + SINGLE.index(name)


NAMES: Final = (
    *(f"{name} {of}" for name in PAIRED for of in OF_SERIES),
    *(f"{name} sides {of}" for name in PAIRED for of in OF_SIDES),
    *(f"{name} {of}" for name in SINGLE for of in OF_SERIES),
    *(f"{name} together" for name in _TOGETHER),
    *(f"{one} with {other}" for one, other in _WITH),
)
COUNT: Final = len(NAMES)
_SWAPPED: Final = np.array([name in SWAPPED for name in SINGLE])
# rows (a, b, c, d): the correlation of columns a and b, and of c and d, of which the mean is taken
_CORRELATED: Final = np.array(
    [
        *((_index(name, 0), _index(name, 1), _index(name, 0), _index(name, 1)) for name in _TOGETHER),
        *((_index(a, 0), _index(b, 0), _index(a, 1), _index(b, 1)) for a, b in _WITH),
    ]
)


def statistics(
    landmarks: NDArray[np.float32], visibility: NDArray[np.float32], world: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The statistics (COUNT,) of a window, named by NAMES: parts as in PoseTrack, at SAMPLE_RATE_HZ.

    NaN where too little was seen. Raises ValueError when the shapes do not fit.
    """
    return of_channels(channels(framed(world, visibility), np.asarray(landmarks, np.float32)))


def of_channels(series: NDArray[np.float32]) -> NDArray[np.float32]:
    """The statistics (COUNT,) of channels (T, 62)."""
    if series.ndim != 2 or series.shape[1] != CHANNEL_COUNT:
        raise ValueError(f"channels must be (T, {CHANNEL_COUNT}), not {series.shape}")
    found: NDArray[np.float32] = _statistics_kernel(
        np.ascontiguousarray(series.T), len(PAIRED), _SWAPPED, _CORRELATED, SAMPLES_MIN, TAIL
    )
    return found


def of_track(track: PoseTrack, begin: int, end: int) -> NDArray[np.float32]:
    """The statistics (COUNT,) of samples [begin, end) of a track at SAMPLE_RATE_HZ."""
    part = slice(begin, end)
    return statistics(track.landmarks[part], track.visibility[part], track.world[part])


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _series(values, samples_min, tail, out):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Write mean, low, high and spread of values (T,) into out (4,); NaN when seen too little."""
    known = np.empty(len(values), np.float32)
    count, total = 0, 0.0
    for value in values:
        if not np.isnan(value):
            known[count] = value
            total += value
            count += 1
    if count < samples_min:
        out[:] = np.nan
        return
    mean = total / count
    squares = 0.0
    for k in range(count):
        squares += (known[k] - mean) ** 2
    ranked = np.sort(known[:count])
    cut = int(tail * count)
    out[0] = mean
    out[1] = ranked[cut]
    out[2] = ranked[count - 1 - cut]
    out[3] = np.sqrt(squares / count)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _correlation(one, other, samples_min):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    count, a, b = 0, 0.0, 0.0
    for t in range(len(one)):
        if not np.isnan(one[t] + other[t]):
            a += one[t]
            b += other[t]
            count += 1
    if count < samples_min:
        return np.nan
    a /= count
    b /= count
    aa, bb, ab = 1e-6, 1e-6, 0.0
    for t in range(len(one)):
        if not np.isnan(one[t] + other[t]):
            aa += (one[t] - a) ** 2
            bb += (other[t] - b) ** 2
            ab += (one[t] - a) * (other[t] - b)
    return ab / np.sqrt(aa * bb)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _mean_of_known(one, other):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    if np.isnan(one):
        return other
    return one if np.isnan(other) else (one + other) / 2


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _statistics_kernel(series, pairs, swapped, correlated, samples_min, tail):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them; the tables of the module
    count = 6 * pairs + 4 * len(swapped) + len(correlated)
    result = np.full(count, np.nan, np.float32)
    left, right = np.empty(4), np.empty(4)
    for k in range(pairs):
        _series(series[2 * k], samples_min, tail, left)
        _series(series[2 * k + 1], samples_min, tail, right)
        for c in range(4):
            result[4 * k + c] = _mean_of_known(left[c], right[c])
        result[4 * pairs + 2 * k] = abs(left[0] - right[0])
        result[4 * pairs + 2 * k + 1] = abs(left[3] - right[3])
    for k in range(len(swapped)):
        _series(series[2 * pairs + k], samples_min, tail, left)
        if swapped[k]:
            # mirroring changes their sign: the side to which they reach further is called high
            left[0] = abs(left[0])
            if -left[1] > left[2]:
                left[1], left[2] = -left[2], -left[1]
        for c in range(4):
            result[6 * pairs + 4 * k + c] = left[c]
    for k in range(len(correlated)):
        a, b, c, d = correlated[k]
        result[6 * pairs + 4 * len(swapped) + k] = _mean_of_known(
            _correlation(series[a], series[b], samples_min), _correlation(series[c], series[d], samples_min)
        )
    return result

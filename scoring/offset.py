"""How much later one recording shows the same movements than another, found by the movements alone.

Compared is how high each joint is in the picture, and how fast it rises and sinks: neither depends on the
heading, and on size and place only by a scale and a shift, which a correlation ignores. The mean of left and
right is the same for a mirror image, and where the network takes one side for the other. A person who is
slower throughout agrees nowhere at the tutor's tempo, so several tempos are tried.

Measured on clips of real people against their own track by the other network, delayed by -3 to 7.8 s: the
median error is 4 ms, the 90th percentile 17 ms, and 101 of 102 are within 50 ms.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from scoring.body.features import torso_lengths
from scoring.body.joints import OTHER_SIDE, joints_of
from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ
from scoring.sliding import Series, peaks, sliding_agreement

# Offsets that are looked for, s: what lies between pressing record and beginning.
OFFSET_MAX_S: Final = 10.0
# Seconds of both recordings that are compared: a warm-up, and talk before it.
COMPARED_S: Final = 300.0
# Both recordings must show a body for this long, and overlap by this share of the shorter, at least.
SHORTEST_S: Final = 4.0
OVERLAP_SHARE: Final = 0.5
# How many times as fast as the tutor the user may be; steps in which 20 s drift by half a repetition at most.
TEMPOS: Final = (1.0, 0.85, 0.9, 0.95, 1.05, 1.1, 1.15)
# A body whose joints rise and sink less than this, in torso lengths (root of the mean variance), stands
# still. A curl, the least that was measured, has 0.10.
MOVES_MIN: Final = 0.04
# Correlations of real people: the same film through two networks 0.88 and more, one dance by two people 0.77;
# different exercises 0.33 at the median and 0.75 at the 95th percentile, by whatever rises in both.
AGREES_MIN: Final = 0.6
# Another peak or tempo is clearly better if it leaves less than this share of what disagrees. With 0.8 five
# of 102 delayed recordings were taken a repetition off, with 0.9 one.
CLEARLY: Final = 0.9
# Peaks nearer than this, s, are one.
PEAKS_APART_S: Final = 0.3
# A moving mean over this many samples (0.25 s) takes the network's noise, and half of that (in samples) on
# both sides is where speed is measured.
_SMOOTHED: Final = 5
_SPEED_HALF: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How well a user's movements agree with the tutor's at each offset.

    offsets (N,) s, rising, positive where the user is later; agreement (N,): correlation, -1 to 1, NaN where
    too little overlaps; offset_s: the found one, None where none agrees.
    """

    offsets: Series
    agreement: Series
    offset_s: float | None

    def best(self, first_s: float = -np.inf, last_s: float = np.inf) -> float:
        """The best agreement at offsets from first_s to last_s; NaN where nothing is known."""
        inside = self.agreement[(self.offsets >= first_s) & (self.offsets <= last_s)]
        known = inside[np.isfinite(inside)]
        return float(known.max()) if len(known) else float("nan")


NOT_ALIGNED: Final = Alignment(offsets=np.empty(0), agreement=np.empty(0), offset_s=None)


def aligned(tutor: PoseTrack, user: PoseTrack) -> Alignment:
    """Where the user's movements agree with the tutor's; NOT_ALIGNED where too little of either moves."""
    if not (_moves(tutor) and _moves(user)):
        return NOT_ALIGNED
    own = _heights(tutor, 1.0)
    best = NOT_ALIGNED
    for tempo in TEMPOS:
        found = _at_tempo(own, user, tempo)
        if best is NOT_ALIGNED or 1 - found.best() < CLEARLY * (1 - best.best()):
            best = found
    return best


def _at_tempo(own: Series, user: PoseTrack, tempo: float) -> Alignment:
    other = _heights(user, tempo)
    reach = round(OFFSET_MAX_S * SAMPLE_RATE_HZ)
    overlap = round(max(OVERLAP_SHARE * min(len(own), len(other)), SHORTEST_S * SAMPLE_RATE_HZ))
    places = sliding_agreement(own, other, reach, overlap)
    speeds = sliding_agreement(_speeds(own), _speeds(other), reach, overlap)
    agreement = (places + speeds) / 2
    shifts = np.arange(-reach, reach + 1) / SAMPLE_RATE_HZ
    # at the tutor's beginning, or at the user's where that is later
    offsets = np.where(shifts > 0, shifts * tempo, shifts)
    return Alignment(offsets=offsets, agreement=agreement, offset_s=nearest_good(offsets, agreement))


def nearest_good(offsets: Series, agreement: Series) -> float | None:
    """The offset nearest to 0 of those peaks than which no other is clearly better; None if none agrees."""
    apart = round(PEAKS_APART_S * SAMPLE_RATE_HZ)
    found = [(place, height) for place, height in peaks(agreement, apart) if height >= AGREES_MIN]
    if not found:
        return None
    best = max(height for _, height in found)
    good = [place for place, height in found if CLEARLY * (1 - height) <= 1 - best]
    return min((float(np.interp(place, np.arange(len(offsets)), offsets)) for place in good), key=abs)


def _heights(track: PoseTrack, tempo: float) -> Series:
    """(T, 15) how high each joint is, the mean of left and right, of a track played `tempo` times as fast."""
    faster = replace(track, times=track.times / tempo)
    end_s = min(float(faster.times[-1]) + 1 / SAMPLE_RATE_HZ, COMPARED_S)
    even = resample(faster, grid(end_s, SAMPLE_RATE_HZ))
    heights = joints_of(even.landmarks[..., :2], even.visibility)[..., 1].astype(np.float64)
    return _smooth((heights + heights[:, OTHER_SIDE]) / 2)


def _moves(track: PoseTrack) -> bool:
    """Whether the body is seen for long enough, and moves."""
    if len(track) < 2 or track.seen.mean() * track.duration_s < SHORTEST_S:
        return False
    joints = joints_of(track.landmarks[..., :2], track.visibility)
    torso, heights = np.nanmedian(torso_lengths(joints)), joints[..., 1].astype(np.float64)
    known = heights[:, np.isfinite(heights).sum(axis=0) > len(heights) / 2]
    return bool(known.size and np.sqrt(np.nanvar(known, axis=0).mean()) >= MOVES_MIN * torso)


def _smooth(series: Series) -> Series:
    """The moving mean of what is known; what is unknown stays so."""
    known = np.isfinite(series)
    half = _SMOOTHED // 2
    values, counts = (
        sliding_window_view(np.pad(part, ((half, half), (0, 0))), _SMOOTHED, axis=0).sum(axis=-1)
        for part in (np.where(known, series, 0.0), known.astype(np.float64))
    )
    return np.where(known, values / np.maximum(counts, 1.0), np.nan)


def _speeds(series: Series) -> Series:
    speeds = np.full_like(series, np.nan)
    speeds[_SPEED_HALF:-_SPEED_HALF] = series[2 * _SPEED_HALF :] - series[: -2 * _SPEED_HALF]
    return speeds

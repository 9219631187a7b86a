"""Brings two recordings of one exercise in step by their repetitions, as if one had followed the other.

Nobody in the clips followed anybody, so their own clocks say nothing. A repetition turns where the angles
that the exercise bends are extreme; between the turns the user's clock is stretched to the tutor's.
"""

from dataclasses import replace

import numpy as np

from scoring.body.features import angles as angles_of
from scoring.body.joints import Angle, joints_of
from scoring.body.sampling import resample
from scoring.scorer import SAMPLE_RATE_HZ

_ELBOWS = (Angle.LEFT_ELBOW, Angle.RIGHT_ELBOW)
_SHOULDERS = (Angle.LEFT_SHOULDER, Angle.RIGHT_SHOULDER)
_HIPS = (Angle.LEFT_HIP, Angle.RIGHT_HIP)
_KNEES = (Angle.LEFT_KNEE, Angle.RIGHT_KNEE)
# By exercise the angles whose mean tells a repetition, and 1 where they are smallest in its middle, else -1.
BENT = {
    "squat": ((*_KNEES, *_HIPS), 1),
    "push-up": (_ELBOWS, 1),
    "jack": (_SHOULDERS, -1),
    "jack, arms alone": (_SHOULDERS, -1),
    "deadlift": (_HIPS, 1),
    "curl": (_ELBOWS, 1),
}
# By eye, s: here a plate hides the body, and the angles tell nothing.
TURNS_S = {"squat 3": (2.5, 6.0, 10.45)}
# The moving mean of the angles, samples: 0.25 s. A shorter dip than DIP_MIN samples is the network's.
SMOOTHED, DIP_MIN = 5, 4
# A repetition that is seen alone is as long as twice what is seen before or after its middle, but for less
# than this, samples; then it is this share of the recording.
ALONE_MIN, ALONE_SHARE = 10, 0.8
# A pair that overlaps for less, samples, is left out.
OVERLAP_MIN = 25


def turns(track, exercise):
    """The samples in the middle of each repetition of a sampled track."""
    angles, sign = BENT[exercise]
    bent = angles_of(joints_of(track.world, track.visibility))[:, list(angles)]
    known = np.isfinite(bent)
    mean = (
        sign * np.where(known, bent, 0).sum(axis=1) / np.where(known.any(axis=1), known.sum(axis=1), np.nan)
    )
    return turns_of(mean)


def turns_of(series):
    """The minima of each dip of a series (T,) below the middle of its range; NaN where unknown."""
    known = np.isfinite(series)
    if not known.any():
        return np.zeros(0, int)
    filled = np.interp(np.arange(len(series)), np.flatnonzero(known), series[known])
    half = SMOOTHED // 2
    smooth = np.convolve(np.pad(filled, half, mode="edge"), np.ones(SMOOTHED) / SMOOTHED, "valid")
    low = smooth < np.percentile(smooth, [5, 95]).mean()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], low.astype(int), [0]])))
    dips = zip(edges[::2], edges[1::2], strict=True)
    return np.array(
        [begin + int(np.argmin(smooth[begin:end])) for begin, end in dips if end - begin >= DIP_MIN], int
    )


def in_step(tutor, user, of_tutor, of_user):
    """Tutor and user (sampled) from their first common repetition to the last, the user on the tutor's clock.

    of_tutor, of_user: the samples of their turns. None without a common repetition, or with too little of it.
    """
    count = min(len(of_tutor), len(of_user))
    if count == 0:
        return None
    one, other = (_ends(found[:count], len(track)) for found, track in ((of_tutor, tutor), (of_user, user)))
    rows = np.arange(max(int(np.ceil(one[0])), 0), min(int(one[-1]), len(tutor) - 1) + 1)
    places = np.interp(rows, one, other)
    inside = (places >= 0) & (places <= len(user) - 1)
    rows, places = rows[inside], places[inside]
    if len(rows) < OVERLAP_MIN or not (np.diff(places) > 0).all():
        return None
    clock = np.arange(len(rows)) / SAMPLE_RATE_HZ
    return tuple(
        replace(resample(track, at / SAMPLE_RATE_HZ), times=clock)
        for track, at in ((tutor, rows), (user, places))
    )


def _ends(found, length):
    """The turns with the begin of the first repetition and the end of the last."""
    if len(found) > 1:
        each = np.diff(found).mean()
    else:
        shown = 2 * min(found[0], length - 1 - found[0])
        each = shown if shown > ALONE_MIN else ALONE_SHARE * length
    return np.concatenate([[found[0] - each / 2], found, [found[-1] + each / 2]])


def stretched(track, count):
    """A sampled track played so that it lasts `count` samples."""
    places = np.linspace(0, len(track) - 1, count) / SAMPLE_RATE_HZ
    return replace(resample(track, places), times=np.arange(count) / SAMPLE_RATE_HZ)

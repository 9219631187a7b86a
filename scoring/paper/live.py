"""The live score of method `paper`: every ten samples, the user's last ten against the tutor's same ten.

Decides how 40 distances become one score. It does not search for a late user: the paper compares the same
frames of both sides.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.features import ANGLES, CHANNELS, POLAR, SERIES_COUNT, TENDENCY, features
from scoring.body.joints import JOINT_COUNT
from scoring.dtw import distances, fill_gaps
from scoring.paper.curves import LIVE, points
from scoring.scorer import WINDOW

# The paper's weights: 30 position and tendency scores at 2 %, 10 angle scores at 4 %.
LIVE_WEIGHTS: Final = np.array([2.0] * (2 * JOINT_COUNT) + [4.0] * (SERIES_COUNT - 2 * JOINT_COUNT)) / 100
LIVE_WEIGHTS.setflags(write=False)
# With less than this share of the weights known there is no score.
WEIGHT_SEEN_MIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class SeriesScore:
    """sample: the number of samples so far; total: 0 to 100, NaN without enough seen; series (40,)."""

    sample: int
    total: float
    series: NDArray[np.float64]


def weighted(series: NDArray[np.float64], weights: NDArray[np.float64] = LIVE_WEIGHTS) -> float:
    """The weighted mean of the finite scores in series (40,), so that lost joints neither help nor harm.

    NaN when the finite ones carry less than WEIGHT_SEEN_MIN of the weight.
    """
    known = np.isfinite(series)
    weight = float(weights[known].sum())
    if weight < WEIGHT_SEEN_MIN * float(weights.sum()):
        return float("nan")
    return float((series[known] * weights[known]).sum() / weight)


def by_joint(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """Joint scores (..., 15) from series scores (..., 40): the mean of position and tendency."""
    return (series[..., POLAR] + series[..., TENDENCY]) / 2


def by_angle(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """Angle scores (..., 10) from series scores (..., 40)."""
    return series[..., ANGLES]


class LiveScorer:
    """Takes the user's joints sample by sample and gives a score every WINDOW samples."""

    def __init__(self, tutor_joints: NDArray[np.float32]) -> None:
        """tutor_joints: (T, 15, 2) px at SAMPLE_RATE_HZ over the whole lesson."""
        self._tutor = features(np.asarray(tutor_joints, np.float32))
        # One sample more than a window, because a tendency needs the sample before.
        self._recent = np.full((WINDOW + 1, JOINT_COUNT, CHANNELS), np.nan, np.float32)
        self._count = 0

    def push(self, user_joints: NDArray[np.float32]) -> SeriesScore | None:
        """Take the next sample (15, 2) in px, NaN where unseen; returns a score after every tenth.

        Samples after the end of the lesson are ignored.
        """
        if self._count >= len(self._tutor):
            return None
        self._recent[:-1] = self._recent[1:]
        self._recent[-1] = user_joints
        self._count += 1
        if self._count % WINDOW:
            return None
        user = features(self._recent)[1:]
        tutor = self._tutor[self._count - WINDOW : self._count]
        series = points(distances(fill_gaps(user), fill_gaps(tutor)), LIVE)
        return SeriesScore(self._count, weighted(series), series)

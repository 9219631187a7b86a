"""The moments of a match worth showing: the best and the hardest one, as the tutor's moments in the lesson.

A live score is of a moment of the tutor: as many seconds before the person's as the person was late. It
counts where the tutor was there to be followed: not in a pause, and not on a title card.
"""

from typing import Final, Generic, Protocol, TypeVar

import numpy as np

from scoring.body.joints import joints_of
from scoring.body.track import PoseTrack
from scoring.demands import NO_DEMANDS, Demands
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW, LiveScore

# The tutor is there when at least this share of their joints is seen: the upper body is, of one on a chair.
BODY_SHARE: Final = 0.5
# The least time, s, between the best and the hardest moment: a shorter one is the same movement.
APART_S: Final = 3.0
# A stretch of APART_S keeps its best moment, and as many stretches are kept: at most three of them are too
# near to the hardest moment, wherever that will be.
STRETCHES: Final = 4


class Timeline:
    """Where in a lesson the tutor can be followed."""

    def __init__(self, tutor: PoseTrack, demands: Demands = NO_DEMANDS) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson."""
        joints = joints_of(tutor.landmarks[..., :2], tutor.visibility)
        there = np.isfinite(joints).all(axis=-1).mean(axis=-1) >= BODY_SHARE
        self._there = there & ~demands.paused_at(tutor.times)

    def moment_s(self, score: LiveScore) -> float | None:
        """The tutor's moment, s of the lesson, that a live score is of; None where it was not judged, or the
        tutor was not there to be followed during all of its samples.
        """
        sample = round(score.sample - score.lag_s * SAMPLE_RATE_HZ)
        first = sample - WINDOW
        window = self._there[max(first, 0) : sample + 1]
        if np.isnan(score.total) or not 0 <= first < len(self._there) or not window.all():
            return None
        return min(sample, len(self._there) - 1) / SAMPLE_RATE_HZ


class Scored(Protocol):
    """A moment in s of the lesson, and its score."""

    @property
    def time_s(self) -> float: ...
    @property
    def score(self) -> float: ...


T = TypeVar("T", bound=Scored)


class Extremes(Generic[T]):
    """The best and the hardest of the moments that are added; keeps no more than it needs for that.

    Of equally good ones the last: before the first movement all people are good.
    """

    def __init__(self) -> None:
        """Start without a moment."""
        self._hardest: T | None = None
        self._best: dict[int, T] = {}

    def wants(self, time_s: float, score: float) -> bool:
        """Whether a moment with this score would be kept."""
        if self._hardest is None or score < self._hardest.score:
            return True
        before = self._best.get(_stretch(time_s))
        if before is not None:
            return score >= before.score
        return len(self._best) < STRETCHES or score >= min(one.score for one in self._best.values())

    def add(self, moment: T) -> None:
        """Take a moment, if it is wanted."""
        if self._hardest is None or moment.score < self._hardest.score:
            self._hardest = moment
        stretch = _stretch(moment.time_s)
        before = self._best.get(stretch)
        if before is None or moment.score >= before.score:
            self._best[stretch] = moment
        if len(self._best) > STRETCHES:
            del self._best[min(self._best, key=lambda one: (self._best[one].score, one))]

    @property
    def pair(self) -> tuple[T | None, T | None]:
        """The best and the hardest, which is None where no moment was clearly harder than another."""
        hardest = self._hardest
        ranked = sorted(self._best.values(), key=lambda one: (one.score, one.time_s), reverse=True)
        if hardest is None:
            return None, None
        for one in ranked:
            if abs(one.time_s - hardest.time_s) >= APART_S and round(one.score) > round(hardest.score):
                return one, hardest
        return ranked[0], None


def _stretch(time_s: float) -> int:
    return int(time_s // APART_S)

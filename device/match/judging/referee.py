"""Judges one person against one lesson while the match runs, and once more at its end.

Takes poses at whatever rate they come, brings both sides to one rate, and keeps what the screen and the
result need. It knows neither threads nor clocks nor pictures, so the live match and the offline comparison
use the same one.
"""

import numpy as np
from numpy.typing import NDArray

from device.choices import DEFAULT_METHOD
from device.match.judging.methods import scorer_called
from device.match.judging.repeat_spans import RepeatSpans
from device.match.lesson import TutorLesson, cut_short
from device.messages import MatchResult, Pose
from scoring.body.joints import JOINT_COUNT, joints_of
from scoring.body.sampling import Sampler, grid, resample
from scoring.body.sides import Sides, settled
from scoring.body.track import track_of
from scoring.guidance.guidance import NOTHING, Following, Guidance, Guide
from scoring.repetitions.counter import Counter
from scoring.scorer import SAMPLE_RATE_HZ, LiveScore
from scoring.summary import summary


class Referee:
    """One a person and match."""

    def __init__(self, lesson: TutorLesson, method: str = DEFAULT_METHOD) -> None:
        """Raises ValueError for a method that is not one of METHODS."""
        self._lesson = lesson
        self._method = method
        self._times = grid(lesson.duration_s, SAMPLE_RATE_HZ)
        tutor = resample(settled(lesson.track), self._times)
        self._tutor = joints_of(tutor.landmarks[..., :2], tutor.visibility)
        self._scorer = scorer_called(method, tutor)
        self._sampler = Sampler(SAMPLE_RATE_HZ)
        self._sides = Sides()
        self._guide = Guide(tutor)
        self._guidance = NOTHING
        self._repeat_spans = RepeatSpans(tutor)
        self._counter = Counter()
        self._samples = 0
        self._scores: list[LiveScore] = []
        self._seen: list[tuple[float, Pose | None]] = []

    def see(self, time_s: float, pose: Pose | None) -> LiveScore | None:
        """A picture taken at `time_s` of the lesson shows `pose`; gives a new live score if one came of it.

        Pictures from before the lesson, after it, or out of order are ignored.
        """
        if not 0 <= time_s <= self._lesson.duration_s or (self._seen and time_s <= self._seen[-1][0]):
            return None
        pose, score = self._judge(time_s, pose)
        self._guide_now(time_s, pose)
        return score

    def _judge(self, time_s: float, pose: Pose | None) -> tuple[Pose | None, LiveScore | None]:
        """The pose with left and right settled, and a new live score if one came of it."""
        self._seen.append((time_s, pose))
        pose = pose and self._sides.settle(time_s, pose)
        self._sampler.see(time_s, pose)
        return pose, self._score_samples()

    def advance(self, time_s: float) -> LiveScore | None:
        """No picture taken before `time_s` will come any more (a camera that was pulled out, say)."""
        self._sampler.advance(time_s)
        return self._score_samples()

    def _score_samples(self) -> LiveScore | None:
        newest = None
        while self._samples < len(self._times) and (pose := self._sampler.take()) is not None:
            self._samples += 1
            self._counter.push(pose)
            score = self._scorer.push(pose)
            if score is not None:
                self._scores.append(score)
                newest = score
        return newest

    @property
    def score(self) -> float | None:
        """The newest live score, None before the first and while the person cannot be judged."""
        if not self._scores or np.isnan(self._scores[-1].total):
            return None
        return self._scores[-1].total

    @property
    def lag_s(self) -> float | None:
        """How late the person follows, None before the first live score."""
        return self._scores[-1].lag_s if self._scores else None

    @property
    def repetitions(self) -> int | None:
        """How often the person did what the lesson repeats; None while nobody knows, or it does not."""
        counts = self._repeat_spans.counts_at(self._samples)
        return self._counter.count if counts and self._counter.count else None

    @property
    def mirrored(self) -> bool:
        """Whether the person's left is read as right."""
        return bool(self._scores) and self._scores[-1].mirrored

    def tutor_at(self, time_s: float) -> NDArray[np.float32]:
        """The tutor's joints (15, 2) px at `time_s`, NaN where unseen."""
        if len(self._tutor) == 0:
            return np.full((JOINT_COUNT, 2), np.nan, np.float32)
        return self._tutor[min(max(round(time_s * SAMPLE_RATE_HZ), 0), len(self._tutor) - 1)]

    def guide(self, pose: Pose | None) -> Guidance:
        """Levels, arrows and the sentence for the newest picture, which shows `pose`."""
        return NOTHING if pose is None else self._guidance

    def _guide_now(self, time_s: float, pose: Pose | None) -> None:
        if pose is None:
            self._guidance = NOTHING
            return
        newest = self._scores[-1] if self._scores else None
        following = newest and Following(newest.lag_s, newest.heading, newest.mirrored)
        self._guidance = self._guide.update(time_s, pose, following)

    def finish(self, width: int, height: int, model: str, until_s: float | None = None) -> MatchResult:
        """The match is over: judge the whole, or what there was `until_s` of the lesson.

        Size and model describe the member's pictures. Raises NotAVideoError when that is next to nothing.
        """
        if until_s is not None and until_s < self._lesson.duration_s:
            return self._cut(until_s).finish(width, height, model)
        self._sampler.finish(len(self._times))
        self._score_samples()
        total = self._scorer.finish()
        return MatchResult(
            title=self._lesson.title,
            method=self._method,
            duration_s=self._lesson.duration_s,
            final=total.total,
            live_times=np.array([score.sample / SAMPLE_RATE_HZ for score in self._scores]),
            live_scores=np.array([score.total for score in self._scores]),
            joint_scores=total.joints,
            angle_scores=total.angles,
            track=track_of(
                [time_s for time_s, _ in self._seen], [pose for _, pose in self._seen], width, height, model
            ),
            summary=summary(total, self._scores, self._guide.coach.burden),
            lag_s=self._usual_lag_s(),
            mirrored=self.mirrored,
            repetitions=self.repetitions,
        )

    def _cut(self, until_s: float) -> "Referee":
        """One who judged a lesson that ends there, of the same poses: what nobody played is no mistake."""
        other = Referee(cut_short(self._lesson, until_s), self._method)
        for time_s, pose in self._seen:
            if time_s <= until_s:
                other._judge(time_s, pose)
        other._guide = self._guide
        return other

    def _usual_lag_s(self) -> float:
        """How late the person followed all in all, NaN when they never could be judged."""
        known = [score.lag_s for score in self._scores if np.isfinite(score.total)]
        return float(np.median(known)) if known else float("nan")

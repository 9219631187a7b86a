"""Judges one person against one lesson: live while the match runs, and as a whole at its end.

Takes poses at any rate, resamples both sides to SAMPLE_RATE_HZ, and keeps what the screen and the result
need. It uses no threads, clock or pictures, so that the live match and the offline comparison share it.
"""

import numpy as np
from numpy.typing import NDArray

from device.choices import DEFAULT_METHOD
from device.match.judging.counting import Counting
from device.match.judging.methods import scorer_called
from device.match.lesson import TutorLesson, cut_short
from device.messages import MatchResult, Pose
from scoring.body.joints import JOINT_COUNT, joints_of
from scoring.body.sampling import Sampler, grid, resample
from scoring.body.sides import Sides, settled
from scoring.body.track import track_of
from scoring.guidance.guidance import NOTHING, Following, Guidance, Guide
from scoring.moments import Timeline
from scoring.repetitions.repetition import Repetition, RepetitionState
from scoring.scorer import SAMPLE_RATE_HZ, LiveScore
from scoring.summary import summary


class Referee:
    """Per person and match."""

    def __init__(self, lesson: TutorLesson, method: str = DEFAULT_METHOD) -> None:
        """Raises ValueError for a method that is not one of METHODS."""
        self._lesson = lesson
        self._method = method
        self._times = grid(lesson.duration_s, SAMPLE_RATE_HZ)
        tutor = resample(settled(lesson.track), self._times)
        self._tutor = joints_of(tutor.landmarks[..., :2], tutor.visibility)
        self._scorer = scorer_called(method, tutor, lesson.demands)
        self._sampler = Sampler(SAMPLE_RATE_HZ)
        self._sides = Sides()
        self._guide = Guide(tutor, lesson.demands)
        self._timeline = Timeline(tutor, lesson.demands)
        self._guidance = NOTHING
        self._counting = Counting(lesson, tutor)
        self._samples = 0
        self._scores: list[LiveScore] = []
        self._seen: list[tuple[float, Pose | None]] = []

    def see(self, time_s: float, pose: Pose | None) -> LiveScore | None:
        """Judge a picture taken at `time_s` of the lesson; the newest live score that it completed, if any.

        pose: None where the person is not seen. Pictures from before the lesson, after it, or out of order
        are ignored.
        """
        if not 0 <= time_s <= self._lesson.duration_s or (self._seen and time_s <= self._seen[-1][0]):
            return None
        pose, score = self._judge(time_s, pose)
        self._guide_now(time_s, pose)
        return score

    def _judge(self, time_s: float, pose: Pose | None) -> tuple[Pose | None, LiveScore | None]:
        """The pose with swapped sides corrected, and the newest live score that it completed, if any."""
        self._seen.append((time_s, pose))
        pose = pose and self._sides.settle(time_s, pose)
        self._sampler.see(time_s, pose)
        return pose, self._score_samples()

    def advance(self, time_s: float) -> LiveScore | None:
        """No more pictures from before `time_s` will come: judge up to it without them.

        The live score, if one was completed. Without this an unplugged camera would stop the judging.
        """
        self._sampler.advance(time_s)
        return self._score_samples()

    def _score_samples(self) -> LiveScore | None:
        newest = None
        while self._samples < len(self._times) and (pose := self._sampler.take()) is not None:
            self._samples += 1
            self._counting.push(pose)
            score = self._scorer.push(pose)
            if score is not None:
                self._scores.append(score)
                newest = score
        return newest

    @property
    def score(self) -> float | None:
        """The newest live score, 0 to 100; None before the first and while the person cannot be judged."""
        if not self._scores or np.isnan(self._scores[-1].total):
            return None
        return self._scores[-1].total

    @property
    def lag_s(self) -> float | None:
        """How many seconds the person is behind the tutor; None before the first live score."""
        return self._scores[-1].lag_s if self._scores else None

    @property
    def repetitions(self) -> int | None:
        """The person's repetitions so far; None before the first, and where the lesson repeats nothing."""
        return self._counting.count

    @property
    def repetition_list(self) -> tuple[Repetition, ...]:
        """The repetitions that have ended, attempts too; none where the lesson's parts have no names."""
        return self._counting.repetitions

    def take_repetition(self) -> RepetitionState | None:
        """The running repetition, and those that have ended since it was last taken."""
        return self._counting.take()

    @property
    def mirrored(self) -> bool:
        """Whether the person mirrors the tutor: their left is compared with the tutor's right."""
        return bool(self._scores) and self._scores[-1].mirrored

    def tutor_at(self, time_s: float) -> NDArray[np.float32]:
        """The tutor's joints (15, 2) px of the tutor's track at `time_s`, NaN where unseen."""
        if len(self._tutor) == 0:
            return np.full((JOINT_COUNT, 2), np.nan, np.float32)
        sample = min(max(round(time_s * SAMPLE_RATE_HZ), 0), len(self._tutor) - 1)
        joints: NDArray[np.float32] = self._tutor[sample]
        return joints

    def guide(self, pose: Pose | None) -> Guidance:
        """Levels, arrows and cue for the newest picture. pose: the one in it; None: no guidance."""
        return NOTHING if pose is None else self._guidance

    def _guide_now(self, time_s: float, pose: Pose | None) -> None:
        if pose is None:
            self._guidance = NOTHING
            return
        newest = self._scores[-1] if self._scores else None
        following = None if newest is None else Following(newest.lag_s, newest.heading, newest.mirrored)
        self._guidance = self._guide.update(time_s, pose, following)

    def finish(self, width: int, height: int, model: str, until_s: float | None = None) -> MatchResult:
        """The result over the whole lesson, or over its first `until_s` seconds.

        width, height: of the camera's pictures, px; model: which network found the poses. Raises
        NotAVideoError when fewer than two pictures of the lesson were played.
        """
        if until_s is not None and until_s < self._lesson.duration_s:
            return self._cut(until_s).finish(width, height, model)
        self._sampler.finish(len(self._times))
        self._score_samples()
        self._counting.finish()
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
            summary=summary(total, self._judged(), self._guide.coach.burden, self._lesson.demands.ignored),
            lag_s=self._usual_lag_s(),
            mirrored=self.mirrored,
            repetitions=self.repetitions,
            repetition_list=self.repetition_list,
        )

    def moment_s(self, score: LiveScore) -> float | None:
        """The tutor's moment, s of the lesson, that a live score is of; None where it was not judged."""
        return self._timeline.moment_s(score)

    def _judged(self) -> list[tuple[float, LiveScore]]:
        """The live scores that count, with the tutor's moments that they are of."""
        dated = ((self.moment_s(score), score) for score in self._scores)
        return [(time_s, score) for time_s, score in dated if time_s is not None]

    def _cut(self, until_s: float) -> "Referee":
        """A referee for the first `until_s` seconds, fed the same poses: the rest must not cost points."""
        other = Referee(cut_short(self._lesson, until_s), self._method)
        for time_s, pose in self._seen:
            if time_s <= until_s:
                other._judge(time_s, pose)
        other._guide = self._guide
        return other

    def _usual_lag_s(self) -> float:
        """The median lag, s; NaN when the person was never judged."""
        known = [score.lag_s for score in self._scores if np.isfinite(score.total)]
        return float(np.median(known)) if known else float("nan")

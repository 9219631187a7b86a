"""Which repetitions of one person count in a lesson, and how many there are so far.

A lesson whose parts have names tells the exercise: each repetition is found and judged against the tutor's.
Without names the movement is unknown: repetitions are counted once the tutor repeats something.
"""

from typing import Final

from device.match.judging.repeat_spans import RepeatSpans
from device.match.lesson import TutorLesson
from device.messages import Pose
from scoring.body.track import PoseTrack
from scoring.repetitions.counter import Counter
from scoring.repetitions.live import LiveRepetitions, manners_of
from scoring.repetitions.repetition import Repetition, RepetitionState
from scoring.scorer import SAMPLE_RATE_HZ

# Who follows is behind: an exercise goes on so many seconds longer than the tutor's, unless the next begins.
AFTER_S: Final = 3.0
# Nothing of what is counted: between the parts that have names.
BETWEEN: Final = "rest"


class Counting:
    """Per person and match, from samples at SAMPLE_RATE_HZ."""

    def __init__(self, lesson: TutorLesson, tutor: PoseTrack) -> None:
        """tutor: of the lesson, at SAMPLE_RATE_HZ."""
        self._names = lesson.names
        self._samples = 0
        if self._names:
            self._manners = manners_of(tutor, self._names)
            self._live = LiveRepetitions(self._manners)
            self._state = RepetitionState(count=0)
        else:
            self._repeat_spans = RepeatSpans(tutor)
            self._counter = Counter()

    def push(self, pose: Pose) -> None:
        """Take the next sample, LOST where unseen."""
        time_s = self._samples / SAMPLE_RATE_HZ
        self._samples += 1
        if not self._names:
            self._counter.push(pose)
            return
        start_s, name = self._part(time_s)
        self._live.name(name, start_s)
        new = self._live.push(pose)
        self._state = RepetitionState(
            count=new.count, depth=new.depth, ended=(*self._state.ended, *new.ended)
        )

    def finish(self) -> None:
        """The lesson is over: a repetition that was nearly done counts."""
        if self._names:
            self._live.finish()

    @property
    def count(self) -> int | None:
        """Repetitions so far; None before the first, and where nothing is counted."""
        if self._names:
            return sum(one.counted for one in self._live.repetitions) or None
        return (self._repeat_spans.counts_at(self._samples) and self._counter.count) or None

    @property
    def repetitions(self) -> tuple[Repetition, ...]:
        """Those that have ended, attempts too; none where the lesson has no names."""
        return self._live.repetitions if self._names else ()

    def take(self) -> RepetitionState | None:
        """What the screen shows, with what has ended since it was last taken; None without names."""
        if not self._names:
            return None
        state = self._state
        self._state = RepetitionState(count=state.count, depth=state.depth)
        return state

    def _part(self, time_s: float) -> tuple[float, str | None]:
        """From when on which exercise is done: None where the tutor's repetitions are not what the name
        says.
        """
        current = None
        for start_s, end_s, name in self._names:
            if start_s <= time_s < end_s + AFTER_S:
                current = start_s, name
        if current is None:
            return time_s, BETWEEN
        start_s, name = current
        return start_s, name if self._live.knows(name) else None

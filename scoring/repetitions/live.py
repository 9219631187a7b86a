"""Every repetition of one person as they come: found, counted, judged.

With a name the exercise's own line is followed (`followed`), and a single repetition counts. Without one, or
with a name that has no line, repetitions of any movement are counted once they come at an even pace
(`counter`). Rest, talk, dance and what is held count nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from scoring.body.joints import Landmark
from scoring.body.sampling import grid, resample
from scoring.body.sides import settled
from scoring.body.track import Pose, PoseTrack
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting
from scoring.repetitions.counter import Counter
from scoring.repetitions.followed import Done, Followed
from scoring.repetitions.guess import Guess
from scoring.repetitions.judging import judged
from scoring.repetitions.manner import Manner, degrees, of_reference, of_swings
from scoring.repetitions.memory import KEPT, Memory
from scoring.repetitions.posture import Postures, mean
from scoring.repetitions.reference import references
from scoring.repetitions.repetition import Repetition, RepetitionState, Verdict
from scoring.scorer import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scoring.repetitions.follower import Swing

# What was done before the name was known is looked at again, over at most this long, s: a namer looks at 3 s,
# and says a name once it is steady.
BEFORE_NAME_S: Final = 6.0
# A cut of a film: between two samples the middle of the trunk jumps by so much of the body's extent in the
# picture. Of 19,582 pairs of samples of the clips 99.9 % jump less than 0.11, people who do not leave the
# picture up to 0.31, and one cut by 0.89. The extent itself tells nothing: what hides makes it jump by 2.9.
CUT_SHARE: Final = 0.35
# An even pace without a name: so many intervals differ by at most this factor. Of the clips of exercises with
# four repetitions or more 10 of 11 are even, of dances 1 of 8 (`tests.tools.judge.repetitions`).
INTERVALS: Final = 3
EVEN: Final = 1.35

_TRUNK: Final = np.array(
    [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """An exercise whose name was given up, and the sample from which on it was not followed."""

    exercise: str
    followed: Followed
    guess: Guess
    sample: int


class LiveRepetitions:
    """Per person, from samples at SAMPLE_RATE_HZ."""

    def __init__(self, reference: Mapping[str, Manner] | None = None) -> None:
        """reference: by exercise how the lesson's tutor does it (`manners_of`)."""
        self._tutor = dict(reference or {})
        self._postures = Postures()
        self._memory = Memory()
        self._exercise: str | None = None
        self._followed: Followed | None = None
        self._unnamed: _Unnamed | None = _Unnamed(0)
        self._left: _Left | None = None
        self._guess: Guess | None = None
        self._share = 1.0
        self._found: list[Repetition] = []
        self._fresh: list[Repetition] = []
        self._counted = 0
        self._since = 0
        self._trunk: tuple[float, float] | None = None

    @property
    def repetitions(self) -> tuple[Repetition, ...]:
        """All that have ended, attempts too, in the order in which they were found."""
        return tuple(self._found)

    def knows(self, exercise: str) -> bool:
        """Whether the lesson's tutor did repetitions of this exercise, or it is none that is repeated."""
        return exercise in self._tutor or not _repeated(exercise)

    def name(self, exercise: str | None, since_s: float | None = None, *, share: float = 1.0) -> None:
        """From now on it is this exercise, by its name in the catalogue; None: unknown.

        since_s: from when on, s, of a name that is certain; a guess has none, and up to BEFORE_NAME_S before
        it are looked at again; share: of a guess, its probability now.
        """
        self._share = share
        if exercise == self._exercise:
            return
        now = len(self._memory)
        if self._exercise is not None and self._followed is not None and self._guess is not None:
            self._left = _Left(
                exercise=self._exercise, followed=self._followed, guess=self._guess, sample=now
            )
        self._exercise, self._followed, self._guess, self._unnamed = exercise, None, None, None
        if exercise is not None and not _repeated(exercise):
            return
        reference = None if exercise is None else references().get(exercise)
        if reference is None:
            self._unnamed = _Unnamed(len(self._memory))
            return
        before = now - round(BEFORE_NAME_S * SAMPLE_RATE_HZ)
        left = self._left
        if since_s is None and left is not None and left.exercise == exercise and left.sample >= before:
            # a guess that wavered: what was begun goes on
            first, self._followed, self._guess = left.sample, left.followed, left.guess
            for _ in range(first, now):
                self._guess.say(0.0)
        else:
            if since_s is not None:
                before = max(round(since_s * SAMPLE_RATE_HZ), now - KEPT)
            first = max(before, self._since, 0)
            self._followed = Followed(
                reference, first, self._memory, taking_turns=_takes_turns(exercise), guessed=since_s is None
            )
            self._guess = Guess() if since_s is None else None
        for sample, posture in enumerate(self._memory.part(first, now - 1), first):
            self._take([one for one in self._followed.push(posture) if one.counted], sample)

    def push(self, pose: Pose) -> RepetitionState:
        """Take the next sample, LOST where unseen."""
        posture = self._postures.of(pose)
        self._memory.put(posture)
        if self._cut(pose):
            self._left = None
            if self._followed is not None:
                self._followed.restart()
        if self._followed is not None:
            if self._guess is not None:
                self._guess.say(self._share)
            self._take(self._followed.push(posture), len(self._memory) - 1)
        elif self._unnamed is not None:
            for one in self._unnamed.push(pose, self._exercise):
                self._add(one)
        ended, self._fresh = tuple(self._fresh), []
        return RepetitionState(count=self._counted, depth=self._depth(), ended=ended)

    def finish(self) -> RepetitionState:
        """The film is over: a repetition that was nearly done counts."""
        if self._followed is not None:
            self._take(self._followed.finish(), len(self._memory) - 1)
        ended, self._fresh = tuple(self._fresh), []
        return RepetitionState(count=self._counted, ended=ended)

    def _take(self, new: list[Done], now: int) -> None:
        """What has ended by sample `now`."""
        assert self._followed is not None
        for done in new if self._guess is None else self._guess.take(new, now):
            self._add(self._judged(self._followed, done))

    def _add(self, one: Repetition) -> None:
        self._found.append(one)
        self._fresh.append(one)
        self._counted += one.counted
        if one.counted:
            self._since = max(self._since, round(one.end_s * SAMPLE_RATE_HZ))

    def _depth(self) -> float | None:
        depth = None if self._followed is None else self._followed.depth
        if depth is None or self._exercise is None:
            return None
        tutor = self._tutor.get(self._exercise)
        return depth if tutor is None else depth / tutor.amplitude

    def _judged(self, followed: Followed, done: Done) -> Repetition:
        assert self._exercise is not None
        reference = followed.lines[done.line]
        manner = self._tutor.get(self._exercise) or of_reference(reference)
        postures = self._memory.part(done.swing.begin, done.swing.end)
        return judged(done, postures, reference, manner, self._exercise)

    def _cut(self, pose: Pose) -> bool:
        """Whether this sample cannot be of the same moment as the one before."""
        points = pose.landmarks[:, :2]
        if not np.isfinite(points).all():
            return False
        x, y = points[_TRUNK].mean(axis=0).tolist()
        extent = float(np.hypot(*(points.max(axis=0) - points.min(axis=0))))
        before, self._trunk = self._trunk, (x, y)
        return before is not None and bool(np.hypot(x - before[0], y - before[1]) > CUT_SHARE * extent)


def _repeated(exercise: str) -> bool:
    """Whether repetitions of it count; also of one that the household taught."""
    known = CATALOGUE.get(exercise)
    return known is None or known.counting not in {Counting.HELD, Counting.NOTHING}


def _takes_turns(exercise: str | None) -> bool:
    """Whether left and right take turns in it."""
    known = None if exercise is None else CATALOGUE.get(exercise)
    return known is not None and known.counting in {Counting.SIDES, Counting.PAIRS}


class _Unnamed:
    """Repetitions of a movement without a name, once they come at an even pace."""

    def __init__(self, sample: int) -> None:
        self._first = sample
        self._counter = Counter()
        self._told = 0
        self._even = False

    def push(self, pose: Pose, exercise: str | None) -> list[Repetition]:
        """What the next sample completed."""
        if self._counter.push(pose) == self._told:
            return []
        ends = self._counter.times + self._first / SAMPLE_RATE_HZ
        if not self._even:
            latest = np.diff(ends)[-INTERVALS:]
            self._even = len(latest) == INTERVALS and bool(latest.max() <= EVEN * latest.min())
        if not self._even:
            return []
        new = range(self._told, len(ends))
        usual = float(np.median(np.diff(ends)))
        self._told = len(ends)
        return [_plain(ends[k - 1] if k else ends[k] - usual, float(ends[k]), exercise) for k in new]


def _plain(begin_s: float, end_s: float, exercise: str | None) -> Repetition:
    """A repetition of which nothing is known but its time."""
    middle = (float(begin_s) + end_s) / 2
    return Repetition(
        begin_s=float(begin_s),
        bottom_s=middle,
        end_s=end_s,
        down_s=middle - float(begin_s),
        hold_s=0.0,
        up_s=end_s - middle,
        reach=1.0,
        symmetry=float("nan"),
        score=100.0,
        verdict=Verdict.GOOD,
        exercise=exercise,
    )


def repetitions_of(track: PoseTrack, exercise: str | None) -> tuple[Repetition, ...]:
    """The repetitions of a track that is this exercise throughout, attempts too; times from its beginning."""
    person = LiveRepetitions()
    person.name(exercise, 0.0)
    if len(track):
        times = grid(float(track.times[-1]) + 1 / SAMPLE_RATE_HZ, SAMPLE_RATE_HZ)
        steady = resample(settled(track), times)
        for row in range(len(steady)):
            person.push(steady.pose(row))
        person.finish()
    return person.repetitions


def manners_of(tutor: PoseTrack, names: tuple[tuple[float, float, str], ...]) -> dict[str, Manner]:
    """How a tutor does each exercise that is named in the track (start s, end s, name).

    tutor: at SAMPLE_RATE_HZ. An exercise of which no repetition is found is left out.
    """
    swings: dict[str, list[Swing]] = {}
    fars: dict[str, list[NDArray[np.float64]]] = {}
    for start_s, end_s, name in names:
        reference = references().get(name)
        if reference is None:
            continue
        of_tutor, memory = Postures(), Memory()
        followed = Followed(reference, 0, memory, taking_turns=_takes_turns(name))
        first, last = (round(time_s * SAMPLE_RATE_HZ) for time_s in (start_s, end_s))
        for row in range(first, min(last, len(tutor))):
            memory.put(posture := of_tutor.of(tutor.pose(row)))
            for one in followed.push(posture):
                if one.counted:
                    far = degrees(mean(memory.part(one.swing.first, one.swing.last)))
                    swings.setdefault(name, []).append(one.swing)
                    fars.setdefault(name, []).append(far)
    found = {
        name: of_swings(every, fars[name], degrees(references()[name].differ))
        for name, every in swings.items()
    }
    return {name: manner for name, manner in found.items() if manner is not None}

"""One person trains without a lesson: what they do is named, counted and judged as it happens.

Takes poses at any rate, as `device.match.judging.referee` does. It knows no clock and no pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from device.match.judging.faults import Faults
from device.messages import Pose
from scoring.body.sampling import Sampler
from scoring.body.sides import Sides
from scoring.body.track import LOST
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting, Kind
from scoring.repetitions.by_exercise import ExerciseDone, by_exercise
from scoring.repetitions.repetition import Repetition, RepetitionState
from scoring.scorer import SAMPLE_RATE_HZ

# How long limbs keep the colours of the repetition that ended, s: until the next one is well under way.
JUDGED_S: Final = 1.5
# No other person can come back sooner and be taken for this one; after it nobody is there, s.
GONE_S: Final = 1.5
# From this probability on somebody dances, talks or rests, and what moves evenly is no exercise without a
# name: made-up dances have 0.8 (median), a real exercise that the recogniser does not know up to 0.62.
SURELY: Final = 0.65


class Named(Protocol):
    """What somebody does; see scoring.recognition.live.Named."""

    @property
    def name(self) -> str | None: ...

    @property
    def share(self) -> float: ...


class Namer(Protocol):
    """Names what somebody does, from samples at SAMPLE_RATE_HZ; see scoring.recognition.live.LiveNamer."""

    def push(self, pose: Pose) -> Named: ...

    @property
    def likely(self) -> Sequence[tuple[str, float]]:
        """The names with the highest probabilities, the highest first."""
        ...


class Repetitions(Protocol):
    """Counts and judges repetitions, from the same samples; see scoring.repetitions.live.LiveRepetitions."""

    def name(self, exercise: str | None, *, share: float) -> None: ...

    def push(self, pose: Pose) -> RepetitionState: ...

    @property
    def repetitions(self) -> tuple[Repetition, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What the person does at one moment.

    kind: of what is done now, None while that is uncertain; exercise: the one that is done, or the last one;
    share: the probability of its name, 0..1, None while something else is done; likely: the next names with
    theirs; count: of this exercise so far, None where it is not counted; held_s: for how long it was held,
    None where it is not; depth: of the running repetition, see RepetitionState; judged: the repetition that
    ended just now; fault: the one whose fault is to be said; seen: whether the person is in the picture.
    """

    kind: Kind | None = None
    exercise: str | None = None
    share: float | None = None
    likely: tuple[tuple[str, float], ...] = ()
    count: int | None = None
    held_s: float | None = None
    depth: float | None = None
    judged: Repetition | None = None
    fault: Repetition | None = None
    seen: bool = False


class FreeTraining:
    """One per visit."""

    def __init__(self, namer: Namer, repetitions: Repetitions) -> None:
        """Nobody was seen yet."""
        self._namer = namer
        self._repetitions = repetitions
        self._sampler = Sampler(SAMPLE_RATE_HZ)
        self._sides = Sides()
        self._faults = Faults()
        self._state = RepetitionState(count=0)
        self._now: Named | None = None
        self._exercise: str | None = None
        self._held: dict[str, int] = {}
        self._known = 0
        self._judged_s = -JUDGED_S
        self._seen_s: float | None = None

    @property
    def repetitions(self) -> tuple[Repetition, ...]:
        """All that have ended, attempts too."""
        return self._repetitions.repetitions

    @property
    def done(self) -> tuple[ExerciseDone, ...]:
        """What was done of each exercise that is counted; `held_s` has the others."""
        return by_exercise(self.repetitions)

    @property
    def held_s(self) -> dict[str, float]:
        """For how long each exercise that is held was held, s, in the order in which they were first done."""
        return {name: samples / SAMPLE_RATE_HZ for name, samples in self._held.items()}

    def see(self, time_s: float, pose: Pose | None) -> None:
        """Take the pose of a picture taken at `time_s`, None when unseen; times begin near 0 and rise."""
        if pose is not None:
            self._seen_s = time_s
            pose = self._sides.settle(time_s, pose)
        self._sampler.see(time_s, pose)
        while (sample := self._sampler.take()) is not None:
            self._push(sample)
        ended = self.repetitions
        if len(ended) > self._known:
            self._known, self._judged_s = len(ended), time_s
        self._faults.see(time_s, ended)

    def _push(self, sample: Pose) -> None:
        self._now = self._namer.push(sample)
        name = self._now.name
        self._repetitions.name(name or self._idle(), share=self._now.share)
        self._state = self._repetitions.push(sample)
        if name is not None and _kind(name) is Kind.EXERCISE:
            self._exercise = name
            if _held(name) and sample is not LOST:
                self._held[name] = self._held.get(name, 0) + 1

    def _idle(self) -> str | None:
        """Where no exercise is named: what somebody surely does in place of one, which nothing counts of."""
        name, share = next(iter(self._namer.likely), ("", 0.0))
        return name if share >= SURELY and _kind(name) in {Kind.DANCE, Kind.REST, Kind.TALK} else None

    def doing(self, time_s: float) -> Doing:
        """What the person does at `time_s`, the time of the newest picture."""
        now, name = self._now, self._exercise
        if now is None:
            return Doing(seen=self._seen(time_s))
        does = name is not None and now.name == name
        held = name is not None and _held(name)
        ended = self.repetitions
        return Doing(
            kind=self._kind_now(now),
            exercise=name,
            share=now.share if does else None,
            likely=tuple(
                one for one in self._namer.likely if one[0] != now.name and _kind(one[0]) is Kind.EXERCISE
            ),
            count=None
            if name is None or held
            else sum(one.counted and one.exercise == name for one in ended),
            held_s=self.held_s.get(name, 0.0) if name is not None and held else None,
            depth=self._state.depth if does and not held else None,
            judged=ended[-1] if ended and time_s - self._judged_s < JUDGED_S else None,
            fault=self._faults.now(time_s),
            seen=self._seen(time_s),
        )

    def _kind_now(self, now: Named) -> Kind | None:
        """Where no exercise is named, what is likeliest, if that is none."""
        if now.name is not None:
            return _kind(now.name)
        likeliest = next((_kind(name) for name, _ in self._namer.likely), Kind.EXERCISE)
        return None if likeliest is Kind.EXERCISE else likeliest

    def _seen(self, time_s: float) -> bool:
        return self._seen_s is not None and time_s - self._seen_s < GONE_S


def _kind(name: str) -> Kind:
    """Of an exercise that the household taught, which the catalogue does not have, too."""
    return CATALOGUE[name].kind if name in CATALOGUE else Kind.EXERCISE


def _held(name: str) -> bool:
    return name in CATALOGUE and CATALOGUE[name].counting is Counting.HELD

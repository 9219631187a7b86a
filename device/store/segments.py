"""What happens when in a lesson, as people correct it: intervals that do not overlap, each of one kind.

Decides what becomes of the neighbours when a person marks an interval, and of names when parts are marked,
joined or split. Intervals that a person marked have `by_hand` set, names that a person gave `named_by`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from device.errors import StoreError
from device.store.tables import Lesson, NamedBy, Segment, SegmentKind

# A shorter interval is a slip of the finger.
SHORTEST_S: Final = 0.2
# A lesson with less exercise than this was divided wrongly, or marked by somebody who wanted no score of it:
# all of it is judged, because a match without a single score looks like a broken camera.
EXERCISE_MIN_S: Final = 3.0


class BadSegmentError(StoreError):
    """An interval that is empty or outside the video."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From start to end in seconds of the video; exercise, name, named_by: see `tables.Segment`."""

    start_s: float
    end_s: float
    kind: SegmentKind
    by_hand: bool
    name: str | None = None
    exercise: str | None = None
    named_by: NamedBy | None = None


class Span(Protocol):
    """What `pauses` reads of a segment, a row of the library or one just found."""

    @property
    def kind(self) -> SegmentKind:
        """What happens."""
        ...

    @property
    def start_s(self) -> float:
        """Seconds of the video."""
        ...

    @property
    def end_s(self) -> float:
        """Seconds of the video."""
        ...


def pauses(spans: Iterable[Span], start_s: float, end_s: float | None) -> tuple[tuple[float, float], ...]:
    """(start, end) of what is no exercise inside [start_s, end_s), rising; None: to the end. Same clock.

    None at all where too little would be left to judge. Seconds that no span covers are judged.
    """
    last_s = float("inf") if end_s is None else end_s
    inside = [(one.kind, max(one.start_s, start_s), min(one.end_s, last_s)) for one in spans]
    exercise_s = sum(max(end - begin, 0) for kind, begin, end in inside if kind is SegmentKind.EXERCISE)
    if exercise_s < EXERCISE_MIN_S:
        return ()
    found: list[tuple[float, float]] = []
    for kind, begin, end in sorted(inside, key=lambda one: one[1:]):
        if kind is SegmentKind.EXERCISE or end <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)


def mark(lesson: Lesson, kind: SegmentKind, start_s: float, end_s: float) -> None:
    """Mark what happens from start to end; earlier marks of that time are replaced.

    An exercise keeps the name of the part that it lies in, or of the one that most of it was.
    """
    last_s = lesson.duration_s
    end_s = end_s if last_s is None else min(end_s, last_s)
    if not (start_s >= 0 and end_s - start_s >= SHORTEST_S):
        raise BadSegmentError("The end comes too soon after the start.")
    known = intervals(lesson)
    new = Interval(start_s, end_s, kind, by_hand=True)
    if kind is SegmentKind.EXERCISE:
        most = max(known, key=lambda one: _shared_s(one, start_s, end_s), default=new)
        if most.kind is kind and _shared_s(most, start_s, end_s) > 0:
            new = replace(most, start_s=start_s, end_s=end_s, by_hand=True)
    _write(lesson, painted(known, new))


def call(lesson: Lesson, segment_id: int, exercise: str | None, name: str | None) -> None:
    """Say which exercise a part is: a key, or what a person wrote in place of one.

    With neither, nobody said it, and a night may. Raises BadSegmentError for a part that is gone.
    """
    part = _part(lesson, segment_id)
    part.exercise, part.name = exercise, name
    part.named_by = None if exercise is None and name is None else NamedBy.PERSON


def change(lesson: Lesson, segment_id: int, kind: SegmentKind) -> None:
    """Say what happens in a part. Raises BadSegmentError for a part that is gone."""
    part = _part(lesson, segment_id)
    if part.kind is not kind:
        part.kind, part.by_hand = kind, True
        part.exercise = part.name = part.named_by = None


def split(lesson: Lesson, segment_id: int, at_s: float) -> None:
    """Make two parts of one, of the same kind and name. Raises BadSegmentError when one would be empty."""
    part = _part(lesson, segment_id)
    if not (at_s - part.start_s >= SHORTEST_S and part.end_s - at_s >= SHORTEST_S):
        raise BadSegmentError("The parts would be too short.")
    known = intervals(lesson)
    number = lesson.segments.index(part)
    halves = (
        replace(known[number], end_s=at_s, by_hand=True),
        replace(known[number], start_s=at_s, by_hand=True),
    )
    _write(lesson, [*known[:number], *halves, *known[number + 1 :]])


def join(lesson: Lesson, segment_id: int) -> None:
    """Make one part of this and the next, of its kind and name. Raises BadSegmentError for the last one."""
    known = intervals(lesson)
    number = lesson.segments.index(_part(lesson, segment_id))
    if number + 1 == len(known):
        raise BadSegmentError("No part follows.")
    both = replace(known[number], end_s=known[number + 1].end_s, by_hand=True)
    _write(lesson, [*known[:number], both, *known[number + 2 :]])


def keep_found(lesson: Lesson, found: Iterable[Interval]) -> None:
    """Take what a night found. Parts that a person marked or named stay, and so do the names of persons;
    other exercises among them are called by what was found in most of their time.
    """
    found = list(found)
    if not any(one.by_hand or one.named_by is NamedBy.PERSON for one in lesson.segments):
        _write(lesson, found)
        return
    for part in lesson.segments:
        if part.kind is SegmentKind.EXERCISE and part.named_by is not NamedBy.PERSON:
            part.exercise = _most_of(found, part.start_s, part.end_s)
            part.named_by = None if part.exercise is None else NamedBy.NIGHT


def intervals(lesson: Lesson) -> list[Interval]:
    """The parts of a lesson as values."""
    return [
        Interval(one.start_s, one.end_s, one.kind, one.by_hand, one.name, one.exercise, one.named_by)
        for one in lesson.segments
    ]


def _write(lesson: Lesson, known: Iterable[Interval]) -> None:
    # the rows are written anew: what was cut in two needs more of them
    lesson.segments = [
        Segment(
            kind=one.kind,
            start_s=one.start_s,
            end_s=one.end_s,
            exercise=one.exercise,
            name=one.name,
            named_by=one.named_by,
            by_hand=one.by_hand,
        )
        for one in known
    ]


def _part(lesson: Lesson, segment_id: int) -> Segment:
    for one in lesson.segments:
        if one.id == segment_id:
            return one
    raise BadSegmentError("The lesson has no such part any more.")


def _most_of(found: Iterable[Interval], start_s: float, end_s: float) -> str | None:
    """The exercise that was found in most of this time; None where none was."""
    seconds: dict[str, float] = {}
    for one in found:
        if one.exercise is not None and (shared_s := _shared_s(one, start_s, end_s)) > 0:
            seconds[one.exercise] = seconds.get(one.exercise, 0.0) + shared_s
    return max(seconds, key=lambda exercise: seconds[exercise], default=None)


def _shared_s(one: Interval, start_s: float, end_s: float) -> float:
    return min(one.end_s, end_s) - max(one.start_s, start_s)


def painted(known: list[Interval], new: Interval) -> list[Interval]:
    """The intervals with `new` laid over them, in order; remainders that are too short are dropped."""
    result = [new]
    for old in known:
        for start_s, end_s in (
            (old.start_s, min(old.end_s, new.start_s)),
            (max(old.start_s, new.end_s), old.end_s),
        ):
            if end_s - start_s >= SHORTEST_S or (start_s, end_s) == (old.start_s, old.end_s):
                result.append(replace(old, start_s=start_s, end_s=end_s))
    return sorted(result, key=lambda one: one.start_s)

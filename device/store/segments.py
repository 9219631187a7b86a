"""What happens when in a lesson, as people correct it: intervals that do not overlap, each of one kind.

Decides what becomes of the neighbours when a person marks an interval. Intervals that a person marked have
`by_hand` set.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from device.errors import StoreError
from device.store.tables import Lesson, Segment, SegmentKind

# A shorter interval is a slip of the finger.
SHORTEST_S: Final = 0.2
# A lesson with less exercise than this was divided wrongly, or marked by somebody who wanted no score of it:
# all of it is judged, because a match without a single score looks like a broken camera.
EXERCISE_MIN_S: Final = 3.0


class BadSegmentError(StoreError):
    """An interval that is empty or outside the video."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From start to end in seconds of the video."""

    start_s: float
    end_s: float
    kind: SegmentKind
    by_hand: bool
    name: str | None = None


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
    """Mark what happens from start to end; earlier marks of that time are replaced."""
    last_s = lesson.duration_s
    end_s = end_s if last_s is None else min(end_s, last_s)
    if not (start_s >= 0 and end_s - start_s >= SHORTEST_S):
        raise BadSegmentError("The end comes too soon after the start.")
    known = [Interval(s.start_s, s.end_s, s.kind, s.by_hand, s.name) for s in lesson.segments]
    # the rows are written anew: what was cut in two needs more of them
    lesson.segments = [
        Segment(kind=one.kind, start_s=one.start_s, end_s=one.end_s, name=one.name, by_hand=one.by_hand)
        for one in painted(known, Interval(start_s, end_s, kind, by_hand=True))
    ]


def painted(known: list[Interval], new: Interval) -> list[Interval]:
    """The intervals with `new` laid over them, in order; remainders that are too short are dropped."""
    result = [new]
    for old in known:
        for start_s, end_s in (
            (old.start_s, min(old.end_s, new.start_s)),
            (max(old.start_s, new.end_s), old.end_s),
        ):
            if end_s - start_s >= SHORTEST_S or (start_s, end_s) == (old.start_s, old.end_s):
                result.append(Interval(start_s, end_s, old.kind, old.by_hand, old.name))
    return sorted(result, key=lambda one: one.start_s)

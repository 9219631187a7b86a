"""Names the exercises of a lesson: divides what was found to be exercise where another one begins.

Decides what becomes of moments without a name, and that a dance is one with a beat. Which exercise it is,
`scoring.recognition` says; people can correct it on the phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from device.overnight.prepare.facts import FoundSegment
from device.store.tables import SegmentKind
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import OWN, Kind
from scoring.recognition.segments import NamedSegment

# A part of a lesson lasts, s, at least as long as the window in which it was recognised; a shorter one is
# a repetition that looked like something else.
NAMED_MIN_S: Final = 3.0
# Exercise without a name is a part of its own when it lasts, s, longer than the way into a posture and
# a pause between two sets; else it belongs to the exercise before it.
UNNAMED_MIN_S: Final = 8.0
# With a beat, an exercise that is less sure than this share is taken for the dance.
SURE_SHARE: Final = 0.6


# start, end, exercise
_Piece = tuple[float, float, str | None]


def named(
    found: Sequence[FoundSegment], parts: Sequence[NamedSegment], *, beat: bool, sound: bool
) -> list[FoundSegment]:
    """The segments with their exercises named, more of them where the exercise changes.

    beat, sound: of the lesson. With a beat, whatever is not surely something else is a dance; with sound and
    without a beat, nothing is one. Without sound, a lesson that mostly looks like a dance is taken for one
    with a beat.
    """
    if not sound:
        dance_s = sum(one.end_s - one.start_s for one in parts if one.name == Kind.DANCE)
        beat = 2 * dance_s > sum(one.end_s - one.start_s for one in parts)
    result: list[FoundSegment] = []
    for one in found:
        if one.kind is not SegmentKind.EXERCISE or not parts:
            result.append(one)
            continue
        pieces = list(_pieces(one, parts, beat=beat, sound=sound))
        result.extend(
            replace(one, start_s=start_s, end_s=end_s, exercise=exercise)
            for start_s, end_s, exercise in _joined(_absorbed(_joined(pieces)))
        )
    return result


def _pieces(one: FoundSegment, parts: Iterable[NamedSegment], *, beat: bool, sound: bool) -> Iterable[_Piece]:
    """A segment cut at the bounds of the parts, without gaps."""
    until_s = one.start_s
    for part in parts:
        start_s, end_s = max(part.start_s, until_s), min(part.end_s, one.end_s)
        if end_s <= start_s:
            continue
        if start_s > until_s:
            yield until_s, start_s, None
        yield start_s, end_s, _exercise(part, beat=beat, sound=sound)
        until_s = end_s
    if one.end_s > until_s:
        yield until_s, one.end_s, None


def _exercise(part: NamedSegment, *, beat: bool, sound: bool) -> str | None:
    if part.name.startswith(OWN):
        return part.name
    known = CATALOGUE.get(part.name)
    kind = Kind.OTHER if known is None else known.kind
    if kind is Kind.EXERCISE and not (beat and part.share < SURE_SHARE):
        return part.name
    dance = Kind.DANCE.value
    if beat:
        return dance
    return dance if kind is Kind.DANCE and not sound else None


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Neighbours with the same exercise as one."""
    result: list[_Piece] = []
    for start_s, end_s, exercise in pieces:
        if result and result[-1][2] == exercise:
            result[-1] = (result[-1][0], end_s, exercise)
        else:
            result.append((start_s, end_s, exercise))
    return result


def _absorbed(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without those that are too short: these belong to the one before, the first to the next."""
    kept = [one for one in pieces if _is_long(one)]
    if not kept:
        # too little of everything: the exercise that was seen longest
        longest = max(pieces, key=lambda one: (one[2] is not None, one[1] - one[0]))
        return [(pieces[0][0], pieces[-1][1], longest[2])]
    starts = [pieces[0][0], *(one[0] for one in kept[1:])]
    ends = [*starts[1:], pieces[-1][1]]
    return [(start_s, end_s, one[2]) for start_s, end_s, one in zip(starts, ends, kept, strict=True)]


def _is_long(piece: _Piece) -> bool:
    start_s, end_s, exercise = piece
    return end_s - start_s >= (UNNAMED_MIN_S if exercise is None else NAMED_MIN_S)

"""The cues: a part of the body and what to do with it, as many as `corrections` can find wrong.

A cue has no language: its words are in `device.words`.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Ask(IntEnum):
    """What to do with a part. Directions are the person's own."""

    BEND = 0
    STRAIGHTEN = 1
    RAISE = 2
    LOWER = 3
    IN = 4  # towards the middle of the body
    OUT = 5  # away from the middle of the body
    FORWARD = 6
    BACK = 7
    LEAN_FORWARD = 8
    LEAN_BACK = 9
    LEAN_LEFT = 10
    LEAN_RIGHT = 11
    UPRIGHT = 12
    LOOK_UP = 13
    LOOK_DOWN = 14
    WIDER = 15  # both sides farther from each other
    CLOSER = 16  # both sides nearer to each other


class BodyPart(IntEnum):
    """What a cue or praise can name. Left and right are the person's own."""

    LEFT_ELBOW = 0
    RIGHT_ELBOW = 1
    BOTH_ELBOWS = 2
    LEFT_ARM = 3
    RIGHT_ARM = 4
    BOTH_ARMS = 5
    LEFT_KNEE = 6
    RIGHT_KNEE = 7
    BOTH_KNEES = 8
    BOTH_FEET = 9
    TRUNK = 10
    HEAD = 11


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to correct: do `ask` with `part`, further than now."""

    part: BodyPart
    ask: Ask


# (left, right, both) of each part that has two sides, and what can be asked of each of the three
SIDED: Final = {
    (BodyPart.LEFT_ELBOW, BodyPart.RIGHT_ELBOW, BodyPart.BOTH_ELBOWS): (Ask.BEND, Ask.STRAIGHTEN),
    (BodyPart.LEFT_ARM, BodyPart.RIGHT_ARM, BodyPart.BOTH_ARMS): (
        Ask.RAISE, Ask.LOWER, Ask.IN, Ask.OUT, Ask.FORWARD, Ask.BACK,
    ),
    (BodyPart.LEFT_KNEE, BodyPart.RIGHT_KNEE, BodyPart.BOTH_KNEES): (
        Ask.BEND, Ask.STRAIGHTEN, Ask.RAISE, Ask.LOWER, Ask.IN, Ask.OUT,
    ),
}  # fmt: skip
# What takes back each request of the same part.
OPPOSITES: Final = {
    Ask.BEND: frozenset({Ask.STRAIGHTEN}),
    Ask.STRAIGHTEN: frozenset({Ask.BEND}),
    Ask.RAISE: frozenset({Ask.LOWER}),
    Ask.LOWER: frozenset({Ask.RAISE}),
    Ask.IN: frozenset({Ask.OUT}),
    Ask.OUT: frozenset({Ask.IN}),
    Ask.FORWARD: frozenset({Ask.BACK}),
    Ask.BACK: frozenset({Ask.FORWARD}),
    Ask.LEAN_FORWARD: frozenset({Ask.LEAN_BACK, Ask.UPRIGHT}),
    Ask.LEAN_BACK: frozenset({Ask.LEAN_FORWARD, Ask.UPRIGHT}),
    Ask.LEAN_LEFT: frozenset({Ask.LEAN_RIGHT, Ask.UPRIGHT}),
    Ask.LEAN_RIGHT: frozenset({Ask.LEAN_LEFT, Ask.UPRIGHT}),
    Ask.UPRIGHT: frozenset({Ask.LEAN_FORWARD, Ask.LEAN_BACK, Ask.LEAN_LEFT, Ask.LEAN_RIGHT}),
    Ask.LOOK_UP: frozenset({Ask.LOOK_DOWN}),
    Ask.LOOK_DOWN: frozenset({Ask.LOOK_UP}),
    Ask.WIDER: frozenset({Ask.CLOSER}),
    Ask.CLOSER: frozenset({Ask.WIDER}),
}
_WHOLE: Final = {
    BodyPart.BOTH_FEET: (Ask.WIDER, Ask.CLOSER),
    BodyPart.TRUNK: (Ask.LEAN_FORWARD, Ask.LEAN_BACK, Ask.LEAN_LEFT, Ask.LEAN_RIGHT, Ask.UPRIGHT),
    BodyPart.HEAD: (Ask.LOOK_UP, Ask.LOOK_DOWN),
}

# Every cue there is.
CUES: Final = tuple(
    Cue(part, ask)
    for parts, asks in (*SIDED.items(), *(((part,), asks) for part, asks in _WHOLE.items()))
    for part in parts
    for ask in asks
)
_SIDES_OF: Final = {both: frozenset({left, right}) for left, right, both in SIDED}


def single(part: BodyPart) -> frozenset[BodyPart]:
    """The parts that are judged by themselves: both sides of what names both, else the part."""
    return _SIDES_OF.get(part, frozenset({part}))


def concern(one: BodyPart, other: BodyPart) -> bool:
    """Whether two parts share a part that is judged by itself."""
    return not single(one).isdisjoint(single(other))


def agree(one: Cue, other: Cue) -> bool:
    """Whether two cues ask the same of the same part, or of one side of it."""
    return one.ask is other.ask and concern(one.part, other.part)

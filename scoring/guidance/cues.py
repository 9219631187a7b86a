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

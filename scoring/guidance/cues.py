"""What a person can be asked to do: a part of the body and what to do with it.

Decides which parts and requests there are and which of them make sense together. When a cue is given is not
decided here, and its words lie in `device.words`: a cue has no language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final


class Ask(IntEnum):
    """What to do with a part; every direction is the person's own, as they stand."""

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
    TURN_LEFT = 17
    TURN_RIGHT = 18
    FASTER = 19
    SLOWER = 20


class BodyPart(IntEnum):
    """What a cue or a result can name; left and right are the person's own."""

    LEFT_ELBOW = 0
    RIGHT_ELBOW = 1
    BOTH_ELBOWS = 2
    LEFT_ARM = 3
    RIGHT_ARM = 4
    BOTH_ARMS = 5
    LEFT_FOREARM = 6
    RIGHT_FOREARM = 7
    BOTH_FOREARMS = 8
    LEFT_HAND = 9
    RIGHT_HAND = 10
    BOTH_HANDS = 11
    LEFT_SHOULDER = 12
    RIGHT_SHOULDER = 13
    BOTH_SHOULDERS = 14
    LEFT_KNEE = 15
    RIGHT_KNEE = 16
    BOTH_KNEES = 17
    LEFT_LEG = 18
    RIGHT_LEG = 19
    BOTH_LEGS = 20
    LEFT_THIGH = 21
    RIGHT_THIGH = 22
    BOTH_THIGHS = 23
    LEFT_FOOT = 24
    RIGHT_FOOT = 25
    BOTH_FEET = 26
    HIPS = 27
    TRUNK = 28
    HEAD = 29
    BODY = 30  # all of it: lower, faster, a step forward


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to correct: do `ask` with `part`, further than now."""

    part: BodyPart
    ask: Ask


_BOTH: Final = (Ask.WIDER, Ask.CLOSER)
_LEVEL: Final = (Ask.RAISE, Ask.LOWER)
_SIDEWAYS: Final = (Ask.IN, Ask.OUT)
_ALONG: Final = (Ask.FORWARD, Ask.BACK)
_BENT: Final = (Ask.BEND, Ask.STRAIGHTEN)
_TILTED: Final = (Ask.LEAN_LEFT, Ask.LEAN_RIGHT)
_TURNED: Final = (Ask.TURN_LEFT, Ask.TURN_RIGHT)

# left, right and both of a part; what each can be asked; what only both together can
_PAIRS: Final = (
    (BodyPart.LEFT_ELBOW, (*_BENT, *_LEVEL, *_SIDEWAYS, *_ALONG), ()),
    (BodyPart.LEFT_ARM, (Ask.STRAIGHTEN, *_LEVEL, *_SIDEWAYS, *_ALONG), ()),
    (BodyPart.LEFT_FOREARM, (*_LEVEL, *_SIDEWAYS, Ask.UPRIGHT), ()),
    (BodyPart.LEFT_HAND, (*_LEVEL, *_SIDEWAYS, *_ALONG), _BOTH),
    (BodyPart.LEFT_SHOULDER, (*_LEVEL, *_ALONG), ()),
    (BodyPart.LEFT_KNEE, (*_BENT, *_LEVEL, *_SIDEWAYS, *_ALONG), _BOTH),
    (BodyPart.LEFT_LEG, (Ask.STRAIGHTEN, *_LEVEL, *_SIDEWAYS, *_ALONG), _BOTH),
    (BodyPart.LEFT_THIGH, (*_LEVEL, *_SIDEWAYS), ()),
    (BodyPart.LEFT_FOOT, (*_LEVEL, *_SIDEWAYS, *_ALONG), _BOTH),
)
_SINGLE: Final[dict[BodyPart, tuple[Ask, ...]]] = {
    BodyPart.HIPS: (*_BENT, *_LEVEL, *_ALONG),
    BodyPart.TRUNK: (
        Ask.STRAIGHTEN,
        *_LEVEL,
        Ask.LEAN_FORWARD,
        Ask.LEAN_BACK,
        *_TILTED,
        Ask.UPRIGHT,
        *_TURNED,
    ),
    BodyPart.HEAD: (*_ALONG, *_TILTED, Ask.UPRIGHT, Ask.LOOK_UP, Ask.LOOK_DOWN, *_TURNED),
    BodyPart.BODY: (*_LEVEL, *_ALONG, *_TURNED, Ask.FASTER, Ask.SLOWER),
}


def _sensible() -> dict[BodyPart, frozenset[Ask]]:
    table = {part: frozenset(asks) for part, asks in _SINGLE.items()}
    for left, each, both in _PAIRS:
        right, together = BodyPart(left + 1), BodyPart(left + 2)
        table[left] = table[right] = frozenset(each)
        table[together] = frozenset((*each, *both))
    return table


# Which requests make sense of each part; every one of them has a sentence in every language.
SENSIBLE: Final[Mapping[BodyPart, frozenset[Ask]]] = MappingProxyType(_sensible())

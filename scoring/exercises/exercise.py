"""What is known about one exercise, and what kinds of words name it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

# Begins the key of an exercise that a household taught; no name of the catalogue has a colon.
OWN: Final = "own:"


class WordKind(StrEnum):
    """What a word of an exercise's name says (LiFT, its table of word weights)."""

    ACTION = "action"
    SPATIAL = "spatial"
    NOUN = "noun"
    BODY = "body"
    TEMPORAL = "temporal"
    CONJUNCTION = "conjunction"
    EQUIPMENT = "equipment"


# How much a word counts when names are compared: a skeleton cannot show equipment (LiFT, word weights).
WORD_WEIGHTS: Final[Mapping[WordKind, float]] = MappingProxyType(
    {
        WordKind.ACTION: 1.0,
        WordKind.SPATIAL: 1.0,
        WordKind.NOUN: 1.0,
        WordKind.BODY: 1.0,
        WordKind.TEMPORAL: 0.4,
        WordKind.CONJUNCTION: 0.5,
        WordKind.EQUIPMENT: 0.1,
    }
)


class Kind(StrEnum):
    """What a person is doing; only EXERCISE is counted."""

    EXERCISE = "exercise"
    DANCE = "dance"
    REST = "rest"
    TALK = "talk"
    OTHER = "other"


class Counting(StrEnum):
    """What is one repetition."""

    WHOLE = "whole"  # there and back
    SIDES = "sides"  # left and right take turns, and each counts
    PAIRS = "pairs"  # left and right take turns, and both together are one
    HELD = "held"  # nothing: seconds count
    NOTHING = "nothing"


class Muscle(StrEnum):
    """The muscles of the body figure (the names of the public free-exercise-db)."""

    ABDOMINALS = "abdominals"
    ABDUCTORS = "abductors"
    ADDUCTORS = "adductors"
    BICEPS = "biceps"
    CALVES = "calves"
    CHEST = "chest"
    FOREARMS = "forearms"
    GLUTES = "glutes"
    HAMSTRINGS = "hamstrings"
    LATS = "lats"
    LOWER_BACK = "lower back"
    MIDDLE_BACK = "middle back"
    NECK = "neck"
    QUADRICEPS = "quadriceps"
    SHOULDERS = "shoulders"
    TRAPS = "traps"
    TRICEPS = "triceps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """name: the key by which everything else names it; family: the key of those that are alike, such as all
    squats; words: what its name consists of, each with its kind; first and second: muscles that do most and
    some of the work.
    """

    name: str
    kind: Kind
    family: str
    words: Mapping[str, WordKind]
    counting: Counting
    first: frozenset[Muscle] = frozenset()
    second: frozenset[Muscle] = frozenset()

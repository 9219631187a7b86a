"""Reads `catalogue.toml`, the exercises that Formbox knows by name."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from scoring.exercises.exercise import Counting, Exercise, Kind, Muscle, WordKind


def read(text: str) -> Mapping[str, Exercise]:
    """The exercises of a catalogue by name, in its order.

    Raises ValueError for a word without a kind, and for unknown kinds, muscles or countings.
    """
    document = tomllib.loads(text)
    kinds = {word: WordKind(kind) for kind, words in document["words"].items() for word in words}
    return MappingProxyType(
        {name: _exercise(name, row, kinds) for name, row in document["exercises"].items()}
    )


def _exercise(name: str, row: Mapping[str, Any], kinds: Mapping[str, WordKind]) -> Exercise:
    words = row.get("words", "").split()
    missing = [word for word in words if word not in kinds]
    if missing:
        raise ValueError(f"{name}: {missing} have no kind")
    kind = Kind(row.get("kind", Kind.EXERCISE))
    counting = Counting.WHOLE if kind is Kind.EXERCISE else Counting.NOTHING
    return Exercise(
        name=name,
        kind=kind,
        family=row.get("family", name),
        words=MappingProxyType({word: kinds[word] for word in words}),
        counting=Counting(row.get("counting", counting)),
        first=frozenset(map(Muscle, row.get("first", ()))),
        second=frozenset(map(Muscle, row.get("second", ()))),
    )


CATALOGUE: Final = read(files(__package__).joinpath("catalogue.toml").read_text("utf-8"))

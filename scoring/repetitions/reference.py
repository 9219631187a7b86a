"""How each exercise of the catalogue moves, reduced to a line: from its start posture to its far end.

`references.npz` beside this file is made by `python -m models.recogniser.repetition_references`. A person's
place along the line is a single number, in which one repetition is countable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.repetitions.posture import SIZE, mirrored

FILE: Final = "references.npz"
# An exercise whose way agrees with its mirror image by this much (1: fully, 0: not at all) is done with both
# sides at once. Of the library's movements those with both sides at once have 0.95 and more, lunges 0.77.
BOTH_SIDES: Final = 0.85

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reference:
    """The line of one exercise.

    start (58,): the start posture (`posture`); way (58,): from it to the far end; gain (58,): way / variance,
    how much each number tells of the place along the line; differ (58,): standard deviation of the far end
    between people; agreement: -1..1, of the way with its mirror image; noise: standard deviation of the
    depth by the network's errors; seconds, quick_s: a usual repetition, and one of the quickest twentieth.
    """

    start: Array
    way: Array
    gain: Array
    differ: Array
    agreement: float
    noise: float
    seconds: float
    quick_s: float

    def __post_init__(self) -> None:
        """Raise ValueError when the shapes do not fit."""
        shapes = {part.shape for part in (self.start, self.way, self.gain, self.differ)}
        if shapes != {(SIZE,)}:
            raise ValueError(f"a posture has {SIZE} numbers, not {shapes}")

    @property
    def sides(self) -> tuple["Reference", ...]:
        """What has to be followed: one line, or one for each side."""
        return (self,) if self.agreement >= BOTH_SIDES else (self, self.mirrored)

    @property
    def mirrored(self) -> "Reference":
        """The same exercise to the other side."""
        return Reference(
            start=mirrored(self.start),
            way=mirrored(self.way),
            gain=mirrored(self.gain),
            differ=np.abs(mirrored(self.differ)),
            agreement=self.agreement,
            noise=self.noise,
            seconds=self.seconds,
            quick_s=self.quick_s,
        )


@cache
def references() -> Mapping[str, Reference]:
    """All references by the name of the exercise; read once."""
    with files(__package__).joinpath(FILE).open("rb") as file:
        data = np.load(file, allow_pickle=False)
        stored = {name: data[name].astype(np.float64) for name in data.files if name != "names"}
        names = [str(name) for name in data["names"]]
    return MappingProxyType({name: _row(stored, row) for row, name in enumerate(names)})


def _row(stored: Mapping[str, Array], row: int) -> Reference:
    parts = {field.name: stored[field.name][row] for field in fields(Reference)}
    numbers = {name: float(value) for name, value in parts.items() if value.ndim == 0}
    return Reference(**(parts | numbers))

"""Which of a recogniser's names belong together: siblings share evidence; which are exercises is known."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import OWN, Kind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Families:
    """families: their names; of (C,): the family of each name, as a number; exercise (F,): whether it is one
    that is counted.
    """

    families: tuple[str, ...]
    of: NDArray[np.intp]
    exercise: NDArray[np.bool_]

    def shares(self, probabilities: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """The probability of each family (..., F) from those of the names (..., C)."""
        result = np.zeros((*probabilities.shape[:-1], len(self.families)))
        for number in range(len(self.families)):
            result[..., number] = probabilities[..., self.of == number].sum(axis=-1)
        return result


def families(names: tuple[str, ...]) -> Families:
    """The families of names of the catalogue; an own exercise is its own. Raises KeyError for others."""
    of_names = [_family(name) for name in names]
    found = tuple(dict.fromkeys(of_names))
    counted = {
        _family(name) for name in names if name.startswith(OWN) or CATALOGUE[name].kind is Kind.EXERCISE
    }
    return Families(
        families=found,
        of=np.array([found.index(family) for family in of_names], np.intp),
        exercise=np.array([family in counted for family in found]),
    )


def _family(name: str) -> str:
    return name if name.startswith(OWN) else CATALOGUE[name].family

"""Names as weighted words, so that a squat called a jump squat is almost right (LiFT, partial credit).

The probability of a word is that of all names that have it.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import WORD_WEIGHTS

# a word is said from this probability on
SAID_MIN: Final = 0.4


def word_shares(names: tuple[str, ...], probabilities: NDArray[np.floating[Any]]) -> dict[str, float]:
    """The probability of each word, by word, from those of the names (C,). Raises KeyError for a name that is
    not in the catalogue.
    """
    shares: dict[str, float] = {}
    for name, share in zip(names, probabilities, strict=True):
        for word in CATALOGUE[name].words:
            shares[word] = shares.get(word, 0.0) + float(share)
    return shares


def said(shares: Mapping[str, float]) -> frozenset[str]:
    """The words that are likely enough to be said."""
    return frozenset(word for word, share in shares.items() if share >= SAID_MIN)


def recall_and_precision(words: frozenset[str], name: str) -> tuple[float, float]:
    """How much of a name's words was said, and how much of what was said belongs to it, each word by weight.

    NaN where there is nothing to say, or nothing was said. Raises KeyError for an unknown name.
    """
    true = CATALOGUE[name].words
    both = sum(WORD_WEIGHTS[kind] for word, kind in true.items() if word in words)
    wanted = sum(WORD_WEIGHTS[kind] for kind in true.values())
    spoken = sum(_weight(word) for word in words)
    return both / wanted if wanted else float("nan"), both / spoken if spoken else float("nan")


def _weight(word: str) -> float:
    return WORD_WEIGHTS[_KINDS[word]]


_KINDS: Final = {word: kind for exercise in CATALOGUE.values() for word, kind in exercise.words.items()}

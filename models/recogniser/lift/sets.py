"""What the small LiFT learns from: made-up sets as joints, with their words, phase and count.

Sets of the mannequin's library, and of the exercises of the open vocabulary (`photographed`). Kept as joints:
a picture is their product with a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from models.recogniser.lift.photographed import photographed
from models.recogniser.performances import performed
from models.recogniser.vocabulary import KINDS
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting, Kind, WordKind
from scoring.recognition.lift import COLUMNS
from scoring.recognition.motion_image import COLUMN_RATE_HZ, POINT_COUNT, joints_in_columns
from scoring.recognition.vocabulary import Vocabulary

# how long a set is, s; drawn evenly by its logarithm
SECONDS: Final = (3.0, 16.0)
# sets of dance, rest, talk and other for each set of an exercise: there are more ways to do none
OTHERS: Final = 4

Array = NDArray[np.float64]
Row = tuple[NDArray[np.float16], int, NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sets:
    """N sets. joints (N, COLUMNS, 17, 3) float16, zeros from `lengths` (N,) on; words (N, W): 1 for those of
    its name, 0 for others, NaN where that is not known; phase (N, COLUMNS): 0 to 1, NaN where there is none;
    density (N, COLUMNS): repetitions a column, NaN where not known; names (N,).
    """

    joints: NDArray[np.float16]
    lengths: NDArray[np.int32]
    words: NDArray[np.float32]
    phase: NDArray[np.float32]
    density: NDArray[np.float32]
    names: NDArray[np.str_]


def all_words() -> tuple[str, ...]:
    """Every word of the catalogue, in its order."""
    return tuple(dict.fromkeys(word for exercise in CATALOGUE.values() for word in exercise.words))


def sets(
    names: Sequence[str], each: int, photographs: Vocabulary | None, random: np.random.Generator
) -> Sets:
    """`each` sets of these movements of LIBRARY, OTHERS times as many of what is no exercise, one of each
    photographed exercise.
    """
    rows: list[Row] = []
    for name in tqdm(names, desc="sets", unit="movement"):
        exercise = CATALOGUE[name]
        counted = exercise.counting not in {Counting.HELD, Counting.NOTHING}
        for _ in range(each if exercise.kind is Kind.EXERCISE else OTHERS * each):
            done = performed(name, random, _seconds(random))
            ends = done.ends if counted else None
            rows.append((*_film(done.track.world, ends), words_said(name), name))
    if photographs is not None:
        for row, (name, words) in enumerate(zip(photographs.names, photographs.words, strict=True)):
            world, bounds = photographed(
                photographs.postures[row].astype(np.float64), random, _seconds(random)
            )
            rows.append((*_film(world, bounds), _known_of(words.split()), name))
    joints, lengths, phase, density, said, names = zip(*rows, strict=True)
    return Sets(
        joints=np.array(joints), lengths=np.array(lengths, np.int32), words=np.array(said, np.float32),
        phase=np.array(phase), density=np.array(density), names=np.array(names),
    )  # fmt: skip


def words_said(name: str) -> NDArray[np.float32]:
    """(W,): 1 for the words of an exercise of the catalogue."""
    return np.array([word in CATALOGUE[name].words for word in all_words()], np.float32)


def _known_of(words: list[str]) -> NDArray[np.float32]:
    """(W,) of a public name: 1 for its words, and 0 for other actions if it says which one it is."""
    acts = any(KINDS[word] is WordKind.ACTION for word in words)
    return np.array(
        [
            1 if word in words else 0 if acts and KINDS[word] is WordKind.ACTION else np.nan
            for word in all_words()
        ],
        np.float32,
    )


def _seconds(random: np.random.Generator) -> float:
    return float(np.exp(random.uniform(*np.log(SECONDS))))


def _film(
    world: NDArray[np.floating[Any]], ends: Array | None
) -> tuple[NDArray[np.float16], int, NDArray[np.float32], NDArray[np.float32]]:
    """Joints, length, phase and density of a set whose repetitions have these bounds, None without any."""
    film = joints_in_columns(world.astype(np.float32))
    joints = np.zeros((COLUMNS, POINT_COUNT, 3), np.float16)
    joints[: len(film)] = film
    phase, density = np.full(COLUMNS, np.nan, np.float32), np.zeros(COLUMNS, np.float32)
    if ends is not None:
        times = np.arange(len(film)) / COLUMN_RATE_HZ
        which = np.clip(np.searchsorted(ends, times, side="right") - 1, 0, len(ends) - 2)
        spans = np.diff(ends)[which]
        phase[: len(film)] = np.clip((times - ends[which]) / spans, 0, 1)
        density[: len(film)] = 1 / spans / COLUMN_RATE_HZ
    return joints, len(film), phase, density

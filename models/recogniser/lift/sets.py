"""What the small LiFT learns from: made-up sets as joints, with their words, phase and count.

Sets of the mannequin's library, and of photographed people (`models.recogniser.photographs`). Kept as joints:
a picture is their product with a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from models.recogniser.performances import performed
from models.recogniser.photographs.file import photographs_of
from models.recogniser.photographs.sets import photographed
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting, Kind
from scoring.recognition.lift import COLUMNS
from scoring.recognition.motion_image import COLUMN_RATE_HZ, POINT_COUNT, joints_in_columns

# how long a set is, s; drawn evenly by its logarithm
SECONDS: Final = (3.0, 16.0)
# sets of dance, rest, talk and other for each set of an exercise: there are more ways to do none
OTHERS: Final = 4

Array = NDArray[np.float64]
Known = NDArray[np.float32]
# joints (C, 17, 3), phase, density, words, name
Row = tuple[Known, Known, Known, Known, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sets:
    """N sets. joints (N, COLUMNS, 17, 3) float16, zeros from `lengths` (N,) on; words (N, W): 1 for those of
    its name, else 0; phase (N, COLUMNS): 0 to 1, NaN where there is none; density (N, COLUMNS): repetitions a
    column, NaN where not known; names (N,).
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


def sets(names: Sequence[str], each: int, of_photographs: int, seed: int) -> Sets:
    """`each` sets of these movements of LIBRARY, OTHERS times as many of what is no exercise, and
    `of_photographs` of each photographed exercise of these names. A set depends on its name or number and on
    the seed only.
    """
    rows: list[Row] = []
    for name in tqdm(names, desc="sets", unit="movement"):
        exercise = CATALOGUE[name]
        for number in range(each if exercise.kind is Kind.EXERCISE else OTHERS * each):
            random = np.random.default_rng([seed, number, *name.encode()])
            done = performed(name, random, _seconds(random))
            film = joints_in_columns(done.track.world)
            rows.append((film, *_rhythm(len(film), name, done.ends), words_said(name), name))
    photographs = photographs_of()
    known = [(row, name) for row, name in enumerate(photographs.names) if name in names]
    for row, name in known:
        for number in range(of_photographs):
            random = np.random.default_rng([seed, number, row])
            film = joints_in_columns(photographed(photographs, row, random, _seconds(random)).world)
            unknown = np.full(COLUMNS, np.nan, np.float32)
            rows.append((film, unknown, unknown, words_said(name), name))
    films, phase, density, said, spoken = zip(*rows, strict=True)
    joints = np.zeros((len(films), COLUMNS, POINT_COUNT, 3), np.float16)
    for row, film in enumerate(films):
        joints[row, : len(film)] = film
    return Sets(
        joints=joints, lengths=np.array([len(film) for film in films], np.int32), words=np.array(said),
        phase=np.array(phase), density=np.array(density), names=np.array(spoken),
    )  # fmt: skip


def words_said(name: str) -> NDArray[np.float32]:
    """(W,): 1 for the words of an exercise of the catalogue."""
    return np.array([word in CATALOGUE[name].words for word in all_words()], np.float32)


def _seconds(random: np.random.Generator) -> float:
    return float(np.exp(random.uniform(*np.log(SECONDS))))


def _rhythm(length: int, name: str, ends: Array) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Phase and density of a set of so many columns whose repetitions have these bounds."""
    phase, density = np.full(COLUMNS, np.nan, np.float32), np.zeros(COLUMNS, np.float32)
    if CATALOGUE[name].counting not in {Counting.HELD, Counting.NOTHING}:
        times = np.arange(length) / COLUMN_RATE_HZ
        which = np.clip(np.searchsorted(ends, times, side="right") - 1, 0, len(ends) - 2)
        spans = np.diff(ends)[which]
        phase[:length] = np.clip((times - ends[which]) / spans, 0, 1)
        density[:length] = 1 / spans / COLUMN_RATE_HZ
    return phase, density

"""Windows to learn from and to calibrate on, with their names: of made-up and of photographed people."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from models.recogniser.performances import performed
from models.recogniser.photographs.file import photographs_of
from models.recogniser.photographs.sets import photographed
from scoring.body.track import PoseTrack
from scoring.recognition.statistics import COUNT, WINDOW, of_track
from scoring.scorer import SAMPLE_RATE_HZ

# the length of a made-up set: two windows that share nothing
SET_S: Final = 2 * WINDOW / SAMPLE_RATE_HZ
# The share of windows that are shorter, because somebody has just begun, and the shortest, samples.
SHORT: Final = 0.2
SHORTEST: Final = round(SAMPLE_RATE_HZ)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Windows:
    """N windows. values (N, S): their statistics; labels (N,): rows of names; sets (N,): those with the same
    number are of one set by one person.
    """

    names: tuple[str, ...]
    values: NDArray[np.float32]
    labels: NDArray[np.intp]
    sets: NDArray[np.intp]


def made_up(names: Iterable[str], sets: int, seed: int) -> Windows:
    """Two windows of each of `sets` sets of each name, made on all cores. A set depends on its name, number
    and seed only.
    """
    known = tuple(names)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        parts = pool.map(_of_name, known, repeat(sets), repeat(seed))
        values = np.concatenate(list(tqdm(parts, desc="sets", total=len(known), unit="name")))
    count = 2 * sets * len(known)
    return Windows(
        names=known,
        values=values,
        labels=np.repeat(np.arange(len(known)), 2 * sets),
        sets=np.arange(count) // 2,
    )


def _of_name(name: str, sets: int, seed: int) -> NDArray[np.float32]:
    """The windows (2 * sets, COUNT) of one name."""
    values = np.empty((2 * sets, COUNT), np.float32)
    for number in range(sets):
        random = np.random.default_rng([seed, number, *name.encode()])
        track = performed(name, random, SET_S).track
        for half in range(2):
            values[2 * number + half] = cut(track, half * WINDOW, random)
    return values


def of_photographs(names: Iterable[str], windows: int, seed: int) -> Windows:
    """`windows` windows of each photographed exercise that is one of names; those of one are one set."""
    known = tuple(names)
    photographs = photographs_of()
    rows = [row for row, name in enumerate(photographs.names) if name in known]
    values = np.empty((len(rows) * windows, COUNT), np.float32)
    for number in range(len(values)):
        row = rows[number // windows]
        random = np.random.default_rng([seed, row, number % windows])
        values[number] = cut(photographed(photographs, row, random, WINDOW / SAMPLE_RATE_HZ), 0, random)
    return Windows(
        names=known,
        values=values,
        labels=np.repeat([known.index(photographs.names[row]) for row in rows], windows).astype(np.intp),
        sets=np.arange(len(values)) // windows,
    )


def no_windows(names: tuple[str, ...]) -> Windows:
    """None, of these names."""
    nothing = np.empty(0, np.intp)
    return Windows(names=names, values=np.empty((0, COUNT), np.float32), labels=nothing, sets=nothing)


def cut(track: PoseTrack, begin: int, random: np.random.Generator) -> NDArray[np.float32]:
    """The statistics of a window of a track that begins at sample `begin`; some are shorter than others."""
    length = int(random.integers(SHORTEST, WINDOW)) if random.random() < SHORT else WINDOW
    return of_track(track, begin, begin + length)


def joined(*parts: Windows) -> Windows:
    """All windows of parts, whose names may differ; no set is in two parts."""
    names = tuple(dict.fromkeys(name for part in parts for name in part.names))
    rows = [np.array([names.index(name) for name in part.names], np.intp)[part.labels] for part in parts]
    first = np.cumsum([0, *(int(part.sets.max(initial=-1)) + 1 for part in parts)])
    return Windows(
        names=names,
        values=np.concatenate([part.values for part in parts]),
        labels=np.concatenate(rows),
        sets=np.concatenate([part.sets + begin for part, begin in zip(parts, first, strict=False)]),
    )

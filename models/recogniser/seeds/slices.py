"""Slices of made-up people, with their names: what `lstm` and `stgcn` learn from."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from models.recogniser.performances import performed
from scoring.recognition.body_frame import POINT_COUNT
from scoring.recognition.newest import SEEN_MIN
from scoring.recognition.slices import slice_of
from scoring.scorer import SAMPLE_RATE_HZ

# The share of slices whose begin was not seen, because somebody has just come: as the recogniser gets them.
SHORT: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slices:
    """N slices, in no order. values (N, T, 19, 3): of `slice_of`; labels (N,): rows of names."""

    names: tuple[str, ...]
    values: NDArray[np.float32]
    labels: NDArray[np.intp]


def made_up(names: tuple[str, ...], sets: int, length: int, seed: int) -> Slices:
    """One slice of each of `sets` sets of each name. A set depends on its name, number and seed only."""
    values = np.empty((len(names) * sets, length, POINT_COUNT, 3), np.float32)
    labels = np.repeat(np.arange(len(names)), sets)
    for row in tqdm(range(len(values)), desc="slices", unit="slice"):
        name = names[labels[row]]
        random = np.random.default_rng([seed, row % sets, *name.encode()])
        track = performed(name, random, length / SAMPLE_RATE_HZ).track
        count = int(random.integers(SEEN_MIN, length)) if random.random() < SHORT else length
        values[row] = slice_of(track.world[:count], track.visibility[:count], length)
    order = np.random.default_rng(seed).permutation(len(values))
    return Slices(names=names, values=values[order], labels=labels[order])

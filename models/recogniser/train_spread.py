"""`python -m models.recogniser.train_spread`: measures the spread of statistics, and writes `spread.npz`."""

import io
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.files import write_atomic
from models.mannequin.library import LIBRARY
from models.recogniser.performances import performed
from models.recogniser.spread import FILE
from scoring.recognition.statistics import WINDOW_S, statistics

SEED: Final = 12
# made-up sets of each name
SETS: Final = 8
# the quartiles, which outliers do not move
QUARTILES: Final = (25.0, 75.0)
# a statistic that never changes says nothing: its spread must not make it weigh most
SPREAD_MIN: Final = 1e-3


def measured(sets: int = SETS, seed: int = SEED) -> NDArray[np.float32]:
    """The distance (S,) of the quartiles of each statistic over all exercises of the library."""
    random = np.random.default_rng(seed)
    tracks = [performed(name, random, WINDOW_S).track for name in LIBRARY for _ in range(sets)]
    rows = np.array([statistics(one.landmarks, one.visibility, one.world) for one in tracks])
    low, high = np.nanpercentile(rows, QUARTILES, axis=0)
    return np.maximum(high - low, SPREAD_MIN).astype(np.float32)


def main() -> None:
    """Write the file."""
    file = io.BytesIO()
    np.savez_compressed(file, spread=measured())
    write_atomic(FILE, file.getvalue())


if __name__ == "__main__":
    main()

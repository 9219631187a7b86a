"""Single frames of made-up people, with their names: what `angles_forest` and `clusters` learn from."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from models.recogniser.performances import performed
from scoring.recognition.frames import six_angles

SET_S: Final = 6.0
# every so many samples one frame is taken: two neighbours say the same twice
EVERY: Final = 6
# with more names fewer sets of each, so that training ends in minutes
SETS_MAX: Final = 3000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frames:
    """N frames. values (N, 6): their `six_angles`, none of them wholly NaN; labels (N,): rows of names."""

    names: tuple[str, ...]
    values: NDArray[np.float32]
    labels: NDArray[np.intp]


def made_up(names: tuple[str, ...], sets: int, seed: int) -> Frames:
    """Frames of at most `sets` sets of each name. A set depends on its name, number and seed only."""
    values: list[NDArray[np.float32]] = []
    labels: list[NDArray[np.intp]] = []
    for label, name in enumerate(tqdm(names, desc="frames", unit="name")):
        for number in range(max(1, min(sets, SETS_MAX // len(names)))):
            track = performed(name, np.random.default_rng([seed, number, *name.encode()]), SET_S).track
            found = six_angles(track.world[::EVERY], track.visibility[::EVERY])
            found = found[np.isfinite(found).any(axis=1)]
            values.append(found)
            labels.append(np.full(len(found), label, np.intp))
    return Frames(names=names, values=np.concatenate(values), labels=np.concatenate(labels))

"""The file of photographed exercises: what BlazePose heavy saw at the begin and at the end of each."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

FILE: Final = Path(__file__).with_name("photographs.npz")
# visibility is kept as integers up to this
WHOLE: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Photographs:
    """N exercises by two photographs. names (N,): keys of the catalogue; world (N, 2, 33, 3) m and flat
    (N, 2, 33, 2) px, as in PoseTrack; visibility (N, 2, 33), 0 to 1.
    """

    names: tuple[str, ...]
    world: NDArray[np.float64]
    flat: NDArray[np.float64]
    visibility: NDArray[np.float64]


def photographs_of(path: Path = FILE) -> Photographs:
    """Read what `make` wrote. Raises OSError when it is not there."""
    with np.load(path, allow_pickle=False) as rows:
        return Photographs(
            names=tuple(rows["names"].tolist()),
            world=rows["world"].astype(np.float64),
            flat=rows["flat"].astype(np.float64),
            visibility=rows["visibility"] / WHOLE,
        )

"""How much each statistic of a window differs among made-up people: own exercises are compared in it."""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

# made by `python -m models.recogniser.train_spread`
FILE: Final = Path(__file__).parent / "spread.npz"


@cache
def load_spread() -> NDArray[np.float32]:
    """The spread (S,) that comes with the package; read once."""
    with FILE.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        spread: NDArray[np.float32] = file["spread"]
    return spread

"""The encoder of method `autoencoder`, run by the pose networks' runtime.

Decides which file it is and that it is opened once. What goes in is made by `scoring.autoencoder.pairs`.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from device.errors import ModelMissingError
from device.pose.runtime import Network
from models.autoencoder import ENCODER

Array = NDArray[np.float32]


def encode(pairs: Array) -> Array:
    """Pair distances (N, 136) in torso lengths, NaN where not known, as latents (N, L).

    Not to be called from two threads at once. Raises ModelMissingError when the encoder cannot be opened.
    """
    return run_rows(_opened(ENCODER), pairs)


def run_rows(network: Network, rows: Array) -> Array:
    """Every row (N, D) through a network of one row: it takes 8 us each, so a larger one is not needed."""
    result = np.empty((len(rows), network.output_shapes[0][1]), np.float32)
    for number, row in enumerate(np.ascontiguousarray(rows, np.float32)):
        result[number] = network.run(row[None])[0][0]
    return result


@cache
def _opened(path: Path) -> Network:
    try:
        return Network(path)
    except ModelMissingError as error:
        raise ModelMissingError(
            f"The encoder {path.name} is missing or damaged. Install Formbox again."
        ) from error

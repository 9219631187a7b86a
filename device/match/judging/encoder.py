"""Runs the encoder of scoring method `autoencoder` with the pose networks' runtime.

The file is opened once per process. `scoring.autoencoder.pairs` computes the input.
"""

import numpy as np
from numpy.typing import NDArray

from device.pose.runtime import Network, shipped
from models.autoencoder import ENCODER

Array = NDArray[np.float32]


def encode(pairs: Array) -> Array:
    """Latents (N, L) of pair distances (N, 136) in torso lengths, NaN where unknown.

    Not thread-safe. Raises ModelMissingError when the encoder cannot be opened.
    """
    return run_rows(shipped(ENCODER), pairs)


def run_rows(network: Network, rows: Array) -> Array:
    """Run a network that takes one row over every row (N, D): 8 us each, so batches would not pay."""
    result = np.empty((len(rows), network.output_shapes[0][1]), np.float32)
    for number, row in enumerate(np.ascontiguousarray(rows, np.float32)):
        result[number] = network.run(row[None])[0][0]
    return result

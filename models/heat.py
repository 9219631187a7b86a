"""The heat map of the landmark network, taken apart: it is read at few cells, so it is not computed whole.

The network ends in a pyramid: each level is the coarser one, drawn twice as large, plus a level of its own,
and the heat of a landmark is a weighted sum of the finest level's channels. All of that is linear. So the
levels before they are added are outputs enough; weights and bias are read out of the file. Which cells are
wanted is decided by `device.pose.refinement`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelPruneError
from models.graph import ADD, CONV_2D, RESIZE_BILINEAR, Graph

Array = NDArray[np.float32]

# heat maps, one a landmark: (1, rows, columns, landmarks)
HEAT_SHAPE: Final = (1, 64, 64, 39)
LANDMARKS: Final = HEAT_SHAPE[3]

# options of the operators (TFLite schema)
_ADD_ACTIVATION: Final = 0
_CONV_ACTIVATION: Final = 3
_RESIZE_ALIGNED: Final = 2
_RESIZE_HALF_PIXELS: Final = 3


@dataclass(frozen=True, slots=True)
class HeatWeights:
    """How channels become heat: weights (39, channels) and bias (39,)."""

    weights: Array
    bias: Array


def levels_of(graph: Graph) -> list[int]:
    """The tensors of the pyramid, finest first.

    Raises ModelPruneError when the heat map is not made in the way that this module takes apart.
    """
    last = graph.maker_of(graph.output_of(HEAT_SHAPE))
    finest = last.inputs[0]
    channels = graph.shape(finest)[-1:]
    plain = last.kind == CONV_2D and last.option(_CONV_ACTIVATION) == 0
    if not plain or graph.shape(last.inputs[1])[1:] != (1, 1, *channels):
        raise ModelPruneError("the heat map is no weighted sum of channels")
    levels = []
    sum_of_two = graph.maker_of(finest)
    while sum_of_two.kind == ADD:
        makers = [graph.maker_of(tensor) for tensor in sum_of_two.inputs]
        larger = [maker for maker in makers if maker.kind == RESIZE_BILINEAR]
        own = [
            tensor
            for tensor, maker in zip(sum_of_two.inputs, makers, strict=True)
            if maker.kind != RESIZE_BILINEAR
        ]
        if len(larger) != 1 or len(own) != 1 or sum_of_two.option(_ADD_ACTIVATION) != 0:
            raise ModelPruneError("the heat map is no pyramid")
        coarser = larger[0].inputs[0]
        twice = tuple(2 * side for side in graph.shape(coarser)[1:3])
        by_halves = larger[0].option(_RESIZE_HALF_PIXELS) == 1 and larger[0].option(_RESIZE_ALIGNED) == 0
        if graph.shape(own[0])[1:3] != twice or not by_halves:
            raise ModelPruneError("a level of the heat map is not drawn twice as large")
        levels.append(own[0])
        finest = coarser
        sum_of_two = graph.maker_of(finest)
    return [*levels, finest]


def heat_weights(content: bytes) -> HeatWeights:
    """Weights and bias out of a landmark graph, whole or pruned: constants stay in the file.

    They are known by their shape. Raises ModelPruneError when there is not one of each.
    """
    graph = Graph(content)
    found = [(tensor, shape) for tensor, shape in graph.halves() if shape[:1] == (LANDMARKS,)]
    weights = [tensor for tensor, shape in found if len(shape) == 4 and shape[1:3] == (1, 1)]
    bias = [tensor for tensor, shape in found if len(shape) == 1]
    if len(weights) != 1 or len(bias) != 1:
        raise ModelPruneError("the weights of the heat map are not found")
    return HeatWeights(graph.half(weights[0])[:, 0, 0], graph.half(bias[0]))


def heat_map(levels: Sequence[Array], by: HeatWeights) -> Array:
    """The whole heat map (rows, columns, 39) before its sigmoid, of levels (1, rows, columns, channels)."""
    heat = levels[-1][0] @ by.weights.T
    for level in levels[-2::-1]:
        heat = _twice(_twice(heat).transpose(1, 0, 2)).transpose(1, 0, 2) + level[0] @ by.weights.T
    return np.asarray(heat + by.bias, np.float32)


def _twice(cells: Array) -> Array:
    """Twice as many rows: each is three quarters of the nearest and a quarter of the next nearest."""
    above = np.concatenate([cells[:1], cells[:-1]])
    below = np.concatenate([cells[1:], cells[-1:]])
    larger = np.stack([0.75 * cells + 0.25 * above, 0.75 * cells + 0.25 * below], axis=1)
    return np.asarray(larger.reshape(-1, *cells.shape[1:]), np.float32)

"""Removes the unused segmentation mask from the landmark network, which takes half of its time.

Decides which outputs stay, and proves on fixed images that they keep every bit. The heat map stays: it costs
a tenth more time, and without it the landmarks are less steady (docs/MEASURED.md). The proof is given a
function that runs a graph, since only `device.pose.runtime` imports the interpreter.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelPruneError
from models.pruning.flatbuffer import Table, root

# To be raised when `prune` writes other bytes, so that files in the cache are made anew.
PRUNE_VERSION: Final = 2
# the shapes of the outputs that are used: landmarks, presence, world landmarks, heat map
KEPT_SHAPES: Final = ((1, 195), (1, 1), (1, 117), (1, 64, 64, 39))
# the network's input: one RGB image, values 0 to 1
INPUT_SHAPE: Final = (1, 256, 256, 3)

# field numbers of the TFLite schema, version 3
_IDENTIFIER: Final = b"TFL3"
_MODEL_SUBGRAPHS: Final = 2
_MODEL_METADATA_BUFFERS: Final = 5
_MODEL_METADATA: Final = 6
_MODEL_SIGNATURES: Final = 7
_GRAPH_TENSORS: Final = 0
_GRAPH_OUTPUTS: Final = 2
_GRAPH_OPERATORS: Final = 3
_OPERATOR_INPUTS: Final = 1
_OPERATOR_OUTPUTS: Final = 2
_TENSOR_SHAPE: Final = 0

Picture = NDArray[np.float32]
Outputs = Sequence[NDArray[np.float32]]
# runs a graph on one image of INPUT_SHAPE and returns all its outputs
Run = Callable[[bytes, Picture], Outputs]


def prune(whole: bytes, shapes: Sequence[tuple[int, ...]] = KEPT_SHAPES) -> bytes:
    """The graph with only the outputs of `shapes` and the operators that they need; weights are unchanged.

    The result is as long as `whole`: operators are taken off a list, nothing moves. Raises ModelPruneError
    when `whole` is not a TFLite graph with one subgraph and one output of each shape.
    """
    data = bytearray(whole)
    model = root(data, _IDENTIFIER)
    subgraphs = model.vector(_MODEL_SUBGRAPHS)
    if subgraphs is None or subgraphs.count != 1:
        raise ModelPruneError("the graph does not have one subgraph")
    graph = subgraphs.tables()[0]
    outputs, operators = graph.vector(_GRAPH_OUTPUTS), graph.vector(_GRAPH_OPERATORS)
    if outputs is None or operators is None:
        raise ModelPruneError("the graph computes nothing")
    kept = _kept_outputs(graph, shapes)
    operators.keep_tables(_needed(operators.tables(), kept))
    outputs.keep_integers(kept)
    # these may name removed outputs, and no runtime needs them
    for number in (_MODEL_METADATA_BUFFERS, _MODEL_METADATA, _MODEL_SIGNATURES):
        described = model.vector(number)
        if described is not None:
            described.keep_integers([])
    return bytes(data)


def _kept_outputs(graph: Table, wanted: Sequence[tuple[int, ...]]) -> list[int]:
    """The indices of the output tensors with the shapes `wanted`, in that order."""
    tensors = graph.vector(_GRAPH_TENSORS)
    all_tensors = tensors.tables() if tensors else []
    shapes = {all_tensors[index].integers(_TENSOR_SHAPE): index for index in graph.integers(_GRAPH_OUTPUTS)}
    missing = [shape for shape in wanted if shape not in shapes]
    if missing:
        raise ModelPruneError(f"the graph has no output of shape {missing[0]}")
    return [shapes[shape] for shape in wanted]


def _needed(operators: list[Table], tensors: list[int]) -> list[Table]:
    """The operators that `tensors` depend on, in execution order."""
    wanted = set(tensors)
    needed: list[Table] = []
    for operator in reversed(operators):
        if wanted.intersection(operator.integers(_OPERATOR_OUTPUTS)):
            needed.append(operator)
            wanted.update(operator.integers(_OPERATOR_INPUTS))
    return needed[::-1]


def prove(whole: bytes, pruned: bytes, run: Run) -> None:
    """Compare both graphs on fixed images. Raises ModelPruneError unless all kept outputs are identical."""
    for number, picture in enumerate(proof_pictures()):
        expected = {output.shape: output for output in run(whole, picture)}
        for output in run(pruned, picture):
            twin = expected.get(output.shape)
            if twin is None or output.tobytes() != twin.tobytes():
                raise ModelPruneError(
                    f"the pruned network differs from the whole one on picture {number}; it is not used"
                )


def proof_pictures() -> tuple[Picture, ...]:
    """Four fixed inputs: noise, a grey ramp, black, and a figure of plain shapes that stands upright."""
    noise = np.random.default_rng(20).random(INPUT_SHAPE, dtype=np.float32)
    rows, columns = np.mgrid[0:256, 0:256].astype(np.float32)
    ramp = np.repeat((rows + columns)[None, :, :, None] / 510, 3, axis=3).astype(np.float32)
    figure = np.full(INPUT_SHAPE, 0.8, np.float32)
    head = (rows - 60) ** 2 + (columns - 128) ** 2 < 18**2
    trunk = (rows > 80) & (rows < 150) & (abs(columns - 128) < 24)
    legs = (rows >= 150) & (rows < 230) & (abs(abs(columns - 128) - 13) < 9)
    arms = (rows > 82) & (rows < 145) & (abs(abs(columns - 128) - 36) < 7)
    figure[0][head | arms] = (0.85, 0.65, 0.5)
    figure[0][trunk] = (0.2, 0.3, 0.7)
    figure[0][legs] = (0.15, 0.15, 0.2)
    return noise, ramp, np.zeros(INPUT_SHAPE, np.float32), figure

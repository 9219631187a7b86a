import struct

import numpy as np
import pytest

from models.errors import ModelPruneError
from models.pruning import prune as pruning
from models.pruning.prune import INPUT_SHAPE, KEPT_SHAPES, proof_pictures, prove, prune


def built(  # noqa: C901 (one small writer of a nested format)
    shapes, operators, *, identifier=b"TFL3", signatures=1
):
    """A TFLite graph of tensors `shapes`; operators are (inputs, outputs); the last len(outputs) are outputs.

    The test's own small writer: tables are laid out one after the other, vtable first.
    """
    data = bytearray(b"\0\0\0\0" + identifier)

    def pad():
        data.extend(b"\0" * (-len(data) % 4))

    def table(fields):
        """Append a table with `fields` slots, all offsets; gives the position and where each slot lies."""
        pad()
        vtable = len(data)
        data.extend(struct.pack("<HH", 4 + 2 * len(fields), 4 + 4 * sum(fields)))
        offset = 4
        for there in fields:
            data.extend(struct.pack("<H", offset if there else 0))
            offset += 4 * there
        pad()
        at = len(data)
        data.extend(struct.pack("<i", at - vtable) + b"\0\0\0\0" * sum(fields))
        slots, slot = {}, at + 4
        for number, there in enumerate(fields):
            if there:
                slots[number] = slot
                slot += 4
        return at, slots

    def point(slot, target):
        struct.pack_into("<I", data, slot, target - slot)

    def integers(values):
        pad()
        at = len(data)
        data.extend(struct.pack(f"<I{len(values)}i", len(values), *values))
        return at

    def tables(count):
        pad()
        at = len(data)
        data.extend(struct.pack("<I", count) + b"\0\0\0\0" * count)
        return at, [at + 4 + 4 * number for number in range(count)]

    model, model_slots = table([0, 0, 1, 0, 0, 0, 0, 1])
    point(0, model)
    graphs, (graph_slot,) = tables(1)
    point(model_slots[2], graphs)
    signature_vector, _ = tables(signatures)
    point(model_slots[7], signature_vector)
    graph, slots = table([1, 0, 1, 1])
    point(graph_slot, graph)
    outputs = [number for number, shape in enumerate(shapes) if shape]
    vector, tensor_slots = tables(len(shapes))
    point(slots[0], vector)
    for slot, shape in zip(tensor_slots, shapes, strict=True):
        tensor, inner = table([1])
        point(slot, tensor)
        point(inner[0], integers(list(shape)))
    point(slots[2], integers(outputs))
    vector, operator_slots = tables(len(operators))
    point(slots[3], vector)
    for slot, (given, made) in zip(operator_slots, operators, strict=True):
        operator, inner = table([0, 1, 1])
        point(slot, operator)
        point(inner[1], integers(given))
        point(inner[2], integers(made))
    return bytes(data)


def walked(data):
    """Outputs and operators of a graph, as lists of numbers."""
    (graph,) = pruning.root(bytearray(data), b"TFL3").vector(2).tables()
    return list(graph.integers(2)), [
        (list(op.integers(1)), list(op.integers(2))) for op in graph.vector(3).tables()
    ]


# 0 input, 1 trunk, 2 landmarks, 3 presence, 4 outline, 5 heat, 6 world, 7 a step of the outline
SHAPES = [(), (), KEPT_SHAPES[0], KEPT_SHAPES[1], (1, 256, 256, 1), KEPT_SHAPES[3], KEPT_SHAPES[2], ()]
OPERATORS = [
    ([0], [1]),
    ([1], [7]),
    ([7], [4]),
    ([1], [2]),
    ([2, 1], [3]),
    ([1], [5]),
    ([1], [6]),
]


def test_only_what_the_kept_outputs_need_stays():
    whole = built(SHAPES, OPERATORS)
    outputs, operators = walked(prune(whole))
    assert outputs == [2, 3, 6, 5]
    assert operators == [OPERATORS[number] for number in (0, 3, 4, 5, 6)]
    assert len(prune(whole)) == len(whole)


def test_pruning_twice_changes_nothing_more():
    once = prune(built(SHAPES, OPERATORS))
    assert prune(once) == once


def test_signatures_that_name_lost_outputs_are_emptied():
    assert pruning.root(bytearray(prune(built(SHAPES, OPERATORS))), b"TFL3").vector(7).count == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        b"<html>not found</html>" * 10,
        built(SHAPES, OPERATORS, identifier=b"TFL9"),
        built(SHAPES, OPERATORS)[:120],
        built([(1, 3)] * 3, []),
    ],
)
def test_what_is_no_landmark_graph_is_refused(data):
    with pytest.raises(ModelPruneError):
        prune(data)


def outputs_of(change=0.0):
    return [np.full(shape, 0.5 + change, np.float32) for shape in KEPT_SHAPES]


def test_the_proof_accepts_the_same_bits_beside_other_outputs():
    runs = []

    def run(graph, picture):
        runs.append((graph, picture.shape, picture.dtype))
        return [np.zeros((1, 256, 256, 1), np.float32), *outputs_of()] if graph == b"whole" else outputs_of()

    prove(b"whole", b"pruned", run)
    assert {graph for graph, *_ in runs} == {b"whole", b"pruned"}
    assert all(shape == INPUT_SHAPE and dtype == np.float32 for _, shape, dtype in runs)
    assert len(runs) == 2 * len(proof_pictures())


def test_the_proof_refuses_one_changed_bit():
    with pytest.raises(ModelPruneError, match="differs"):
        prove(b"whole", b"pruned", lambda graph, _: outputs_of(1e-7 if graph == b"pruned" else 0))


def test_proof_pictures_are_fixed_pictures():
    for one, other in zip(proof_pictures(), proof_pictures(), strict=True):
        assert one.shape == INPUT_SHAPE
        assert one.dtype == np.float32
        assert 0 <= one.min() <= one.max() <= 1
        assert np.array_equal(one, other)

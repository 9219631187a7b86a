"""A TFLite graph as tensors and the operators that make them: what `prune` and `heat` ask of the file.

Decides nothing about which part is kept. Numbers of fields and operators are those of the TFLite schema,
version 3.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.errors import ModelPruneError
from models.flatbuffer import Table, root

ADD: Final = 0
CONV_2D: Final = 3
DEQUANTIZE: Final = 6
RESIZE_BILINEAR: Final = 23

_IDENTIFIER: Final = b"TFL3"
_MODEL_CODES: Final = 1
_MODEL_SUBGRAPHS: Final = 2
_MODEL_BUFFERS: Final = 4
_MODEL_METADATA_BUFFERS: Final = 5
_MODEL_METADATA: Final = 6
_MODEL_SIGNATURES: Final = 7
_GRAPH_TENSORS: Final = 0
_GRAPH_OUTPUTS: Final = 2
_GRAPH_OPERATORS: Final = 3
_OPERATOR_CODE: Final = 0
_OPERATOR_INPUTS: Final = 1
_OPERATOR_OUTPUTS: Final = 2
_OPERATOR_OPTIONS: Final = 4
_CODE_DEPRECATED: Final = 0
_CODE: Final = 3
_TENSOR_SHAPE: Final = 0
_TENSOR_TYPE: Final = 1
_TENSOR_BUFFER: Final = 2
_FLOAT16: Final = 1


class Operator:
    """One step of a graph: its kind, the tensors that it reads and those that it makes."""

    def __init__(self, table: Table, kind: int) -> None:
        """The operator that lies at `table`."""
        self.table = table
        self.kind = kind
        self.inputs = table.integers(_OPERATOR_INPUTS)
        self.outputs = table.integers(_OPERATOR_OUTPUTS)

    def option(self, number: int) -> int:
        """The one-byte option `number` of its kind, 0 when it is not set."""
        field = self.table.field(_OPERATOR_OPTIONS)
        if field is None:
            return 0
        return Table(self.table.data, field + self.table.unsigned(_OPERATOR_OPTIONS, "<I")).unsigned(
            number, "<B"
        )


class Graph:
    """The one subgraph of a TFLite file, on a copy of its bytes.

    Raises ModelPruneError when the bytes are no TFLite graph with one subgraph that computes something.
    """

    def __init__(self, content: bytes) -> None:
        """Find the tensors, operators and outputs."""
        self.data = bytearray(content)
        self._model = root(self.data, _IDENTIFIER)
        subgraphs = self._model.vector(_MODEL_SUBGRAPHS)
        if subgraphs is None or subgraphs.count != 1:
            raise ModelPruneError("the graph does not have one subgraph")
        self._graph = subgraphs.tables()[0]
        tensors = self._graph.vector(_GRAPH_TENSORS)
        self._tensors = tensors.tables() if tensors else []
        self.outputs = self._graph.integers(_GRAPH_OUTPUTS)
        steps, codes = self._graph.vector(_GRAPH_OPERATORS), self._model.vector(_MODEL_CODES)
        if steps is None or not self.outputs:
            raise ModelPruneError("the graph computes nothing")
        # a kind below 127 lies in the older of two fields, and both default to 0
        kinds = [
            max(code.unsigned(_CODE_DEPRECATED, "<B"), code.unsigned(_CODE, "<I"))
            for code in (codes.tables() if codes else [])
        ]
        self.operators = []
        for table in steps.tables():
            code = table.unsigned(_OPERATOR_CODE, "<I")
            self.operators.append(Operator(table, kinds[code] if code < len(kinds) else -1))

    def shape(self, tensor: int) -> tuple[int, ...]:
        """The shape of a tensor. Raises ModelPruneError when there is no such tensor."""
        if not 0 <= tensor < len(self._tensors):
            raise ModelPruneError(f"the graph has no tensor {tensor}")
        return self._tensors[tensor].integers(_TENSOR_SHAPE)

    def output_of(self, shape: tuple[int, ...]) -> int:
        """The output of this shape. Raises ModelPruneError when there is none."""
        for tensor in self.outputs:
            if self.shape(tensor) == shape:
                return tensor
        raise ModelPruneError(f"the graph has no output of shape {shape}")

    def maker_of(self, tensor: int) -> Operator:
        """The operator that makes a tensor. Raises ModelPruneError when it is an input or a constant."""
        for operator in self.operators:
            if tensor in operator.outputs:
                return operator
        raise ModelPruneError(f"no operator makes tensor {tensor}")

    def halves(self) -> Iterable[tuple[int, tuple[int, ...]]]:
        """Every constant of 16-bit floating-point numbers, and its shape."""
        for number, tensor in enumerate(self._tensors):
            if tensor.unsigned(_TENSOR_TYPE, "<B") == _FLOAT16 and self._content(number):
                yield number, self.shape(number)

    def half(self, tensor: int) -> NDArray[np.float32]:
        """The numbers of a 16-bit constant. Raises ModelPruneError when they do not fill its shape."""
        shape, content = self.shape(tensor), self._content(tensor)
        if len(content) != 2 * int(np.prod(shape)):
            raise ModelPruneError(f"tensor {tensor} is no constant of 16-bit numbers")
        return np.frombuffer(content, "<f2").astype(np.float32).reshape(shape)

    def _content(self, tensor: int) -> bytes:
        buffers = self._model.vector(_MODEL_BUFFERS)
        tables = buffers.tables() if buffers else []
        number = self._tensors[tensor].unsigned(_TENSOR_BUFFER, "<I")
        content = tables[number].vector(0) if number < len(tables) else None
        return content.content() if content else b""

    def keep(self, tensors: list[int]) -> bytes:
        """The file with `tensors` as its outputs and only the operators that they depend on, in their order."""
        wanted = set(tensors)
        needed: list[Table] = []
        for operator in reversed(self.operators):  # a list in running order is read backwards
            if wanted.intersection(operator.outputs):
                needed.append(operator.table)
                wanted.update(operator.inputs)
        steps = self._graph.vector(_GRAPH_OPERATORS)
        assert steps is not None
        steps.keep_tables(needed[::-1])
        self._graph.put_integers(_GRAPH_OUTPUTS, tensors)
        # these may name outputs that are gone, and no runtime needs them
        for number in (_MODEL_METADATA_BUFFERS, _MODEL_METADATA, _MODEL_SIGNATURES):
            described = self._model.vector(number)
            if described is not None:
                described.keep_integers([])
        return bytes(self.data)

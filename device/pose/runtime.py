"""The one place that imports the interpreter: tflite-runtime on Python 3.11, ai-edge-litert after it.

Decides how a graph is opened and run. What goes in and what comes out is decided by `detector` and
`landmarker`.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.errors import ModelMissingError

try:
    from tflite_runtime.interpreter import Interpreter
except ImportError:
    from ai_edge_litert.interpreter import Interpreter

Array = NDArray[np.float32]

STDERR: Final = 2


class Network:
    """One open graph with one float32 input.

    `threads` is the number of CPU threads of one run. Not to be shared between threads of the program.
    """

    def __init__(self, graph: Path | bytes, threads: int = 1) -> None:
        """Open `graph`, a file or its bytes. Raises ModelMissingError when it cannot be opened."""
        try:
            # a file is mapped, not read: weights of pruned operators never reach memory
            source = {"model_content": graph} if isinstance(graph, bytes) else {"model_path": str(graph)}
            with _unannounced():
                self._interpreter: Any = Interpreter(**source, num_threads=threads)
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError, OSError) as error:
            raise ModelMissingError("The pose network is damaged. Fetch it again.") from error
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._outputs = [output["index"] for output in self._interpreter.get_output_details()]
        self.output_shapes: list[tuple[int, ...]] = [
            tuple(int(size) for size in output["shape"]) for output in self._interpreter.get_output_details()
        ]

    def run(self, picture: Array) -> list[Array]:
        """Every output, as arrays of their own, for one input of the shape that the graph asks for."""
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index) for index in self._outputs]


@contextmanager
def _unannounced() -> Iterator[None]:
    """Without the line about its delegate that TFLite prints past Python on the terminal of every command."""
    sys.stderr.flush()
    kept, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
        os.close(nowhere)


def run_once(graph: bytes, picture: Array) -> list[Array]:
    """Every output of a graph that is opened for this one run."""
    return Network(graph).run(picture)

"""Opens and runs TFLite graphs. The only import of the interpreter: tflite-runtime or ai-edge-litert.

pyproject.toml pins tflite-runtime for Python 3.11 and ai-edge-litert for newer versions.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
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
    """An open graph with one float32 input, run on `threads` CPU threads. Not thread-safe."""

    def __init__(self, graph: Path | bytes, threads: int = 1) -> None:
        """Open `graph`, a file or its bytes. Raises ModelMissingError when it is damaged."""
        try:
            # a file is memory-mapped: weights of pruned operators are never loaded
            source = {"model_content": graph} if isinstance(graph, bytes) else {"model_path": str(graph)}
            with _silent_stderr():
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
        """Run the graph on one input of its input's shape; returns copies of all outputs."""
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index) for index in self._outputs]


@contextmanager
def _silent_stderr() -> Iterator[None]:
    """Suppress the line about its delegate that TFLite writes directly to file descriptor 2."""
    sys.stderr.flush()
    kept, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
        os.close(nowhere)


@cache
def shipped(path: Path) -> Network:
    """A graph that is part of the package, opened once per process. Raises ModelMissingError."""
    try:
        return Network(path)
    except ModelMissingError as error:
        raise ModelMissingError(f"{path.name} is missing or damaged. Install Formbox again.") from error


def run_once(graph: bytes, picture: Array) -> list[Array]:
    """Open a graph, run it once, and return all outputs."""
    return Network(graph).run(picture)

"""Named arrays: what a stateful part of the pose estimator remembers between two pictures.

Each such part has `state()`, which copies its memory into a flat dictionary of arrays, and `restore(state)`,
which takes it back to the bit, so that an interrupted film is continued as if nothing had happened
(`device.overnight.prepare.checkpoints` keeps the dictionary in a file). A part that contains others puts
their arrays under its own names: "place0.tracker.world.speed". `restore` raises ValueError for an array that
is missing or of another shape or type; the part must then be thrown away.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

State = dict[str, NDArray[Any]]


def number(value: float) -> NDArray[np.float64]:
    """A float, int or bool as an array () float64, which holds it exactly."""
    return np.array(value, np.float64)


def joined(parts: Mapping[str, State]) -> State:
    """The states of several parts in one dictionary, each array as "part.array"."""
    return {f"{name}.{key}": array for name, state in parts.items() for key, array in state.items()}


def part_of(state: State, name: str) -> State:
    """What `joined` was given under `name`; empty when there was nothing."""
    begin = f"{name}."
    return {key.removeprefix(begin): array for key, array in state.items() if key.startswith(begin)}


def number_in(state: State, name: str) -> float:
    """The number under `name`, not NaN. Raises ValueError for anything else."""
    array = state.get(name)
    if array is None or array.shape != () or array.dtype != np.float64 or np.isnan(array):
        raise ValueError(f"the state has no number {name}")
    return float(array)


def array_in(state: State, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """A copy of the float32 array of `shape` under `name`. Raises ValueError for anything else."""
    array = state.get(name)
    if array is None or array.shape != shape or array.dtype != np.float32:
        raise ValueError(f"the state has no float32 array {name} of shape {shape}")
    return array.copy()

"""The files of the published methods: names and what was trained, small arrays in an .npz."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.files import write_atomic
from scoring.recognition.clusters import Clusters

# the exercises of the published work, in its order
THREE: Final = ("squat", "bench_press", "deadlift")
# Sets of all names, of another seed than those learnt from, that say how often a method is right.
KEPT_ASIDE: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrainedNetwork:
    """graph: a TFLite file from (1, length, 19, 3) float32, a slice (`scoring.recognition.slices`), to the
    probabilities (1, C) of the names.
    """

    names: tuple[str, ...]
    length: int
    graph: bytes


def place(method: str, names: tuple[str, ...]) -> Path:
    """The file of a method in the tree: one for THREE, one for everything else."""
    kind = "three" if set(names) == set(THREE) else "all"
    return Path(__file__).with_name(f"{method}.{kind}.npz")


def write_network(network: TrainedNetwork, path: Path) -> None:
    """Write a network."""
    _write(
        path,
        names=np.array(network.names, np.str_),
        length=np.array(network.length),
        graph=np.frombuffer(network.graph, np.uint8),
    )


def network_of(data: bytes) -> TrainedNetwork:
    """The network in the bytes of a file. Raises ValueError when an array is missing."""
    arrays = _read(data, {"names", "length", "graph"})
    return TrainedNetwork(names=_names(arrays), length=int(arrays["length"]), graph=arrays["graph"].tobytes())


def write_clusters(clusters: Clusters, path: Path) -> None:
    """Write clusters."""
    _write(
        path,
        names=np.array(clusters.names, np.str_),
        centres=clusters.centres,
        spread=clusters.spread,
        shares=clusters.shares,
    )


def clusters_of(data: bytes) -> Clusters:
    """The clusters in the bytes of a file. Raises ValueError for missing or ill-shaped arrays."""
    arrays = _read(data, {"names", "centres", "spread", "shares"})
    return Clusters(
        names=_names(arrays), centres=arrays["centres"], spread=arrays["spread"], shares=arrays["shares"]
    )


def _names(arrays: dict[str, NDArray[Any]]) -> tuple[str, ...]:
    return tuple(str(name) for name in arrays["names"])


def _write(path: Path, **arrays: NDArray[Any]) -> None:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    write_atomic(path, file.getvalue())


def _read(data: bytes, wanted: set[str]) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        missing = wanted - set(file.files)
        if missing:
            raise ValueError(f"{', '.join(sorted(missing))} missing")
        return {name: file[name] for name in wanted}

"""The file of a trained forest: small arrays in an .npz, read and written here."""

import io
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.files import write_atomic
from scoring.recognition.forest import LEAF, Forest

# the file that is shipped
FILE: Final = Path(__file__).parent / "forest.npz"
_ARRAYS: Final = (
    "names", "statistics", "sharpness", "lengths", "feature", "threshold", "above", "unknown_below", "leaves",
    "leaf_rows",
)  # fmt: skip


def write(forest: Forest, path: Path) -> None:
    """Write a forest whose thresholds are of float16, in depth-first order.

    Where values lead that are at most the threshold is the next node, so it is not written. Raises ValueError
    for another order, such as that of trees with `max_leaf_nodes`.
    """
    inner = forest.feature != LEAF
    numbers = np.arange(len(forest.feature))
    if (forest.below[inner] != numbers[inner] + 1).any():
        raise ValueError("the nodes of the forest are not in depth-first order")
    file = io.BytesIO()
    np.savez_compressed(
        file,
        names=np.array(forest.names, np.str_),
        statistics=np.array(forest.statistics),
        sharpness=np.array(forest.sharpness, np.float32),
        lengths=np.diff([*forest.roots, len(numbers)]).astype(np.int32),
        feature=forest.feature.astype(np.int16),
        threshold=forest.threshold[inner].astype(np.float16),
        above=(forest.above - numbers)[inner].astype(np.int32),
        unknown_below=np.packbits(forest.unknown_below[inner]),
        leaves=forest.leaves.T,
        leaf_rows=forest.below[~inner].astype(np.min_scalar_type(len(forest.leaves))),
    )
    write_atomic(path, file.getvalue())


def forest_of(data: bytes) -> Forest:
    """The forest in the bytes of a file. Raises ValueError for missing or ill-shaped arrays."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        missing = set(_ARRAYS) - set(arrays.files)
        if missing:
            raise ValueError(f"no forest: {', '.join(sorted(missing))} missing")
        feature = arrays["feature"]
        inner = feature != LEAF
        numbers = np.arange(len(feature), dtype=np.int32)
        below = np.zeros(len(feature), np.int32)
        below[inner] = numbers[inner] + 1
        below[~inner] = arrays["leaf_rows"]
        unknown = np.unpackbits(arrays["unknown_below"], count=int(inner.sum())).astype(np.bool_)
        return Forest(
            names=tuple(str(name) for name in arrays["names"]),
            statistics=int(arrays["statistics"]),
            roots=np.concatenate([[0], np.cumsum(arrays["lengths"])[:-1]]).astype(np.int32),
            feature=feature,
            threshold=_spread(arrays["threshold"].astype(np.float32), inner),
            below=below,
            above=_spread(arrays["above"], inner) + np.where(inner, numbers, 0),
            unknown_below=_spread(unknown, inner),
            leaves=np.ascontiguousarray(arrays["leaves"].T),
            sharpness=float(arrays["sharpness"]),
        )


def _spread(values: NDArray[Any], inner: NDArray[np.bool_]) -> NDArray[Any]:
    """Values of the inner nodes at their places among all nodes, 0 in leaves."""
    result = np.zeros(len(inner), values.dtype)
    result[inner] = values
    return result

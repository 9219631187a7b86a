"""Reads the reference movements of method `keypoint_dtw`, which `python -m models.references` computes."""

import io
from functools import cache
from importlib.resources import files

import numpy as np

from scoring.keypoint_dtw.references import References


@cache
def load_references() -> References:
    """The table that comes with the package; read once."""
    return references_of(files("models.references").joinpath("references.npz").read_bytes())


def references_of(data: bytes) -> References:
    """The table in the bytes of an .npz. Raises ValueError for missing or ill-shaped arrays."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        missing = {"movements", "views_deg", "cycles"} - set(arrays.files)
        if missing:
            raise ValueError(f"no table of references: {', '.join(sorted(missing))} missing")
        return References(
            tuple(str(name) for name in arrays["movements"]),
            tuple(float(view) for view in arrays["views_deg"]),
            arrays["cycles"].astype(np.float32),
        )

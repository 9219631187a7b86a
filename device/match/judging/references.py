"""The lookup's table of movements and views, read from the file that `python -m models.references` made."""

import io
from functools import cache
from importlib.resources import files

import numpy as np

from scoring.keypoint_dtw.references import References


@cache
def load_references() -> References:
    """The table that the package brings with it."""
    return references_of(files("models.references").joinpath("references.npz").read_bytes())


def references_of(data: bytes) -> References:
    """The table in the bytes of an .npz. Raises ValueError for a file of another shape."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        missing = {"movements", "views_deg", "cycles"} - set(arrays.files)
        if missing:
            raise ValueError(f"no table of references: {', '.join(sorted(missing))} missing")
        return References(
            tuple(str(name) for name in arrays["movements"]),
            tuple(float(view) for view in arrays["views_deg"]),
            arrays["cycles"].astype(np.float32),
        )

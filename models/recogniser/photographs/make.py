"""`python -m models.recogniser.photographs.make`: write photographs.npz from the folder FORMBOX_DATA."""

import io
import json
import os
import re
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np

from models.files import write_atomic
from models.recogniser.photographs.file import FILE, WHOLE

FOLDER: Final = "poses/exercise_pairs"
_RULES: Final[dict[str, dict[str, str]]] = tomllib.loads(
    files(__package__).joinpath("rules.toml").read_text("utf-8")
)


def key_of(name: str) -> str | None:
    """The exercise of the catalogue that a public name means, None where it means none of them."""
    plain = name.lower()
    for key, rule in _RULES.items():
        if re.search(rule["says"], plain) and not ("but" in rule and re.search(rule["but"], plain)):
            return key
    return None


def make(data: Path, out: Path = FILE) -> int:
    """Write the file; returns how many exercises it has. Raises OSError when the data are not there."""
    records = json.loads((data / FOLDER / "exercises.json").read_text("utf-8"))
    keys = [key_of(record["name"]) for record in records]
    with np.load(data / FOLDER / "pairs.npz", allow_pickle=False) as pairs:
        world, landmarks, visibility = (pairs[key] for key in ("world", "landmarks", "visibility"))
    kept = [
        row
        for row, key in enumerate(keys)
        if key is not None and np.isfinite(world[row]).all() and np.isfinite(landmarks[row]).all()
    ]
    file = io.BytesIO()
    np.savez_compressed(
        file,
        names=np.array([keys[row] for row in kept], np.str_),
        world=world[kept].astype(np.float16),
        flat=landmarks[kept][..., :2].astype(np.float16),
        visibility=np.rint(np.clip(visibility[kept], 0, 1) * WHOLE).astype(np.uint8),
    )
    write_atomic(out, file.getvalue())
    return len(kept)


if __name__ == "__main__":
    if "FORMBOX_DATA" not in os.environ:
        sys.exit("Photographs are read from the folder that FORMBOX_DATA names.")
    print(f"{make(Path(os.environ['FORMBOX_DATA']))} exercises in {FILE.name}")

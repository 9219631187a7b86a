"""Makes the open vocabulary from the 873 exercises of free-exercise-db: names, words, muscles, two postures.

The photographs were read by BlazePose heavy; what is kept of them are directions of bones, in half precision.
"""

import io
import json
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from models.files import write_atomic
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import WordKind
from scoring.recognition.motion_image import joints_of
from scoring.recognition.postures import directions
from scoring.recognition.vocabulary import Vocabulary

FILE: Final = Path(__file__).with_name("vocabulary.npz")
FOLDER: Final = "poses/exercise_pairs"

_TABLE: Final[Mapping[str, Any]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
KINDS: Final[Mapping[str, WordKind]] = {
    word: WordKind(kind) for kind, words in _TABLE["words"].items() for word in words
} | {word: kind for exercise in CATALOGUE.values() for word, kind in exercise.words.items()}
# what an English plural ends in, and what takes its place
_PLURALS: Final = (("ies", "y"), ("es", ""), ("s", ""))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a public name that say something, as the catalogue writes them."""
    plain = re.sub(r"[^a-z]+", " ", name.lower()).split()
    text = f" {' '.join(_singular(word) for word in plain)} "
    for one, other in _TABLE["same"].items():
        text = text.replace(f" {one} ", f" {other} ")
    return tuple(word for word in dict.fromkeys(text.split()) if word in KINDS)


def _singular(word: str) -> str:
    for ending, instead in _PLURALS:
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and word not in KINDS and (stem in KINDS or stem in _TABLE["same"]):
            return stem
    return word


def vocabulary_of(path: Path = FILE) -> Vocabulary:
    """Read what `make` wrote. Raises OSError when it is not there."""
    with np.load(path, allow_pickle=False) as rows:
        names, words, muscles = (tuple(rows[key].tolist()) for key in ("names", "words", "muscles"))
        return Vocabulary(
            names=names, words=words, muscles=muscles, postures=rows["postures"].astype(np.float32)
        )


def make(data: Path, out: Path = FILE) -> int:
    """Write the vocabulary from the folder FORMBOX_DATA; returns how many exercises it has.

    Raises OSError when the folder is not there.
    """
    records = json.loads((data / FOLDER / "exercises.json").read_text("utf-8"))
    with np.load(data / FOLDER / "pairs.npz", allow_pickle=False) as pairs:
        joints = np.stack([joints_of(pair) for pair in pairs["world"].astype(np.float32)])
    postures = directions(joints)
    seen = np.abs(postures).sum(axis=(2, 3)).min(axis=1) > 0
    kept = [record for record, here in zip(records, seen, strict=True) if here]
    file = io.BytesIO()
    np.savez_compressed(
        file,
        names=np.array([record["name"] for record in kept]),
        words=np.array([" ".join(words_of(record["name"])) for record in kept]),
        muscles=np.array(
            [",".join((*record["primaryMuscles"], *record["secondaryMuscles"])) for record in kept]
        ),
        postures=postures[seen].astype(np.float16),
    )
    write_atomic(out, file.getvalue())
    return len(kept)

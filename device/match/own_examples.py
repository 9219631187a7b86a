"""What the recogniser learns of a household's own exercises: the statistics of their examples.

Computes those that the page could not, from the track of the lesson or of the person in the match, and keeps
them in the database. An example whose track is gone before is left out.
"""

import io
import math
import zipfile
from pathlib import Path

import numpy as np

from device.errors import BadTrackError
from device.match.lesson import part_of
from device.store import own
from device.store.database import Database
from device.store.exercise_tables import OwnExample
from device.store.folder import Folder
from device.store.tracks import load_track
from models.files import write_atomic
from models.recogniser.spread import load_spread
from scoring.body.sampling import grid, resample
from scoring.recognition.own import OwnExamples
from scoring.recognition.statistics import COUNT, statistics
from scoring.scorer import SAMPLE_RATE_HZ


def own_examples(database: Database, folder: Folder) -> OwnExamples | None:
    """All examples that are known; None without one."""
    with database.reading() as session:
        waiting = bool(own.unlearnt(session))
    if waiting:
        with database.session() as session:
            for example, track in own.unlearnt(session):
                example.features = _features(example, _track_of(example, track, folder))
    with database.reading() as session:
        found = [
            (own.key_of(one.own_id), one.features)
            for exercise in own.every(session)
            for one in exercise.examples
            # those of another version's statistics cannot be compared
            if one.features is not None and len(one.features) == COUNT
        ]
    if not found:
        return None
    rows = [[math.nan if value is None else value for value in features] for _key, features in found]
    return OwnExamples(
        keys=tuple(key for key, _features in found),
        features=np.array(rows, np.float32),
        spread=load_spread(),
    )


def save_examples(path: Path, own: OwnExamples) -> None:
    """Write them for another process. Raises OSError."""
    file = io.BytesIO()
    np.savez(file, keys=np.array(own.keys, np.str_), features=own.features)
    write_atomic(path, file.getvalue())


def load_examples(path: Path) -> OwnExamples | None:
    """What `save_examples` wrote; None where nothing, or nothing whole, is there."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            return OwnExamples(
                keys=tuple(str(key) for key in file["keys"]),
                features=np.asarray(file["features"], np.float32),
                spread=load_spread(),
            )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _track_of(example: OwnExample, track: str | None, folder: Folder) -> Path | None:
    if example.lesson_id is not None:
        return folder.lesson(example.lesson_id).track
    return None if track is None else folder.tracks / track


def _features(example: OwnExample, path: Path | None) -> list[float | None] | None:
    """The statistics as JSON has them; None where nobody was seen, or the track is gone."""
    try:
        whole = None if path is None else load_track(path)
    except (BadTrackError, OSError):
        return None
    if whole is None:
        return None
    part = part_of(whole, example.start_s, example.end_s)
    if not part.seen.any():
        return None
    even = resample(part, grid(example.end_s - example.start_s, SAMPLE_RATE_HZ))
    values = statistics(even.landmarks, even.visibility, even.world)
    return [float(value) if math.isfinite(value) else None for value in values]

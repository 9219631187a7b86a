"""The networks ready for use: fetched, the landmark network pruned and proved, all in the cache folder.

Decides when that work is done: on the first use, and again when a file or the way of pruning changed.
"""

from pathlib import Path

from device.choices import ModelName
from device.errors import ModelMissingError
from device.pose.runtime import run_once
from models.errors import ModelError
from models.fetching.fetch import fetch
from models.fetching.manifest import cache_folder, manifest
from models.files import locked, write_atomic
from models.pruning.prune import PRUNE_VERSION, prove, prune


def detector_file(folder: Path | None = None) -> Path:
    """The detector's graph, fetched when it is not there. Raises ModelMissingError when it cannot be."""
    return _fetched("detector", folder)


def landmark_file(model: ModelName, folder: Path | None = None) -> Path:
    """The pruned landmark graph, made when it is not there. Raises ModelMissingError when it cannot be.

    The file's name carries the hash of the whole graph, so a pruned file of other bytes is never used.
    """
    place = folder or cache_folder()
    sha256 = manifest().model(model).sha256
    pruned_file = place / f"pose_landmark_{model}-{sha256[:12]}-pruned{PRUNE_VERSION}.tflite"
    if pruned_file.is_file():
        return pruned_file
    whole = _fetched(model, folder).read_bytes()
    try:
        pruned = prune(whole)
        prove(whole, pruned, run_once)
        with locked(place):
            write_atomic(pruned_file, pruned)
    except ModelError as error:
        raise ModelMissingError(f"The pose network cannot be made ready: {error}.") from error
    except OSError as error:
        raise ModelMissingError(f"The folder {place} cannot be written: {error.strerror}.") from error
    return pruned_file


def _fetched(name: str, folder: Path | None) -> Path:
    try:
        return fetch([name], folder)[name]
    except ModelError as error:
        raise ModelMissingError(str(error)) from error

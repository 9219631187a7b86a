"""Fetches the networks into the cache folder, prunes the landmark network and verifies the result.

This is done on the first use, and again after a change of a network file or of the pruning.
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
    """The detector's graph, fetched when it is missing. Raises ModelMissingError when that fails."""
    return _fetched("detector", folder)


def landmark_file(model: ModelName, folder: Path | None = None) -> Path:
    """The pruned landmark graph, made when it is missing. Raises ModelMissingError when that fails.

    The file's name contains the hash of the original graph, so a pruned file of another one is never used.
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

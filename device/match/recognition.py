"""The trained recognisers of exercises, which `make recogniser` makes: one for each person."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from device.errors import ModelMissingError
from device.match.lift import lift_recogniser
from device.match.slice_network import slice_recogniser
from models.recogniser import forest_file
from models.recogniser.lift.file import GRAPH
from models.recogniser.seeds.files import clusters_of, place
from scoring.body.track import PoseTrack
from scoring.recognition.clusters import Clusters
from scoring.recognition.forest import Forest
from scoring.recognition.frames import FrameRecogniser
from scoring.recognition.own import OwnExamples, WithOwn
from scoring.recognition.recogniser import Recogniser
from scoring.recognition.segments import NamedSegment
from scoring.recognition.segments import named_segments as segments_by
from scoring.recognition.windows import ForestRecogniser

SHIPPED: Final = "forest"


def recogniser(method: str = SHIPPED, file: Path | None = None) -> Recogniser:
    """A recogniser for one person, who was not seen yet; file: other than the one that comes with Formbox.

    Raises ValueError for a method that is not one of RECOGNISERS, and ModelMissingError when its file is not
    there.
    """
    if method not in RECOGNISERS:
        raise ValueError(f"there is no method {method}; known: {', '.join(RECOGNISERS)}")
    path = file or FILES[method]
    try:
        return RECOGNISERS[method](path)
    except FileNotFoundError as error:
        raise ModelMissingError(
            f"{path.name} is not there. Train it: make recogniser METHOD={method}"
        ) from error


def named_segments(
    track: PoseTrack, method: str = SHIPPED, own: OwnExamples | None = None
) -> list[NamedSegment]:
    """What is done in a track of one person, at any rate, one part after another; see `recogniser`.

    own: what the household taught, beside the method that comes with Formbox.
    """
    return segments_by(track, recogniser(method) if own is None else recogniser_with(own))


def recogniser_with(own: OwnExamples | None) -> Recogniser:
    """The recogniser that comes with Formbox, for one person, and what the household taught it."""
    forest = load_forest()
    return ForestRecogniser(forest if own is None else WithOwn(forest, own))


def load_forest(path: Path = forest_file.FILE) -> Forest:
    """A trained forest; read once."""
    return _forest_of(path)


@cache
def _forest_of(path: Path) -> Forest:
    return forest_file.forest_of(path.read_bytes())


@cache
def load_clusters(path: Path) -> Clusters:
    """Trained clusters; read once."""
    return clusters_of(path.read_bytes())


def _angles_forest(path: Path) -> Recogniser:
    forest = load_forest(path)
    return FrameRecogniser(forest.names, forest.of_rows)


def _clusters(path: Path) -> Recogniser:
    clusters = load_clusters(path)
    return FrameRecogniser(clusters.names, clusters.probabilities)


RECOGNISERS: Final[Mapping[str, Callable[[Path], Recogniser]]] = MappingProxyType(
    {
        SHIPPED: lambda path: ForestRecogniser(load_forest(path)),
        "angles_forest": _angles_forest,
        "clusters": _clusters,
        "lstm": slice_recogniser,
        "stgcn": slice_recogniser,
        "lift": lift_recogniser,
    }
)
FILES: Final[Mapping[str, Path]] = MappingProxyType(
    {method: place(method, ()) for method in RECOGNISERS} | {SHIPPED: forest_file.FILE, "lift": GRAPH}
)

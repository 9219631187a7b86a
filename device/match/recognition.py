"""The trained recogniser of exercises, which `make recogniser` makes: one for each person."""

from functools import cache

from models.recogniser.forest_file import FILE, forest_of
from scoring.body.track import PoseTrack
from scoring.recognition.forest import Forest
from scoring.recognition.recogniser import Recogniser
from scoring.recognition.segments import NamedSegment
from scoring.recognition.segments import named_segments as segments_by
from scoring.recognition.windows import ForestRecogniser


def recogniser() -> Recogniser:
    """A recogniser for one person, who was not seen yet."""
    return ForestRecogniser(load_forest())


def named_segments(track: PoseTrack) -> list[NamedSegment]:
    """What is done in a track of one person, at any rate, one part after another."""
    return segments_by(track, recogniser())


@cache
def load_forest() -> Forest:
    """The forest that comes with the package; read once."""
    return forest_of(FILE.read_bytes())

"""Where a scene can lead, as values: a scene returns one of these, and `scenes` builds the scene it names.

So no scene needs to know how another one is built, and tests can compare destinations.
"""

from dataclasses import dataclass
from enum import Enum

from device.messages import MatchResult, Moments
from device.scenes.context import PreparedMatch
from device.scenes.match_request import Exercise, MatchRequest
from device.trouble import Trouble
from device.views import DoneView


class Place(Enum):
    """Scenes without parameters; the value of a page of the settings is the key of its row's text."""

    IDLE = "idle"
    LIBRARY = "library"
    # training without a lesson
    FREE = "free"
    SETTINGS = "settings"
    CAMERA_CHECK = "camera_check"
    FORGOTTEN = "forgotten"
    ABOUT = "about"
    # the idle screen with a pairing code
    PAIRING_CODE = "show_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class GetReadyFor:
    """The screen on which people get ready for a match."""

    request: MatchRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayMatch:
    """A match. judged: whether people are scored; otherwise they only watch."""

    request: MatchRequest
    prepared: PreparedMatch
    judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Practise:
    """Practice of one exercise on top of the present scene. rate: lesson seconds per second."""

    request: MatchRequest
    exercise: Exercise
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Back to the scene below. note: a sentence for that scene to show."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowResult:
    """The result of a match. match_id: its id in the history, None when it could not be saved."""

    request: MatchRequest
    results: tuple[MatchResult, ...]
    moments: tuple[Moments, ...]
    match_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFreeResult:
    """The end of training without a lesson. duration_s: without pauses."""

    done: tuple[DoneView, ...]
    duration_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAlert:
    """The alert about a trouble."""

    trouble: Trouble


Destination = Place | GetReadyFor | PlayMatch | Practise | Return | ShowResult | ShowFreeResult | ShowAlert

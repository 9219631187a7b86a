"""Where a scene can lead, as values: a scene returns one of these, and `scenes` builds what it names.

So no scene needs to know how another one is built, and `TO_...` can be compared in tests.
"""

from dataclasses import dataclass
from enum import Enum

from device.messages import MatchResult, Moments
from device.scenes.context import PreparedMatch
from device.scenes.match_request import Exercise, MatchRequest
from device.trouble import Trouble


class Place(Enum):
    """Scenes that need nothing to be built."""

    IDLE = "idle"
    LIBRARY = "library"
    SETTINGS = "settings"
    CAMERA_CHECK = "camera_check"
    ABOUT = "about"
    # the idle screen with a code for one more phone
    PAIRING_CODE = "show_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class GetReadyFor:
    """People get ready for a match."""

    request: MatchRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayMatch:
    """A match begins. judged: whether people are scored; otherwise they only watch."""

    request: MatchRequest
    prepared: PreparedMatch
    judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Practise:
    """One exercise is repeated on top of the present scene, which continues at the `Return`."""

    request: MatchRequest
    exercise: Exercise
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Back to the scene below; note: a sentence that it shows."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowResult:
    """The result of a match. match_id: in the history, None when it could not be saved."""

    request: MatchRequest
    results: tuple[MatchResult, ...]
    moments: tuple[Moments, ...]
    match_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowAlert:
    """What is wrong and what to do about it."""

    trouble: Trouble


Destination = Place | GetReadyFor | PlayMatch | Practise | Return | ShowResult | ShowAlert

"""What the phone may ask of the TV and what the TV answers, as frozen values.

A field of another type or beyond its bounds is refused here, so that nobody behind has to ask again. How a
value becomes a line is decided by `lines`. No numbers of a lesson or member are known here: whether they
exist is answered by the station.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from device.choices import LAYOUTS, PEOPLE_MAX, SPEEDS
from device.presses import Press
from device.remote.errors import MessageError
from device.trouble import Trouble

# What a phone may press. The end of the program is not for the sofa.
PRESSES: Final = frozenset(Press) - {Press.LEAVE}
REPETITIONS_MAX: Final = 100_000
ID_MAX: Final = 2**63 - 1  # what a database counts up to
NAME_SHOWN_MAX: Final = 120  # letters of a lesson's name, as in the store
CODE_DIGITS: Final = 6
CODE_SHOWN_MAX_S: Final = 3600.0
# Seconds on a lesson's clock: far more than any lesson has, and finite.
TIME_MAX_S: Final = 1e6


class TvState(StrEnum):
    """What the TV does."""

    IDLE = "idle"
    HOME = "home"  # the library, or what is opened from it
    READY = "ready"  # people get ready before the camera for a lesson
    PREPARING = "preparing"  # somebody asked for a lesson, and it is being made ready
    PLAYING = "playing"
    RESULT = "result"  # the end of a match is shown


class RefusalReason(StrEnum):
    """Why the TV refuses."""

    NO_LESSON = "no_lesson"
    NOT_READY = "not_ready"
    NO_MEMBER = "no_member"
    NOTHING_PLAYS = "nothing_plays"
    BUSY = "busy"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class AskStatus:
    """What does the TV do?"""


@dataclass(frozen=True, slots=True)
class Start:
    """Play a lesson with one member, or two: the first stands on the left of the picture."""

    lesson_id: int
    member_ids: tuple[int, ...]

    def __post_init__(self) -> None:
        """Raise MessageError for what no store can mean."""
        _whole("lesson_id", self.lesson_id, 1, ID_MAX)
        _sequence("member_ids", self.member_ids, 1, PEOPLE_MAX)
        for member_id in self.member_ids:
            _whole("member_ids", member_id, 1, ID_MAX)
        if len(set(self.member_ids)) != len(self.member_ids):
            raise MessageError("Nobody can stand in two places.")


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold the lesson."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Let it go on."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin the same lesson again, with the same people."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Leave the lesson, or its result."""


@dataclass(frozen=True, slots=True)
class Volume:
    """How loud, 0 to 100."""

    percent: int

    def __post_init__(self) -> None:
        """Raise MessageError for any other number."""
        _whole("percent", self.percent, 0, 100)


@dataclass(frozen=True, slots=True)
class PressKey:
    """A press on a remote control; what it does is decided by what the TV shows."""

    press: Press

    def __post_init__(self) -> None:
        """Raise MessageError for what a phone has no key for."""
        if not isinstance(self.press, str) or self.press not in PRESSES:
            raise MessageError("press is no key of a phone.")
        object.__setattr__(self, "press", Press(self.press))


@dataclass(frozen=True, slots=True)
class Speed:
    """Play the lesson at so many percent of its speed."""

    percent: int

    def __post_init__(self) -> None:
        """Raise MessageError for another than SPEEDS."""
        _speed("percent", self.percent)


@dataclass(frozen=True, slots=True)
class SetLayout:
    """How the pictures share the screen."""

    layout: str

    def __post_init__(self) -> None:
        """Raise MessageError for another than LAYOUTS."""
        _layout("layout", self.layout)


@dataclass(frozen=True, slots=True)
class Code:
    """Show this pairing code for so many seconds."""

    digits: str
    for_s: float

    def __post_init__(self) -> None:
        """Raise MessageError for what is no code."""
        if not isinstance(self.digits, str) or len(self.digits) != CODE_DIGITS:
            raise MessageError(f"A code has {CODE_DIGITS} digits.")
        if not (self.digits.isascii() and self.digits.isdecimal()):
            raise MessageError(f"A code has {CODE_DIGITS} digits.")
        _number("for_s", self.for_s, 0.0, CODE_SHOWN_MAX_S)


@dataclass(frozen=True, slots=True)
class Status:
    """What the TV does now.

    lesson_id and name: of the lesson that is played, None without one; time_s and duration_s on its clock;
    member_ids, scores and repetitions: a place each, None for a guest and for what is not known; volume:
    percent; rate_percent: of the lesson's speed; layout: how the pictures share the screen; troubles: what is
    wrong with the box, the most urgent first.
    """

    doing: TvState
    lesson_id: int | None = None
    name: str | None = None
    time_s: float = 0.0
    duration_s: float = 0.0
    member_ids: tuple[int | None, ...] = ()
    scores: tuple[float | None, ...] = ()
    paused: bool = False
    volume: int = 100
    rate_percent: int = 100
    layout: str = "beside"
    repetitions: tuple[int | None, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    def __post_init__(self) -> None:
        """Raise MessageError for a field of another kind."""
        if self.doing not in list(TvState):
            raise MessageError("doing is no state of the TV.")
        object.__setattr__(self, "doing", TvState(self.doing))
        if self.lesson_id is not None:
            _whole("lesson_id", self.lesson_id, 1, ID_MAX)
        if self.name is not None and not isinstance(self.name, str):
            raise MessageError("name is no text.")
        _number("time_s", self.time_s, 0.0, TIME_MAX_S)
        _number("duration_s", self.duration_s, 0.0, TIME_MAX_S)
        for member_id in _known("member_ids", self.member_ids):
            _whole("member_ids", member_id, 1, ID_MAX)
        for score in _known("scores", self.scores):
            _number("scores", score, 0.0, 100.0)
        for count in _known("repetitions", self.repetitions):
            _whole("repetitions", count, 0, REPETITIONS_MAX)
        if not isinstance(self.paused, bool):
            raise MessageError("paused is yes or no.")
        _whole("volume", self.volume, 0, 100)
        _speed("rate_percent", self.rate_percent)
        _layout("layout", self.layout)
        _sequence("troubles", self.troubles, 0, len(Trouble))
        if not all(one in list(Trouble) for one in self.troubles):
            raise MessageError("troubles has one that nobody has words for.")
        object.__setattr__(self, "troubles", tuple(map(Trouble, self.troubles)))


@dataclass(frozen=True, slots=True)
class Done:
    """The TV does what it was asked."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The TV does not."""

    why: RefusalReason

    def __post_init__(self) -> None:
        """Raise MessageError for a reason that nobody has words for."""
        if self.why not in list(RefusalReason):
            raise MessageError("why is no reason that we know.")
        object.__setattr__(self, "why", RefusalReason(self.why))


Command = Start | Pause | GoOn | Restart | Stop | Volume | PressKey | Speed | SetLayout | Code
Request = AskStatus | Command
Answer = Status | Done | Refused


def _whole(name: str, value: object, least: int, most: int) -> None:
    if type(value) is not int or not least <= value <= most:
        raise MessageError(f"{name} is no whole number from {least} to {most}.")


def _number(name: str, value: object, least: float, most: float) -> None:
    # NaN is in no range; an int of a thousand digits is compared, never converted
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise MessageError(f"{name} is no number from {least:g} to {most:g}.")


def _speed(name: str, value: object) -> None:
    if type(value) is not int or value not in SPEEDS:
        raise MessageError(f"{name} is no speed that the TV plays at.")


def _layout(name: str, value: object) -> None:
    if not isinstance(value, str) or value not in LAYOUTS:
        raise MessageError(f"{name} is no way to share the screen.")


def _sequence(name: str, value: object, least: int, most: int) -> None:
    if not isinstance(value, tuple) or not least <= len(value) <= most:
        raise MessageError(f"{name} has not {least} to {most} entries.")


def _known(name: str, places: object) -> list[Any]:
    """What is known of those who stand there. Raises MessageError for more than stand before a TV."""
    _sequence(name, places, 0, PEOPLE_MAX)
    assert isinstance(places, tuple)
    return [value for value in places if value is not None]

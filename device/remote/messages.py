"""Requests of a phone to the TV and the TV's answers, as frozen values.

Each message checks the types and bounds of its fields and raises MessageError, so code behind it need not.
Whether a lesson or member of a given id exists is checked by the station (RefusalReason.NO_LESSON,
NO_MEMBER).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from device.choices import LAYOUTS, PEOPLE_MAX, SPEEDS
from device.presses import Press
from device.remote.errors import MessageError
from device.trouble import Trouble

# Presses that a phone may send: all but LEAVE, which ends the program.
PRESSES: Final = frozenset(Press) - {Press.LEAVE}
REPETITIONS_MAX: Final = 100_000
ID_MAX: Final = 2**63 - 1  # the largest BIGINT of SQLite and PostgreSQL
NAME_SHOWN_MAX: Final = 120  # letters of a lesson's name, as in the store
CODE_DIGITS: Final = 6
CODE_SHOWN_MAX_S: Final = 3600.0
# Free training: names that may be it, letters of the key of one, bones of a body with four numbers each.
LIKELY_MAX: Final = 6
KEY_MAX: Final = 80
BONE_NUMBERS: Final = 4
BONES_MAX: Final = 14
# A place in the picture, thousandths of its height; parts of a body may lie beside it.
PLACE_MAX: Final = 9999
# Seconds on a lesson's clock; lessons last an hour at most.
TIME_MAX_S: Final = 1e6


class TvState(StrEnum):
    """What the TV shows."""

    IDLE = "idle"
    HOME = "home"  # the library, or a screen opened from it
    READY = "ready"  # people take their places before a lesson
    FREE = "free"  # training without a lesson
    PREPARING = "preparing"  # the chosen lesson is being loaded
    PLAYING = "playing"
    RESULT = "result"  # the result of a match


class RefusalReason(StrEnum):
    """Why the TV refuses a command; the page has the words for each."""

    NO_LESSON = "no_lesson"
    NOT_READY = "not_ready"
    NO_MEMBER = "no_member"
    NOTHING_PLAYS = "nothing_plays"
    BUSY = "busy"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class AskStatus:
    """Ask for the Status."""


@dataclass(frozen=True, slots=True)
class Start:
    """Play a lesson with one member or two; the first stands on the left of the picture."""

    lesson_id: int
    member_ids: tuple[int, ...]

    def __post_init__(self) -> None:
        """Raise MessageError for ids out of range, more than PEOPLE_MAX members, or one member twice."""
        _whole("lesson_id", self.lesson_id, 1, ID_MAX)
        _sequence("member_ids", self.member_ids, 1, PEOPLE_MAX)
        for member_id in self.member_ids:
            _whole("member_ids", member_id, 1, ID_MAX)
        if len(set(self.member_ids)) != len(self.member_ids):
            raise MessageError("member_ids has one member twice.")


@dataclass(frozen=True, slots=True)
class TrainFreely:
    """Begin to train without a lesson."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause the lesson."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Resume the lesson."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Start the same lesson again with the same people."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Leave the lesson, or its result."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Set the volume, 0 to 100."""

    percent: int

    def __post_init__(self) -> None:
        """Raise MessageError for any other number."""
        _whole("percent", self.percent, 0, 100)


@dataclass(frozen=True, slots=True)
class PressKey:
    """A key of a remote control; its effect depends on the TV's current screen."""

    press: Press

    def __post_init__(self) -> None:
        """Raise MessageError for another than PRESSES."""
        if not isinstance(self.press, str) or self.press not in PRESSES:
            raise MessageError("press is no key of a phone.")
        object.__setattr__(self, "press", Press(self.press))


@dataclass(frozen=True, slots=True)
class Speed:
    """Play the lesson at `percent` of its speed."""

    percent: int

    def __post_init__(self) -> None:
        """Raise MessageError for another than SPEEDS."""
        _speed("percent", self.percent)


@dataclass(frozen=True, slots=True)
class SetLayout:
    """Set how tutor and self-view share the screen."""

    layout: str

    def __post_init__(self) -> None:
        """Raise MessageError for another than LAYOUTS."""
        _layout("layout", self.layout)


@dataclass(frozen=True, slots=True)
class Code:
    """Show a pairing code for `for_s` seconds."""

    digits: str
    for_s: float

    def __post_init__(self) -> None:
        """Raise MessageError unless there are CODE_DIGITS digits and for_s is 0 to CODE_SHOWN_MAX_S."""
        if not isinstance(self.digits, str) or len(self.digits) != CODE_DIGITS:
            raise MessageError(f"A code has {CODE_DIGITS} digits.")
        if not (self.digits.isascii() and self.digits.isdecimal()):
            raise MessageError(f"A code has {CODE_DIGITS} digits.")
        _number("for_s", self.for_s, 0.0, CODE_SHOWN_MAX_S)


@dataclass(frozen=True, slots=True)
class Status:
    """The TV's state.

    lesson_id, name: of the lesson that is played, else None; time_s, duration_s: on the lesson's clock;
    member_ids, scores, repetitions: one entry a place, None for a guest or an unknown value; volume: percent;
    rate_percent: of the lesson's speed; layout: one of LAYOUTS; troubles: the box's, most urgent first.

    While somebody trains without a lesson: exercises: keys of what that may be, the likeliest first; shares:
    the percent of each; bones: x, y, x, y of the ends of each bone that is seen, and wide: the picture's
    width, in thousandths of its height.
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
    exercises: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()
    bones: tuple[int, ...] = ()
    wide: int = 1000

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
            raise MessageError("troubles has an unknown one.")
        object.__setattr__(self, "troubles", tuple(map(Trouble, self.troubles)))
        self._check_training()

    def _check_training(self) -> None:
        _sequence("exercises", self.exercises, 0, LIKELY_MAX)
        if not all(isinstance(key, str) and len(key) <= KEY_MAX for key in self.exercises):
            raise MessageError("exercises has one that is no key.")
        _sequence("shares", self.shares, len(self.exercises), len(self.exercises))
        for share in self.shares:
            _whole("shares", share, 0, 100)
        _sequence("bones", self.bones, 0, BONES_MAX * BONE_NUMBERS)
        if len(self.bones) % BONE_NUMBERS:
            raise MessageError("bones has half a bone.")
        for place in self.bones:
            _whole("bones", place, -PLACE_MAX, PLACE_MAX)
        _whole("wide", self.wide, 1, PLACE_MAX)


@dataclass(frozen=True, slots=True)
class Done:
    """The TV carries the command out."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The TV does not carry the command out."""

    why: RefusalReason

    def __post_init__(self) -> None:
        """Raise MessageError for an unknown reason."""
        if self.why not in list(RefusalReason):
            raise MessageError("why is no known reason.")
        object.__setattr__(self, "why", RefusalReason(self.why))


Command = Start | TrainFreely | Pause | GoOn | Restart | Stop | Volume | PressKey | Speed | SetLayout | Code
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
    """The entries that are not None. Raises MessageError for more than PEOPLE_MAX entries."""
    _sequence(name, places, 0, PEOPLE_MAX)
    assert isinstance(places, tuple)
    return [value for value in places if value is not None]

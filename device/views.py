"""What each screen of the TV shows, as frozen values: decided by `device.scenes`, drawn by `device.tv`.

Every text in a view stands in the household's language already, unless its comment says that it is a key of
the words. Colours are RGB, pictures RGB uint8 (height, width, 3). What the match shows is in `messages`, what
people can press in `presses`. Nothing here decides anything.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image, MatchResult, MatchView, Moment
from device.presses import Spot
from device.trouble import Trouble

Colour = tuple[int, int, int]

# Posters stand in rows of so many; up and down on a remote go by it.
POSTER_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a hand points, in parts of the screen; held: how much of the time to choose is over, 0..1."""

    x: float
    y: float
    held: float = 0.0


@dataclass(frozen=True, slots=True)
class Badge:
    """A person of the household, as a coloured name."""

    name: str
    colour: Colour
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the household's week: its short name, and minutes of training by colour of who trained."""

    name: str
    minutes: tuple[tuple[Colour, float], ...] = ()
    today: bool = False


@dataclass(frozen=True, slots=True)
class IdleView:
    """The waiting box.

    time, date: of the wall; week: seven days, Monday first, or none while nobody has trained; prepared: names
    of lessons that the last night made ready; working: what is being made ready now and percent of it.
    address: where the page is, without "http://"; link: what the square of dots says; code: six digits for a
    new phone, if any; busy: a lesson is being made ready to play; troubles: what is wrong with the box.
    """

    address: str
    link: str
    code: str | None = None
    busy: bool = False
    time: str = ""
    date: str = ""
    week: tuple[Day, ...] = ()
    prepared: tuple[str, ...] = ()
    working: tuple[str, float] | None = None
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Poster:
    """A lesson to choose.

    image: None while there is none; detail: "12 min"; score: of the last time, by those who are chosen;
    left_at: part of it that was done when it was left, None when it was not; fresh: made ready last night;
    ready: else `detail` says what it waits for.
    """

    name: str
    image: Image | None
    detail: str
    score: float | None = None
    left_at: float | None = None
    fresh: bool = False
    ready: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class HomeView:
    """The library. Spots: ("people", n), ("posters", n) in rows of POSTER_COLUMNS, ("settings", 0).

    A poster with `left_at` comes first: "continue". hint: what the keys do, one line.
    """

    people: tuple[Badge, ...]
    posters: tuple[Poster, ...]
    focus: Spot
    time: str = ""
    hint: str = ""
    pointer: Pointer | None = None
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """One person who gets ready: joints (15, 2) px of the picture, None unseen; fine: stands well."""

    badge: Badge
    joints: NDArray[np.float32] | None = None
    fine: bool = False
    advice: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ReadyView:
    """Getting ready for a lesson: the camera's picture with an outline for each person to step into.

    people: one, or left and right as shown; advice: for everybody, before that of a person; side: the outline
    is seen from the side; countdown: seconds until the start, None while it does not run; mirrored: the
    picture is shown as in a mirror. Spots: ("buttons", n).
    """

    title: str
    image: Image | None
    people: tuple[Standing, ...]
    buttons: tuple[str, ...] = ()
    focus: Spot | None = None
    advice: str | None = None
    side: bool = False
    countdown: float | None = None
    mirrored: bool = True
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to set: its name, what it is now (None: it is opened or done), a note below the list."""

    name: str
    value: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SettingsView:
    """A list of things to set, or of facts (`focus` None). Spots: ("rows", n); left and right change one."""

    title: str
    rows: tuple[Row, ...]
    focus: Spot | None
    hint: str = ""
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CameraView:
    """The camera check: the picture with who is seen in it, and figures as (name, value)."""

    title: str
    image: Image | None
    bodies: tuple[NDArray[np.float32] | None, ...]
    figures: tuple[tuple[str, str], ...]
    mirrored: bool = True
    advice: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PauseView:
    """A held match: the match as it stood, with a menu over it. Spots: ("buttons", n).

    note: over the menu in place of its title ("That went well: 82").
    """

    match: MatchView
    buttons: tuple[str, ...]
    focus: Spot
    note: str | None = None
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """The end of one person's match. before: the final score of the last time, None the first time; best and
    worst: moments with their pictures, which live only as long as this view.
    """

    result: MatchResult
    badge: Badge | None = None
    before: float | None = None
    best: Moment | None = None
    worst: Moment | None = None
    repetitions: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ResultView:
    """The end of a match of one or two. Spots: ("buttons", n)."""

    people: tuple[Ended, ...]
    buttons: tuple[str, ...] = ()
    focus: Spot | None = None
    following: str | None = None  # the name of the lesson that comes next
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True)
class TroubleView:
    """Nothing can go on until this is mended. Spots: ("buttons", n)."""

    trouble: Trouble
    buttons: tuple[str, ...] = ()
    focus: Spot | None = None
    detail: str | None = None
    pointer: Pointer | None = None


View = (
    MatchView
    | IdleView
    | HomeView
    | ReadyView
    | SettingsView
    | CameraView
    | PauseView
    | ResultView
    | TroubleView
)

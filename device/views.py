"""What each screen of the TV shows, as frozen values: made by `device.scenes`, drawn by `device.tv`.

Texts are in the household's language already, unless a comment says that it is a key of the words. Colours
are RGB, pictures RGB uint8 (height, width, 3). MatchView is in `messages`, presses are in `presses`.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image, Level, MatchResult, MatchView, Moment
from device.presses import Spot
from device.trouble import Trouble

Colour = tuple[int, int, int]

# Posters stand in rows of so many; up and down on a remote go by it.
POSTER_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a hand points, in parts of the screen; held: the elapsed share of the time to choose, 0..1."""

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
    """One day of the household's week: its short name, and minutes of training by each person's colour."""

    name: str
    minutes: tuple[tuple[Colour, float], ...] = ()
    today: bool = False


@dataclass(frozen=True, slots=True)
class IdleView:
    """The idle screen.

    time, date: local; week: seven days, Monday first, or empty before the first match; prepared: names of
    lessons that the last night prepared; working: the lesson in preparation and its percentage.
    address: of the page, without "http://"; link: in the QR code; code: six digits for a new phone, if any;
    busy: a lesson is being loaded; troubles: what is wrong with the box.
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

    detail: such as "12 min"; score: the last one of the chosen people; left_at: share of the lesson that was
    done when it was left, None when it was not; fresh: prepared last night; ready: it can be played, else
    `detail` says what it waits for.
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
    """The library. Spots: ("people", n), ("free", 0), ("settings", 0), and ("posters", n) in rows of
    POSTER_COLUMNS.

    hint: what the keys do, one line.
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
    """One person getting ready: joints (15, 2) px of the picture, None while unseen; fine: stands well."""

    badge: Badge
    joints: NDArray[np.float32] | None = None
    fine: bool = False
    advice: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ReadyView:
    """Getting ready for a lesson: the camera's picture with an outline for each person to step into.

    people: one, or left and right as shown; advice: for everybody, before that of a person; note: about the
    lesson, in place of advice where nobody needs any; side: the outline is seen from the side; countdown:
    seconds until the start, None while it does not run; mirrored: the picture is shown as in a mirror. Spots:
    ("buttons", n).
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
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its name, its value (None: the row opens something), a note below the list."""

    name: str
    value: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SettingsView:
    """A list of settings, or of facts (`focus` None). Spots: ("rows", n); left and right change one."""

    title: str
    rows: tuple[Row, ...]
    focus: Spot | None
    hint: str = ""
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True, eq=False)
class CameraView:
    """The camera check: the picture, the people seen in it, and figures as (name, value)."""

    title: str
    image: Image | None
    bodies: tuple[NDArray[np.float32] | None, ...]
    figures: tuple[tuple[str, str], ...]
    mirrored: bool = True
    advice: str | None = None
    hint: str = ""


class Mark(Enum):
    """One repetition in a row of them."""

    GOOD = "good"
    FAULTY = "faulty"  # it counts
    TRIED = "tried"  # it does not count


@dataclass(frozen=True, slots=True)
class DoneView:
    """What was done of one exercise. value: "12", or seconds for what is held, "0:40"; marks: none for those;
    good: how many were good, "10 good"; fault: the most frequent one.
    """

    name: str
    value: str
    marks: tuple[Mark, ...] = ()
    good: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FreeView:
    """Training without a lesson.

    joints (15, 2) px of the picture, None while unseen; levels: one per bone while a repetition is judged,
    else None; time_s: of the picture; name: of the exercise, None before the first; running: whether it is
    done now; share: "92 %"; likely: the next names with their shares; value: repetitions, or seconds where
    `held`; depth: how far the running repetition went, 1 is as far as it should, None while there is none;
    marks: of the exercise; fault: of a repetition; message: what else there is to say; done: all so far.
    """

    title: str
    image: Image | None
    joints: NDArray[np.float32] | None = None
    levels: tuple[Level, ...] | None = None
    time_s: float = 0.0
    name: str | None = None
    running: bool = False
    share: str | None = None
    likely: tuple[tuple[str, str], ...] = ()
    value: int | None = None
    held: bool = False
    depth: float | None = None
    marks: tuple[Mark, ...] = ()
    fault: str | None = None
    message: str | None = None
    done: tuple[DoneView, ...] = ()
    mirrored: bool = True
    patterned: bool = False
    hint: str = ""
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class FreeResultView:
    """The end of training without a lesson. duration_s: without pauses. Spots: ("buttons", n)."""

    title: str
    duration_s: float
    done: tuple[DoneView, ...]
    buttons: tuple[str, ...] = ()
    focus: Spot | None = None
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PauseView:
    """A paused match, or free training, with a menu over it. Spots: ("buttons", n).

    note: over the menu in place of its title ("That went well: 82").
    """

    match: MatchView | FreeView
    buttons: tuple[str, ...]
    focus: Spot
    note: str | None = None
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """The end of one person's match. before: the final score of the last time, None the first time; best and
    worst: moments with their pictures, which live only as long as this view; done: the repetitions by
    exercise.
    """

    result: MatchResult
    badge: Badge | None = None
    before: float | None = None
    best: Moment | None = None
    worst: Moment | None = None
    repetitions: int | None = None
    done: tuple[DoneView, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ResultView:
    """The end of a match of one or two. Spots: ("buttons", n). each: shows every repetition, on a page of
    their own.
    """

    people: tuple[Ended, ...]
    buttons: tuple[str, ...] = ()
    focus: Spot | None = None
    following: str | None = None  # the name of the lesson that comes next
    pointer: Pointer | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class TroubleView:
    """A trouble that must be fixed before anything can continue. Spots: ("buttons", n)."""

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
    | FreeView
    | FreeResultView
    | PauseView
    | ResultView
    | TroubleView
)

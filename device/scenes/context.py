"""What every scene may use: the parts that the composition root built, and what holds for the whole evening.

Decides how settings that were changed, on the phone or here, come into force. What a scene does with the
parts is its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from device.camera.kept import CameraState
from device.choices import CAMERA_NONE, Layout
from device.input.controls import Controls
from device.match.play.control import Look, Steers
from device.match.play.pose_stream import Sight
from device.messages import MatchResult, Moments, Pose, PosedFrame
from device.ports import Clock, Screen, Sounds
from device.remote.messages import Status
from device.remote.server import StationServer
from device.scenes.match_request import Order
from device.scenes.troubles import Troubles
from device.store import settings
from device.store.database import Database
from device.store.folder import Folder
from device.store.settings import BoxSettings
from device.trouble import Trouble
from device.views import Pointer
from device.words.lookup import Words, words

if TYPE_CHECKING:
    from device.scenes.scene import Scene

# A sentence about something that went wrong stays so long.
TOLD_S: Final = 20.0
# The camera says which trouble it is; while it is being opened there is none yet.
CAMERA_TROUBLES: Final = {CameraState.NONE: Trouble.NO_CAMERA, CameraState.LOST: Trouble.CAMERA_LOST}

Played = tuple[tuple[MatchResult, ...], tuple[Moments, ...]]


class Writes(Screen, Protocol):
    """A screen whose language can be changed, with a mouse perhaps."""

    @property
    def moving(self) -> bool:
        """Whether one screen is still turning into another: then show it as often as can be."""
        ...

    @property
    def lost(self) -> bool:
        """Whether nobody can see it: the TV is off."""
        ...

    @property
    def pointer(self) -> Pointer | None:
        """Where the mouse is, while somebody moves one."""
        ...

    def write(self, language: str) -> str:
        """Write in this language from now on; gives the one that it can."""
        ...


class Plays(Protocol):
    """Builds and plays matches."""

    def ready(self, order: Order) -> "Prepared":
        """Do all that is slow; raises FormboxError when the lesson cannot be played."""
        ...


class Guides(Steers, Protocol):
    """Who steers and also sees what the camera sees."""

    def see(self, posed: PosedFrame, tutor: Pose | None) -> None:
        """The newest picture, and the tutor's pose of that moment."""
        ...


class Prepared(Protocol):
    """A match that could begin at once."""

    @property
    def side(self) -> bool:
        """Whether the lesson is done with the side to the camera."""
        ...

    def play(self, steers: Guides, *, watched: bool = True) -> Played | None:
        """Play it; None when it was left. Not `watched`: nobody is judged."""
        ...


class Scenes(Protocol):
    """Makes the scenes, so that none of them needs to know the others."""

    def idle(self) -> "Scene":
        """The box that waits."""
        ...

    def home(self) -> "Scene":
        """The library."""
        ...

    def settings(self) -> "Scene":
        """What can be set from the TV."""
        ...

    def ready(self, order: Order) -> "Scene":
        """Getting ready for a lesson."""
        ...

    def playing(self, order: Order, prepared: Prepared, *, watched: bool) -> "Scene":
        """A match."""
        ...

    def ended(self, order: Order, played: Played, match_id: int | None) -> "Scene":
        """Its result."""
        ...

    def alert(self, trouble: Trouble) -> "Scene":
        """What to do about what is wrong."""
        ...

    def leave(self) -> "Scene":
        """The end of the program."""
        ...


@dataclass(slots=True)
class Parts:
    """One an evening.

    volume: sets it when given, and tells it; alive: called in every round; apply: what follows from settings
    outside the evening; chosen: who trained last, or was chosen to; scenes: set once they can be made.
    """

    folder: Folder
    database: Database
    server: StationServer
    screen: Writes
    sight: Sight
    sounds: Sounds
    controls: Controls
    troubles: Troubles
    plays: Plays
    clock: Clock
    now: Callable[[], datetime]
    volume: Callable[[int | None], int]
    alive: Callable[[], None]
    apply: Callable[[BoxSettings], None]
    camera_state: Callable[[], CameraState]
    chosen: Sequence[int | None] = ()
    language: str = "en"
    settings: BoxSettings = field(default_factory=BoxSettings)
    scenes: Scenes = field(init=False)
    _told: tuple[Trouble, float] | None = None
    _untold: list[Trouble] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """In the language of the household."""
        return words(self.language)

    @property
    def look(self) -> Look:
        """How a match is to be shown."""
        chosen = self.settings
        return Look(Layout(chosen.layout), mirrored=chosen.mirror, patterned=chosen.patterned)

    def tell(self, trouble: Trouble) -> None:
        """Say for a while that something went wrong, and in the library what to do about it."""
        self._told = trouble, self.clock.now() + TOLD_S
        self._untold.append(trouble)

    def unread(self) -> Trouble | None:
        """What is wrong, or went wrong, and nobody has read yet what to do."""
        found = (*self._untold, *self.troubles.unread())
        return found[0] if found else None

    def read(self, trouble: Trouble) -> None:
        """Somebody has."""
        self._untold = [one for one in self._untold if one is not trouble]
        self.troubles.read(trouble)

    def wrong(self) -> tuple[Trouble, ...]:
        """What is wrong now, the newest first."""
        if self._told is not None and self.clock.now() >= self._told[1]:
            self._told = None
        return (*(() if self._told is None else (self._told[0],)), *self.troubles.now())

    def camera_trouble(self) -> Trouble | None:
        """Why there is no picture of now."""
        found = CAMERA_TROUBLES.get(self.camera_state())
        return (
            Trouble.CAMERA_OFF
            if found is Trouble.NO_CAMERA and self.settings.camera == CAMERA_NONE
            else found
        )

    def report(self, status: Status) -> None:
        """Tell phones what the TV does, and what is wrong."""
        unseen = Trouble.DISPLAY_LOST if self.screen.lost else None
        blind = self.camera_trouble()
        if blind is Trouble.CAMERA_OFF:  # as somebody wants it
            blind = None
        troubles = (*(one for one in (unseen, blind) if one is not None), *self.wrong())
        self.server.tell(replace(status, troubles=troubles))

    def watch(self, people: int, every_s: float) -> None:
        """Look for so many people from now on; for nobody where only hands would matter and do not."""
        wanted = people if self.settings.gestures or every_s == 0.0 else 0
        self.sight.watch(wanted, every_s)
        if wanted or every_s == 0.0:
            self.sight.start()
        else:
            self.sight.stop()

    def read_settings(self) -> None:
        """As they are now: somebody may have changed them on the phone."""
        with self.database.reading() as session:
            found = settings.load(session)
        if found != self.settings:
            self._apply(found)

    def set(self, **changes: object) -> None:
        """Change settings from the TV."""
        with self.database.session() as session:
            found = settings.save(session, **changes)
        self._apply(found)

    def _apply(self, found: BoxSettings) -> None:
        if found.language != self.settings.language or self.language != found.language:
            self.language = self.screen.write(found.language)
        self.settings = found
        self.sight.mirrored = found.mirror
        self.volume(found.volume)
        self.apply(found)

"""The objects that scenes are built with: Hardware and Household; the third one is `alerts`.

A scene takes only those of the three that it uses.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from device.camera.kept import CameraState
from device.choices import Layout
from device.input.controls import Controls
from device.match.free.training import FreeTraining
from device.match.play.control import Look, MatchCommand
from device.match.play.pose_stream import PoseStream
from device.messages import MatchResult, MatchView, Moments, Pose, PosedFrame
from device.ports import Clock, Screen, Sounds
from device.remote.messages import RefusalReason, TvState
from device.remote.server import StationServer
from device.scenes.current_settings import CurrentSettings
from device.scenes.done import ExerciseNames
from device.scenes.match_request import MatchRequest, request_for
from device.store import own
from device.store.database import Database
from device.store.folder import Folder
from device.views import Pointer
from device.words.lookup import Words, words


class TvScreen(Screen, Protocol):
    """A Screen that can also change language and report mouse position and visibility."""

    @property
    def moving(self) -> bool:
        """Whether one screen still fades into another: then show views as often as possible."""
        ...

    @property
    def lost(self) -> bool:
        """Whether the TV is off."""
        ...

    @property
    def pointer(self) -> Pointer | None:
        """The mouse position; None once the mouse has rested for a while."""
        ...

    def write(self, language: str) -> str:
        """Write in this language from now on; returns it, or English if the box has no font for it."""
        ...


class PlayableMatch(Protocol):
    """A running match as scenes use it; see RunningMatch."""

    @property
    def time_s(self) -> float:
        """Seconds on the lesson's clock."""
        ...

    @property
    def finished(self) -> bool:
        """Whether it is over: there are no more steps."""
        ...

    @property
    def moments(self) -> tuple[Moments, ...]:
        """Each person's best and worst moment."""
        ...

    @property
    def rest_s(self) -> float:
        """Minimum sleep after this step, s."""
        ...

    @property
    def tutor_pose(self) -> Pose | None:
        """The tutor's present pose; None where the tutor is not seen."""
        ...

    def step(self, command: MatchCommand, posed: PosedFrame | None = None) -> MatchView | None:
        """One round: obey the command, judge, and compose a view; None when there is none yet, or no more."""
        ...

    def results(self) -> tuple[MatchResult, ...]:
        """Judge what was played, one result per person. Raises NotAVideoError if that is next to nothing."""
        ...


class PreparedMatch(Protocol):
    """A match that can begin at once, once."""

    @property
    def side_view(self) -> bool:
        """Whether the lesson is done with the side to the camera."""
        ...

    def open(self, *, judged: bool) -> AbstractContextManager[PlayableMatch]:
        """Start it; leaving the context ends its threads and its sound. Raises FormboxError."""
        ...


class MatchStage(Protocol):
    """Prepares matches, and training without a lesson."""

    def prepare(self, request: MatchRequest) -> PreparedMatch:
        """Do the slow part of starting a match. Raises FormboxError when the lesson cannot be played."""
        ...

    def train_freely(self) -> FreeTraining:
        """What names, counts and judges one person, from now on. Raises FormboxError when it is missing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """Everything connected to the box; all of it runs already.

    volume: sets the volume (percent) if one is given, and returns it; alive: called once in every round.
    """

    screen: TvScreen
    poses: PoseStream
    sounds: Sounds
    controls: Controls
    phones: StationServer
    clock: Clock
    volume: Callable[[int | None], int]
    camera_state: Callable[[], CameraState]
    alive: Callable[[], None]

    def tell_preparing(self, request: MatchRequest) -> None:
        """Send phones the status PREPARING: until the next status their commands are refused as BUSY.

        The main loop cannot answer them in time while it prepares a match.
        """
        self.phones.tell(replace(request.status(TvState.PREPARING), volume=self.volume(None)))


@dataclass(slots=True)
class Trainees:
    """The people chosen to train: ids of members, None for a guest."""

    ids: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The household's files, data and settings. now: the date and time, with a time zone."""

    folder: Folder
    database: Database
    settings: CurrentSettings
    stage: MatchStage
    now: Callable[[], datetime]
    trainees: Trainees

    @property
    def words(self) -> Words:
        """Texts in the language of the TV."""
        return words(self.settings.language)

    def exercise_names(self) -> ExerciseNames:
        """What exercises are called now; reads the store."""
        with self.database.reading() as session:
            return ExerciseNames(self.words, own.names(session))

    @property
    def look(self) -> Look:
        """How a match is shown, by the settings."""
        chosen = self.settings.now
        return Look(Layout(chosen.layout), mirrored=chosen.mirror, patterned=chosen.patterned)

    def request(
        self, lesson_id: int, member_ids: Sequence[int | None], from_s: float = 0.0
    ) -> MatchRequest | RefusalReason:
        """A match of a lesson, or why it cannot be played; from_s: where on the lesson's clock it begins."""
        names = self.exercise_names()
        return request_for(self.folder, self.database, lesson_id, member_ids, names=names, from_s=from_s)

    @property
    def local_now(self) -> datetime:
        """The date and time in the household's zone."""
        return self.now().astimezone(self.settings.now.zone)

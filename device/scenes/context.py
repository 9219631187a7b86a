"""What scenes work with: the hardware that is connected, and the household that the box belongs to.

What is wrong is in `alerts`. Each scene takes of these three what it uses.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from device.camera.kept import CameraState
from device.choices import Layout
from device.input.controls import Controls
from device.match.play.control import Look, MatchCommand
from device.match.play.pose_stream import PoseStream
from device.messages import MatchResult, MatchView, Moments, Pose, PosedFrame
from device.ports import Clock, Screen, Sounds
from device.remote.messages import RefusalReason
from device.remote.server import StationServer
from device.scenes.current_settings import CurrentSettings
from device.scenes.match_request import MatchRequest, request_for
from device.store.database import Database
from device.store.folder import Folder
from device.views import Pointer
from device.words.lookup import Words, words


class TvScreen(Screen, Protocol):
    """A Screen that can also change language and report mouse position and visibility."""

    @property
    def moving(self) -> bool:
        """Whether one screen is still turning into another: then show views as often as possible."""
        ...

    @property
    def lost(self) -> bool:
        """Whether the TV is off."""
        ...

    @property
    def pointer(self) -> Pointer | None:
        """Where the mouse is while it is being moved."""
        ...

    def write(self, language: str) -> str:
        """Write in this language from now on; returns the one that it has letters for."""
        ...


class PlayableMatch(Protocol):
    """A running match, as scenes use it; see RunningMatch."""

    @property
    def time_s(self) -> float:
        """Where the lesson's clock is."""
        ...

    @property
    def finished(self) -> bool:
        """Whether there are no more steps."""
        ...

    @property
    def moments(self) -> tuple[Moments, ...]:
        """Each person's best and worst moment."""
        ...

    @property
    def rest_s(self) -> float:
        """Seconds to sleep at least after this step."""
        ...

    @property
    def tutor_pose(self) -> Pose | None:
        """The tutor's pose of now."""
        ...

    def step(self, command: MatchCommand, posed: PosedFrame | None = None) -> MatchView | None:
        """One round."""
        ...

    def results(self) -> tuple[MatchResult, ...]:
        """Judge what was played."""
        ...


class PreparedMatch(Protocol):
    """A match that can begin at once, once."""

    @property
    def side_view(self) -> bool:
        """Whether the lesson is done with the side to the camera."""
        ...

    def open(self, *, judged: bool) -> AbstractContextManager[PlayableMatch]:
        """Start it; leaving the context ends its threads and its sound."""
        ...


class MatchStage(Protocol):
    """Prepares matches."""

    def prepare(self, request: MatchRequest) -> PreparedMatch:
        """Do all that is slow; raises FormboxError when the lesson cannot be played."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """What is connected, and runs already.

    volume: sets the volume in per cent when one is given, and returns it; alive: called once in every round.
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


@dataclass(slots=True)
class Trainees:
    """Who trained last or was chosen to: members by id, None for a guest."""

    ids: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Who lives here, what they have, and how they want it. now: the time of day, with its zone."""

    folder: Folder
    database: Database
    settings: CurrentSettings
    stage: MatchStage
    now: Callable[[], datetime]
    trainees: Trainees

    @property
    def words(self) -> Words:
        """In the language that the TV writes."""
        return words(self.settings.language)

    @property
    def look(self) -> Look:
        """How a match is shown."""
        chosen = self.settings.now
        return Look(Layout(chosen.layout), mirrored=chosen.mirror, patterned=chosen.patterned)

    def request(
        self, lesson_id: int, member_ids: Sequence[int | None], from_s: float = 0.0
    ) -> MatchRequest | RefusalReason:
        """What is to be played, or why it cannot be; from_s: where on the lesson's clock it begins."""
        guest = self.words.text("guest")
        return request_for(self.folder, self.database, lesson_id, member_ids, guest=guest, from_s=from_s)

    @property
    def local_now(self) -> datetime:
        """The time of day in the household's zone."""
        return self.now().astimezone(self.settings.now.zone)

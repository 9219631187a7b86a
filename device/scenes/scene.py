"""The base class of all scenes: a scene gives a view, reacts to inputs, and returns where to go next.

`SceneLoop` calls it; the values that a scene can return are in `destinations`.
"""

from abc import ABC, abstractmethod
from enum import Enum

from device.messages import Pose, PosedFrame
from device.presses import Press, Spot
from device.remote.messages import (
    Answer,
    Command,
    Done,
    RefusalReason,
    Refused,
    Status,
    TrainFreely,
    TvState,
)
from device.scenes.destinations import Destination, Place
from device.views import Pointer, View


class HandUse(Enum):
    """What raised hands in front of the camera do."""

    NONE = "none"
    POINT = "point"  # a raised hand moves a pointer; resting on a target chooses it
    PAUSE = "pause"  # a raised flat hand presses the pause key


class Scene(ABC):
    """One screen and what can be done on it. `None` as a destination means: stay."""

    # how many people the pose network looks for
    people: int = 1
    # views per second, and seconds between two poses (0: as many as the network gives)
    fps: float = 30.0
    look_every_s: float = 0.1
    # whether the loop plays a sound for every key; otherwise the scene plays its own
    key_sounds: bool = True
    # whether a phone's Start and Code are refused
    busy: bool = False

    @property
    def hand_use(self) -> HandUse:
        """What a raised hand does now."""
        return HandUse.POINT

    def enter(self) -> None:  # noqa: B027 - most scenes have nothing to do here
        """Called when the scene comes to the screen; a FormboxError leads to the library, as in `tick`."""

    def exit(self) -> None:  # noqa: B027 - as above
        """Called when the scene is left for good, also at an error: release what it holds."""

    def resume(self, note: str) -> None:  # noqa: B027 - as above
        """Called when the scene on top of this one returned, with a sentence to show."""

    @abstractmethod
    def view(self, pointer: Pointer | None) -> View:
        """What to draw now; pointer: of a mouse or a hand."""

    def see(self, posed: PosedFrame) -> None:  # noqa: B027 - as above
        """Called with the camera's newest picture and its poses."""

    def focus(self, spot: Spot) -> None:  # noqa: B027 - as above
        """Called when a pointer moved over this target."""

    @abstractmethod
    def press(self, press: Press) -> Destination | None:
        """Called for every key but volume and LEAVE; returns where it leads."""

    def tick(self) -> Destination | None:
        """Called once per round, before `view`; returns where to go. Must not wait."""
        return None

    @property
    def rest_s(self) -> float:
        """Minimum sleep after this round, s."""
        return 0.0

    @property
    def tutor_pose(self) -> Pose | None:
        """The pose that people imitate now: a hand raised as the tutor's is no gesture."""
        return None

    def status(self) -> Status:
        """The TV's state for phones; the loop adds volume and troubles."""
        return Status(TvState.HOME)

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """Answer a phone's command that the loop does not handle itself; returns where it leads, too."""
        if isinstance(command, TrainFreely):
            return Done(), Place.FREE
        return Refused(RefusalReason.NOTHING_PLAYS), None

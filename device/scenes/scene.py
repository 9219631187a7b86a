"""What every scene of the TV is: it shows a view, reacts to presses, and returns which scene comes next.

`SceneLoop` runs one scene at a time; where a scene can lead are the values of `destinations`.
"""

from abc import ABC, abstractmethod
from enum import Enum

from device.messages import Pose, PosedFrame
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, RefusalReason, Refused, Status, TvState
from device.scenes.destinations import Destination
from device.views import Pointer, View


class HandUse(Enum):
    """What hands in front of the camera do in a scene."""

    NONE = "none"
    POINT = "point"  # a raised hand is a pointer; resting on a target chooses it
    PAUSE = "pause"  # a flat raised hand is the pause key


class Scene(ABC):
    """One screen and what can be done there. `None` as the next destination means: stay."""

    # how many people are looked for, and what their hands do
    people: int = 1
    hand_use: HandUse = HandUse.POINT
    # pictures per second that the screen wants, and seconds between two poses
    fps: float = 30.0
    look_every_s: float = 0.1
    # whether the loop plays a sound for every key; otherwise the scene plays its own
    key_sounds: bool = True
    # whether phones may not leave it for another lesson or a pairing code
    busy: bool = False

    def enter(self) -> None:  # noqa: B027 - most scenes have nothing to do here
        """Called when the scene comes to the screen."""

    def exit(self) -> None:  # noqa: B027 - as above
        """Called when it has gone for good: release what it holds."""

    def resume(self, note: str) -> None:  # noqa: B027 - as above
        """Called when a scene on top of this one returned."""

    @abstractmethod
    def view(self, pointer: Pointer | None) -> View:
        """What is shown now; pointer: of a mouse or a hand."""

    def see(self, posed: PosedFrame) -> None:  # noqa: B027 - as above
        """The camera's newest picture with its poses."""

    def focus(self, spot: Spot) -> None:  # noqa: B027 - as above
        """A pointer moved over this target."""

    @abstractmethod
    def press(self, press: Press) -> Destination | None:
        """A key was pressed."""

    def tick(self) -> Destination | None:
        """Called once for every picture."""
        return None

    @property
    def rest_s(self) -> float:
        """Seconds that the loop sleeps at least after this picture."""
        return 0.0

    @property
    def tutor_pose(self) -> Pose | None:
        """The pose that people imitate now: a hand raised because the tutor raises one means nothing."""
        return None

    def status(self) -> Status:
        """What phones see of it; the loop adds volume and troubles."""
        return Status(TvState.HOME)

    def command(self, command: Command) -> tuple[Answer, Destination | None]:  # noqa: ARG002 - the answer to any
        """A phone's command for this scene in particular."""
        return Refused(RefusalReason.NOTHING_PLAYS), None

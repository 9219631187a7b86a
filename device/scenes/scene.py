"""What every scene of the evening is: it shows a view, hears presses, and says which scene comes next.

Decides nothing itself. `Evening` runs the scenes one after the other; what can be reached from where is
decided by each of them.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from device.messages import PosedFrame
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, RefusalReason, Refused, Status, TvState
from device.views import IdleView, Pointer, View

if TYPE_CHECKING:
    from device.scenes.context import Parts


class Scene(ABC):
    """One screen and what can be done there. `None` as the next scene means: stay."""

    # how many people are looked for meanwhile, and whether a raised hand opens a pointer
    people: int = 1
    pointing: bool = True
    # pictures a second that the screen wants, and seconds between two looks at the camera
    fps: float = 30.0
    look_every_s: float = 0.1
    # the end of the evening is a scene that does not last
    lasts: bool = True
    # whether presses move something: then they are heard
    audible: bool = True
    _parts: "Parts"

    def enter(self) -> None:  # noqa: B027 - what a scene need not care for does nothing
        """It is shown from now on."""

    @abstractmethod
    def view(self, pointer: Pointer | None) -> View:
        """What is shown now."""

    def see(self, posed: PosedFrame) -> None:  # noqa: B027 - the same
        """The camera's newest picture."""

    def focus(self, spot: Spot) -> None:  # noqa: B027 - the same
        """A pointer is over this."""

    @abstractmethod
    def press(self, press: Press) -> "Scene | None":
        """What was pressed."""

    def tick(self) -> "Scene | None":
        """Time passes; asked once for every picture."""
        return None

    def status(self) -> Status:
        """What the phone is told: the library, or what is opened from it."""
        return Status(TvState.HOME, volume=self._parts.volume(None))

    def wish(self, wish: Command) -> tuple[Answer, "Scene | None"]:  # noqa: ARG002 - the answer to any
        """What a phone wishes of this scene in particular."""
        return Refused(RefusalReason.NOTHING_PLAYS), None


class Leave(Scene):
    """The end of the program: it is never shown."""

    lasts = False

    def view(self, pointer: Pointer | None) -> View:  # noqa: ARG002 - there is nothing to point at
        """Nothing."""
        return IdleView("", "")

    def press(self, press: Press) -> Scene | None:  # noqa: ARG002 - nobody hears it any more
        """Nothing."""
        return None

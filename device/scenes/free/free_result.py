"""The end of training without a lesson: what was done, how often, how well."""

from typing import Final

from device.effects import Effect
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, Done, Restart, Status, Stop, TvState
from device.scenes.context import Hardware, Household
from device.scenes.destinations import Destination, Place, ShowFreeResult
from device.scenes.focus import along
from device.scenes.scene import Scene
from device.views import FreeResultView, Pointer, View

# As the result of a match, s.
SHOWN_S: Final = 180.0
BUTTONS: Final = {"free_again": Place.FREE, "to_home": Place.LIBRARY}


class FreeResult(Scene):
    """One per visit."""

    def __init__(self, hardware: Hardware, household: Household, shown: ShowFreeResult) -> None:
        """The last button has the focus: who has finished goes on to something else."""
        self._hardware = hardware
        self._household = household
        self._shown = shown
        self._place = len(BUTTONS) - 1
        self._until = 0.0

    def enter(self) -> None:
        """Play applause."""
        self._until = self._hardware.clock.now() + SHOWN_S
        self._hardware.sounds.effect(Effect.APPLAUSE)

    def status(self) -> Status:
        """HOME: nothing plays, and a phone can start a lesson."""
        return Status(TvState.HOME)

    def view(self, pointer: Pointer | None) -> View:
        """What was done, with the buttons."""
        words = self._household.words
        return FreeResultView(
            words.text("free_end"),
            self._shown.duration_s,
            self._shown.done,
            tuple(words.text(key) for key in BUTTONS),
            Spot("buttons", self._place),
            pointer,
        )

    def focus(self, spot: Spot) -> None:
        """Move the focus to the button under a pointer."""
        self._place = min(spot.index, len(BUTTONS) - 1)

    def tick(self) -> Destination | None:
        """Go to the library after SHOWN_S."""
        return Place.LIBRARY if self._hardware.clock.now() >= self._until else None

    def press(self, press: Press) -> Destination | None:
        """Buttons in a row."""
        if press in (Press.BACK, Press.HOME):
            return Place.LIBRARY
        if press is Press.OK:
            return list(BUTTONS.values())[self._place]
        self._place = along(self._place, len(BUTTONS), press, (Press.LEFT, Press.RIGHT))
        return None

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """Restart begins anew, Stop goes to the library."""
        if isinstance(command, Restart):
            return Done(), Place.FREE
        if isinstance(command, Stop):
            return Done(), Place.LIBRARY
        return super().command(command)

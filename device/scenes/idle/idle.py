"""The idle screen: the clock, the household's week, what the night prepared, and how a phone is paired.

Any key leads to the library once the box has a member. What it shows is put together by `waiting`.
"""

from device.presses import Press
from device.remote.messages import Answer, Code, Command, Done, Status, TvState
from device.scenes.context import Household
from device.scenes.destinations import Destination, Place
from device.scenes.idle.waiting import Waiting
from device.scenes.scene import Scene
from device.views import Pointer, View


class Idle(Scene):
    """Kept as long as the process runs."""

    fps = 4.0
    # A hand that is raised is seen within half a second, and a Pi stays cool.
    look_every_s = 0.4
    key_sounds = False

    def __init__(self, household: Household, waiting: Waiting) -> None:
        """Show what `waiting` says."""
        self._household = household
        self._waiting = waiting
        self._pointed = False

    def enter(self) -> None:
        """Settings may have changed on a phone."""
        self._pointed = False
        self._household.settings.read()

    def status(self) -> Status:
        """Nothing is open."""
        return Status(TvState.IDLE)

    def view(self, pointer: Pointer | None) -> View:
        """What there is to say now."""
        self._pointed = pointer is not None
        return self._waiting.view()

    def tick(self) -> Destination | None:
        """A raised hand opens the library."""
        return Place.LIBRARY if self._pointed and not self._waiting.empty else None

    def press(self, press: Press) -> Destination | None:
        """Any key but Back opens the library."""
        return None if self._waiting.empty or press is Press.BACK else Place.LIBRARY

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """Show a code for another phone."""
        if isinstance(command, Code):
            self._waiting.show_code(command.digits, command.for_s)
            return Done(), None
        return super().command(command)

"""The idle scene: clock, the household's week, what the night prepared, how to pair a phone.

Once the box has a member, any key but Back and any raised hand lead to the library. `idle_content` gathers
what it shows.
"""

from device.presses import Press
from device.remote.messages import Answer, Code, Command, Done, Status, TvState
from device.scenes.context import Household
from device.scenes.destinations import Destination, Place
from device.scenes.idle.idle_content import IdleContent
from device.scenes.scene import Scene
from device.views import Pointer, View


class Idle(Scene):
    """One per process."""

    fps = 4.0
    # A raised hand is noticed within half a second, and a Pi stays cool.
    look_every_s = 0.4
    key_sounds = False

    def __init__(self, household: Household, content: IdleContent) -> None:
        """Shows this content."""
        self._household = household
        self._content = content
        self._pointed = False

    def enter(self) -> None:
        """Read the settings, which may have been changed on a phone."""
        self._pointed = False
        self._household.settings.read()

    def status(self) -> Status:
        """IDLE."""
        return Status(TvState.IDLE)

    def view(self, pointer: Pointer | None) -> View:
        """The present content; remembers whether a hand or a mouse points."""
        self._pointed = pointer is not None
        return self._content.view()

    def tick(self) -> Destination | None:
        """Open the library when a hand or a mouse points."""
        return Place.LIBRARY if self._pointed and not self._content.empty else None

    def press(self, press: Press) -> Destination | None:
        """Open the library, with any key but Back."""
        return None if self._content.empty or press is Press.BACK else Place.LIBRARY

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """Show the pairing code of a Code command."""
        if isinstance(command, Code):
            self._content.show_code(command.digits, command.for_s)
            return Done(), None
        return super().command(command)

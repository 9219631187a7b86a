"""The box that waits: the clock, the household's week, what the night made ready, and how a phone comes in.

Decides that any press leads to the library once somebody belongs to the box. What it says is put together by
`waiting`.
"""

from device.presses import Press
from device.remote.messages import Code, Command, Done, Status, TvState
from device.scenes.context import Parts
from device.scenes.scene import Scene
from device.scenes.waiting import Waiting
from device.views import Pointer, View


class Idle(Scene):
    """Kept for the whole evening."""

    fps = 4.0
    # A hand that is raised is seen within half a second, and a Pi stays cool.
    look_every_s = 0.4
    audible = False

    def __init__(self, parts: Parts, waiting: Waiting) -> None:
        """Show what `waiting` says."""
        self._parts = parts
        self._waiting = waiting
        self._pointed = False

    def enter(self) -> None:
        """Settings may have changed on the phone."""
        self._pointed = False
        self._parts.read_settings()

    def status(self) -> Status:
        """Nothing."""
        return Status(TvState.IDLE, volume=self._parts.volume(None))

    def view(self, pointer: Pointer | None) -> View:
        """What is to be said now."""
        self._pointed = pointer is not None
        return self._waiting.view()

    def tick(self) -> Scene | None:
        """A raised hand opens the library."""
        if self._pointed and not self._waiting.empty:
            return self._parts.scenes.home()
        return None

    def press(self, press: Press) -> Scene | None:
        """Anything opens the library, but for the volume."""
        return None if self._waiting.empty or press is Press.BACK else self._parts.scenes.home()

    def wish(self, wish: Command) -> tuple[Done, None] | tuple[object, None]:
        """Show a code for another phone."""
        if isinstance(wish, Code):
            self._waiting.show_code(wish.digits, wish.for_s)
            return Done(), None
        return super().wish(wish)

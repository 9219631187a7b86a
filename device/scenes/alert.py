"""What is wrong and what to do about it, once, before the library: a sentence to read and one button.

Decides nothing but that it has been read. What is wrong, and when it is news, is decided in `troubles` and
`parts`; when people are stopped by it, by the library.
"""

from device.presses import Press, Spot
from device.scenes.context import Parts
from device.scenes.focus import STEPS
from device.scenes.home import QUIET
from device.scenes.scene import Scene
from device.trouble import Trouble
from device.views import Pointer, TroubleView, View


class Alert(Scene):
    """One a trouble."""

    def __init__(self, parts: Parts, trouble: Trouble) -> None:
        """It leads back to the library."""
        self._parts = parts
        self._trouble = trouble
        self._began = parts.now()

    def view(self, pointer: Pointer | None) -> View:
        """The sentence."""
        button = self._parts.words.text("understood")
        return TroubleView(self._trouble, (button,), Spot("buttons", 0), pointer=pointer)

    def tick(self) -> Scene | None:
        """What is over need not be read any more, and nobody is there who could."""
        if self._parts.now() - self._began >= QUIET:
            return self._parts.scenes.idle()
        return None if self._parts.unread() is self._trouble else self._parts.scenes.home()

    def press(self, press: Press) -> Scene | None:
        """Any key but an arrow."""
        if press in STEPS:
            return None
        self._parts.read(self._trouble)
        return self._parts.scenes.home()

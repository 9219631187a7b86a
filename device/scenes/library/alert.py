"""What is wrong and what to do about it, once, before the library: a sentence and one button."""

from device.presses import Press, Spot
from device.scenes.alerts import Alerts
from device.scenes.context import Household
from device.scenes.destinations import Destination, Place
from device.scenes.focus import STEPS
from device.scenes.library.home import QUIET
from device.scenes.scene import Scene
from device.trouble import Trouble
from device.views import Pointer, TroubleView, View


class Alert(Scene):
    """Per trouble; leads to the library."""

    def __init__(self, household: Household, alerts: Alerts, trouble: Trouble) -> None:
        """Show this one."""
        self._household = household
        self._alerts = alerts
        self._trouble = trouble
        self._began = household.now()

    def view(self, pointer: Pointer | None) -> View:
        """The sentence and its button."""
        button = self._household.words.text("understood")
        return TroubleView(self._trouble, (button,), Spot("buttons", 0), pointer=pointer)

    def tick(self) -> Destination | None:
        """A trouble that is over need not be read; without a key for a while, back to the clock."""
        if self._household.now() - self._began >= QUIET:
            return Place.IDLE
        return None if self._alerts.unread() is self._trouble else Place.LIBRARY

    def press(self, press: Press) -> Destination | None:
        """Any key but an arrow: it was read."""
        if press in STEPS:
            return None
        self._alerts.read(self._trouble)
        return Place.LIBRARY

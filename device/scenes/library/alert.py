"""An alert before the library: one trouble, what to do about it, and one button."""

from device.presses import Press, Spot
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household
from device.scenes.dates import date_line
from device.scenes.destinations import Destination, Place
from device.scenes.focus import STEPS
from device.scenes.library.home import QUIET_S
from device.scenes.scene import Scene
from device.store.rescue.healing import read_lost
from device.trouble import Trouble
from device.views import Pointer, TroubleView, View


class Alert(Scene):
    """One per visit; leads to the library."""

    def __init__(self, hardware: Hardware, household: Household, alerts: Alerts, trouble: Trouble) -> None:
        """Shows this trouble."""
        self._clock = hardware.clock
        self._household = household
        self._alerts = alerts
        self._trouble = trouble
        self._began_s = self._clock.now()
        self._detail = _loss(household) if trouble is Trouble.RESTORED else None

    def view(self, pointer: Pointer | None) -> View:
        """The trouble and its button."""
        button = self._household.words.text("understood")
        return TroubleView(self._trouble, (button,), Spot("buttons", 0), self._detail, pointer=pointer)

    def tick(self) -> Destination | None:
        """Leave when the trouble is over, to the library, or after QUIET_S, to the idle screen."""
        if self._clock.now() - self._began_s >= QUIET_S:
            return Place.IDLE
        return None if self._alerts.unread() is self._trouble else Place.LIBRARY

    def press(self, press: Press) -> Destination | None:
        """Mark it as read with any key but an arrow."""
        if press in STEPS:
            return None
        self._alerts.read(self._trouble)
        return Place.LIBRARY


def _loss(household: Household) -> str | None:
    """What was lost with a damaged database, in one sentence."""
    lost = read_lost(household.folder)
    if lost is None:
        return None
    settings = household.settings
    since = None if lost.since is None else lost.since.astimezone(settings.now.zone)
    date = "" if since is None else f"{date_line(since, settings.language)}, {since:%H:%M}"
    return household.words.sentence(f"lost_{lost.loss}", date=date)

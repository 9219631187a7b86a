"""Builds the scene for every destination, so that no scene needs to know how another one is built.

The idle screen, the library and the settings live as long as the process; others are built for each visit.
"""

from collections.abc import Callable

from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household
from device.scenes.destinations import (
    Destination,
    GetReadyFor,
    Place,
    PlayMatch,
    Practise,
    Return,
    ShowAlert,
    ShowFreeResult,
    ShowResult,
)
from device.scenes.free.free import Free
from device.scenes.free.free_result import FreeResult
from device.scenes.idle.idle import Idle
from device.scenes.idle.idle_content import IdleContent
from device.scenes.library.alert import Alert
from device.scenes.library.home import Home
from device.scenes.play.playing import Playing
from device.scenes.play.practice import Practice
from device.scenes.play.ready import GetReady
from device.scenes.play.result import Result
from device.scenes.scene import Scene
from device.scenes.settings.forgotten import Forgotten
from device.scenes.settings.pages import About, CameraCheck
from device.scenes.settings.settings import Settings


class Scenes:
    """One per process."""

    def __init__(
        self,
        hardware: Hardware,
        household: Household,
        alerts: Alerts,
        idle_content: IdleContent,
        address: Callable[[], str],
    ) -> None:
        """address: gives the URL of the page for phones."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._idle_content = idle_content
        self._address = address
        self._idle = Idle(household, idle_content)
        self._home = Home(hardware, household, alerts)
        self._settings = Settings(household)

    def scene(self, destination: Destination) -> Scene:
        """The scene of a destination. Raises ValueError for `Return`: the loop has the scene below."""
        connected = self._hardware, self._household, self._alerts
        match destination:
            case Place():
                return self._place(destination)
            case GetReadyFor(request=request):
                return GetReady(*connected, request)
            case PlayMatch():
                return Playing(*connected, destination)
            case Practise():
                return Practice(*connected, destination)
            case ShowResult() | ShowFreeResult():
                return self._ended(destination)
            case ShowAlert(trouble=trouble):
                return Alert(self._hardware, self._household, self._alerts, trouble)
            case Return():
                raise ValueError("a return leads to the scene below, which exists")

    def _ended(self, shown: ShowResult | ShowFreeResult) -> Scene:
        if isinstance(shown, ShowFreeResult):
            return FreeResult(self._hardware, self._household, shown)
        following = self._home.after(shown.request.lesson_id)
        return Result(self._hardware, self._household, shown, following)

    def _place(self, place: Place) -> Scene:
        match place:
            case Place.IDLE | Place.LIBRARY | Place.SETTINGS:
                kept = {Place.IDLE: self._idle, Place.LIBRARY: self._home, Place.SETTINGS: self._settings}
                return kept[place]
            case Place.FREE:
                return Free(self._hardware, self._household, self._alerts)
            case Place.CAMERA_CHECK:
                return CameraCheck(self._hardware, self._household, self._alerts)
            case Place.FORGOTTEN:
                return Forgotten(self._household, self._idle_content.show_code_for)
            case Place.ABOUT:
                return About(self._household, self._address)
            case Place.PAIRING_CODE:
                self._idle_content.show_own_code()
                return self._idle

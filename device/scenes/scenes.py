"""Makes every scene, so that none needs to know how another is built.

The waiting box, the library and the list of settings are kept for the evening; all others are made anew.
"""

from collections.abc import Callable

from device.scenes.alert import Alert
from device.scenes.context import Parts, Played, Prepared
from device.scenes.hands import Hands
from device.scenes.home import Home
from device.scenes.idle import Idle
from device.scenes.match_request import Order
from device.scenes.pages import About, CameraCheck
from device.scenes.playing import Playing
from device.scenes.ready import GetReady
from device.scenes.result import Result
from device.scenes.scene import Leave, Scene
from device.scenes.settings import Options
from device.scenes.waiting import Waiting
from device.trouble import Trouble


class AllScenes:
    """One an evening."""

    def __init__(
        self,
        parts: Parts,
        hands: Hands,
        waiting: Waiting,
        address: Callable[[], str],
        show_code: Callable[[], None],
    ) -> None:
        """address: of the page for phones; show_code: lets one more phone in."""
        self._parts = parts
        self._hands = hands
        self._address = address
        self._show_code = show_code
        self._idle = Idle(parts, waiting)
        self._home = Home(parts)
        self._options = Options(parts, self._behind)

    def idle(self) -> Scene:
        """The box that waits."""
        return self._idle

    def home(self) -> Scene:
        """The library."""
        return self._home

    def settings(self) -> Scene:
        """What can be set from the TV."""
        return self._options

    def ready(self, order: Order) -> Scene:
        """Getting ready for a lesson."""
        return GetReady(self._parts, order)

    def playing(self, order: Order, prepared: Prepared, *, watched: bool) -> Scene:
        """A match."""
        return Playing(self._parts, order, prepared, self._hands, watched=watched)

    def ended(self, order: Order, played: Played, match_id: int | None) -> Scene:
        """Its result."""
        return Result(self._parts, order, played, match_id, self._home.after(order.lesson_id))

    def alert(self, trouble: Trouble) -> Scene:
        """What to do about what is wrong."""
        return Alert(self._parts, trouble)

    def leave(self) -> Scene:
        """The end of the program."""
        return Leave()

    def _behind(self, door: str) -> Scene | None:
        """The scene behind one of options.DOORS."""
        if door == "camera_check":
            return CameraCheck(self._parts, self.settings)
        if door == "about":
            return About(self._parts, self.settings, self._address)
        self._show_code()
        return self._idle

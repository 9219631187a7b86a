"""What is wrong with box, camera and lessons, as screens and phones show it.

Decides how long a notice stays, and which alert is still unread. `troubles` finds what is wrong with the box.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from device.camera.kept import CameraState
from device.choices import CAMERA_NONE
from device.ports import Clock
from device.scenes.current_settings import CurrentSettings
from device.trouble import Trouble

# How long the notice of a failed lesson stays, s.
SHOWN_S: Final = 20.0
# While the camera is being opened there is no trouble.
CAMERA_TROUBLES: Final = {CameraState.NONE: Trouble.NO_CAMERA, CameraState.LOST: Trouble.CAMERA_LOST}


class BoxTroubles(Protocol):
    """What is wrong with the box itself; see Troubles."""

    def now(self) -> Sequence[Trouble]:
        """The present troubles, most urgent first."""
        ...

    def unread(self) -> Sequence[Trouble]:
        """Those whose alert is unread, most urgent first."""
        ...

    def read(self, trouble: Trouble) -> None:
        """Mark its alert as read."""
        ...

    def check(self) -> None:
        """Raise the error of its thread, if it had one."""
        ...


class Alerts:
    """One per process; use it from the thread of the screen."""

    def __init__(
        self,
        box: BoxTroubles,
        clock: Clock,
        settings: CurrentSettings,
        camera_state: Callable[[], CameraState],
        display_lost: Callable[[], bool],
    ) -> None:
        """display_lost: whether the TV is off."""
        self._box = box
        self._clock = clock
        self._settings = settings
        self._camera_state = camera_state
        self._display_lost = display_lost
        self._shown: tuple[Trouble, float] | None = None
        self._unread: list[Trouble] = []

    def raise_alert(self, trouble: Trouble) -> None:
        """Show a notice for a while, and an alert before the library until it is read."""
        self._shown = trouble, self._clock.now() + SHOWN_S
        self._unread.append(trouble)

    def unread(self) -> Trouble | None:
        """The alert to show next: a lesson's before the box's; None when all are read."""
        found = (*self._unread, *self._box.unread())
        return found[0] if found else None

    def read(self, trouble: Trouble) -> None:
        """Mark its alert as read."""
        self._unread = [one for one in self._unread if one is not trouble]
        self._box.read(trouble)

    def now(self) -> tuple[Trouble, ...]:
        """The notices on the TV: a lesson's newest for SHOWN_S, then the box's."""
        if self._shown is not None and self._clock.now() >= self._shown[1]:
            self._shown = None
        return (*(() if self._shown is None else (self._shown[0],)), *self._box.now())

    def camera(self) -> Trouble | None:
        """Why the camera gives no pictures, None while it does; CAMERA_OFF if the settings say so."""
        found = CAMERA_TROUBLES.get(self._camera_state())
        if found is Trouble.NO_CAMERA and self._settings.now.camera == CAMERA_NONE:
            return Trouble.CAMERA_OFF
        return found

    def for_phones(self) -> tuple[Trouble, ...]:
        """Everything that is wrong, first what keeps the TV from showing it."""
        display = Trouble.DISPLAY_LOST if self._display_lost() else None
        camera = self.camera()
        if camera is Trouble.CAMERA_OFF:  # a setting, no trouble
            camera = None
        return (*(one for one in (display, camera) if one is not None), *self.now())

    def check(self) -> None:
        """Raise the error of the thread that finds troubles, if it had one."""
        self._box.check()

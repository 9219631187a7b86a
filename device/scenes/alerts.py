"""What is wrong, for screens and phones: the box's own troubles, the camera's, and what went wrong in a
lesson.

Decides how long a message stays and which alert a person has not read yet. The box's own troubles are found
by `troubles`.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from device.camera.kept import CameraState
from device.choices import CAMERA_NONE
from device.ports import Clock
from device.scenes.current_settings import CurrentSettings
from device.trouble import Trouble

# A message about something that went wrong stays so long.
SHOWN_S: Final = 20.0
# While the camera is being opened there is no trouble yet.
CAMERA_TROUBLES: Final = {CameraState.NONE: Trouble.NO_CAMERA, CameraState.LOST: Trouble.CAMERA_LOST}


class BoxTroubles(Protocol):
    """What is wrong with the box itself; see Troubles."""

    def now(self) -> Sequence[Trouble]:
        """The present troubles, the most urgent first."""
        ...

    def unread(self) -> Sequence[Trouble]:
        """Those whose alert was not read yet."""
        ...

    def read(self, trouble: Trouble) -> None:
        """Its alert was read."""
        ...

    def check(self) -> None:
        """Raise the error of its thread here."""
        ...


class Alerts:
    """Per process, in the thread of the screen."""

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
        """Something went wrong: show it for a while, and as an alert before the library."""
        self._shown = trouble, self._clock.now() + SHOWN_S
        self._unread.append(trouble)

    def unread(self) -> Trouble | None:
        """The first alert that was not read yet."""
        found = (*self._unread, *self._box.unread())
        return found[0] if found else None

    def read(self, trouble: Trouble) -> None:
        """Its alert was read."""
        self._unread = [one for one in self._unread if one is not trouble]
        self._box.read(trouble)

    def now(self) -> tuple[Trouble, ...]:
        """What a notice on the TV says: the newest first."""
        if self._shown is not None and self._clock.now() >= self._shown[1]:
            self._shown = None
        return (*(() if self._shown is None else (self._shown[0],)), *self._box.now())

    def camera(self) -> Trouble | None:
        """Why there is no present picture; CAMERA_OFF when the household wants none."""
        found = CAMERA_TROUBLES.get(self._camera_state())
        if found is Trouble.NO_CAMERA and self._settings.now.camera == CAMERA_NONE:
            return Trouble.CAMERA_OFF
        return found

    def for_phones(self) -> tuple[Trouble, ...]:
        """Everything that is wrong, with what the TV cannot show itself."""
        display = Trouble.DISPLAY_LOST if self._display_lost() else None
        camera = self.camera()
        if camera is Trouble.CAMERA_OFF:  # wanted, so no trouble
            camera = None
        return (*(one for one in (display, camera) if one is not None), *self.now())

    def check(self) -> None:
        """Raise the error of the thread that watches the box."""
        self._box.check()

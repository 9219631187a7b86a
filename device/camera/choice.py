"""Which camera a name means. What each does is in its own file."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera
from device.camera.v4l2 import V4l2Camera
from device.errors import CameraError
from device.media.video import frames, probe
from device.ports import Camera, Clock

# Linux numbers its cameras up to 63.
DIGITS_MAX: Final = 2


def camera_called(name: str, clock: Clock, fit: tuple[int, int]) -> Callable[[float], Camera]:
    """What makes the camera called `name` (a number, a video file or "none"), given when the match begins.

    A real camera is opened here, because that takes a while; pictures of a film are shrunk to `fit` px.
    Raises CameraError for any other name, NotAVideoError for a file that is no film.
    """
    if name == "none":
        return lambda _: DisabledCamera(clock)
    if name.isascii() and name.isdecimal() and len(name) <= DIGITS_MAX:
        camera = V4l2Camera(int(name), clock)
        return lambda _: camera
    if Path(name).is_file():
        probe(Path(name))
        return lambda starts_at: FileCamera(frames(Path(name), fit), clock, starts_at)
    raise CameraError(f"There is no camera or video called {name}.")

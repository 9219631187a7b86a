"""Turns a camera's name, as settings and command line have it, into a camera.

The names: auto (the Pi's camera socket, else USB), none, usb:2 or 2, pi or pi:1, simulated (the demo's
mannequin), or the path of a film.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera, looped
from device.camera.kept import OPENING_MAX_S, CameraSource, KeptCamera
from device.camera.mannequin import RENDERING_MAX_S, mannequin_film
from device.camera.nodes import capture_nodes
from device.camera.pi import PiCamera, pi_cameras
from device.camera.v4l2 import V4l2Camera
from device.choices import (
    CAMERA_AUTO,
    CAMERA_NONE,
    CAMERA_PI,
    CAMERA_SIMULATED,
    CAMERA_USB,
    is_camera_name,
)
from device.errors import CameraError
from device.health.camera import SYSTEM
from device.media.video import frames, probe
from device.ports import Camera, Clock
from models.fetching.manifest import cache_folder

Find = Callable[[], Sequence[CameraSource]]


@dataclass(frozen=True, slots=True)
class Film:
    """A film that stands in for a camera. path: gives the file; rendering it may take up to patience_s."""

    name: str
    path: Callable[[], Path]
    patience_s: float = OPENING_MAX_S


def kept_camera(name: str, clock: Clock, fit: tuple[int, int], system: Path = SYSTEM) -> KeptCamera:
    """The camera called `name` for a whole evening; films begin at once and are repeated.

    fit: (width, height) px that pictures of a film are shrunk to fit in. system: the root of the kernel's
    device lists (/sys). Raises CameraError for an unknown name; a camera that is not plugged in is no error.
    """
    if name == CAMERA_NONE:
        return KeptCamera(None, clock)
    if (film := _film(name)) is not None:

        def begin() -> Camera:
            path = film.path()
            return FileCamera(looped(lambda: frames(path, fit)), clock, clock.now())

        return KeptCamera(lambda: (CameraSource(film.name, begin, film.patience_s),), clock)
    return KeptCamera(_finder(name, clock, system), clock)


def camera_called(
    name: str, clock: Clock, fit: tuple[int, int], system: Path = SYSTEM
) -> Callable[[float], Camera]:
    """A function that takes the match's start time, s, and gives the camera called `name`; films play once.

    A real camera is opened by this call already, because opening takes seconds; `fit` and `system` as in
    kept_camera. Raises CameraError for an unknown name or a missing camera, NotAVideoError for a file that
    is no film.
    """
    if name == CAMERA_NONE:
        return lambda _: DisabledCamera(clock)
    if (film := _film(name)) is not None:
        path = film.path()
        probe(path)
        return lambda starts_at: FileCamera(frames(path, fit), clock, starts_at)
    sources = _finder(name, clock, system)()
    if not sources:
        raise CameraError(f"There is no camera {name}. Is it plugged in?")
    camera = sources[0].open()
    return lambda _: camera


def _film(name: str) -> Film | None:
    if name == CAMERA_SIMULATED:
        return Film(CAMERA_SIMULATED, _mannequin, RENDERING_MAX_S)
    if not is_camera_name(name) and Path(name).is_file():
        return Film(Path(name).name, lambda: Path(name))
    return None


def _mannequin() -> Path:
    try:
        return mannequin_film("user", cache_folder() / "demo")
    except OSError as error:
        raise CameraError(f"The simulated camera's film cannot be written: {error.strerror}.") from error


def _finder(name: str, clock: Clock, system: Path) -> Find:
    """A function that lists the real cameras called `name`; raises CameraError for an unknown name."""
    if name == CAMERA_AUTO:
        return lambda: [*_pi_if_any(clock), *_usb(clock, system)]
    if (usb := CAMERA_USB.fullmatch(name)) is not None:
        return partial(_usb, clock, system, int(usb[1]))
    if (pi := CAMERA_PI.fullmatch(name)) is not None:
        return partial(_pi, clock, int(pi[1] or 0))
    raise CameraError(f"There is no camera or video called {name}.")


def _usb(clock: Clock, system: Path, number: int | None = None) -> list[CameraSource]:
    """The USB cameras that are plugged in; with `number` only /dev/video<number>."""
    return [
        CameraSource(node.name, partial(V4l2Camera, node.number, clock))
        for node in capture_nodes(system)
        if number is None or node.number == number
    ]


def _pi(clock: Clock, number: int | None = None) -> list[CameraSource]:
    """The cameras in the Pi's socket; with `number` only that one. Raises CameraError without picamera2."""
    return [
        CameraSource(sensor, partial(PiCamera, index, clock))
        for index, sensor in enumerate(pi_cameras())
        if number is None or index == number
    ]


def _pi_if_any(clock: Clock) -> list[CameraSource]:
    try:
        return _pi(clock)
    except CameraError:
        return []

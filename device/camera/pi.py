"""A camera in the Raspberry Pi's own socket, by picamera2 and libcamera.

Two streams of the same moment: a large one that the household sees, and a small one that the Pi's image
processor scales for the pose. Every capture has a time limit: one that is late is waited for again, never
asked for twice, because picamera2 serves its jobs in order and would keep a picture for each. Opening again
after a loss is in `kept`.
"""

import contextlib
import importlib
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from functools import cache
from typing import Any, Final

from device.camera.pixels import check_format, rgb, small
from device.camera.stamps import Stamps
from device.errors import CameraError
from device.messages import Frame
from device.ports import Clock

log = logging.getLogger(__name__)

MAIN: Final = {"format": "RGB888", "size": (1280, 720)}
# The older image processor scales to nothing but YUV.
LORES: Final = {"format": "YUV420", "size": (640, 360)}
FPS: Final = 30
# One at the sensor, one being filled, one read here, one spare: more only cost memory, 4 MB each.
BUFFERS: Final = 4
# A job that is done when it is called off is told so within one picture's time.
CALLED_OFF_S: Final = 0.5
# What picamera2 and libcamera raise when a camera is not there, is taken, or goes wrong.
LIBRARY_ERRORS: Final = (RuntimeError, OSError, LookupError, ValueError, SystemError)
NO_LIBRARY: Final = "The software for the Pi's own camera socket is not installed ({})."
NO_CAMERA: Final = "There is no camera in the Pi's camera socket, or another program uses it."
GONE: Final = "The camera in the Pi's camera socket went wrong. Is its cable pushed in?"


@cache
def _imported() -> tuple[Any, str]:
    """picamera2 or None, and why: once, because a failed import takes as long as a good one."""
    try:
        return importlib.import_module("picamera2"), ""
    except ImportError as error:
        return None, error.name or "picamera2"
    # a numpy of another generation than what picamera2 was built for, a library that cannot be loaded
    except LIBRARY_ERRORS as error:
        log.warning("picamera2 cannot be imported: %s", error)
        return None, "picamera2"


def picamera2_library() -> Any:
    """The module, imported when first wanted. Raises CameraError when it is not there."""
    library, missing = _imported()
    if library is None:
        raise CameraError(NO_LIBRARY.format(missing))
    return library


def pi_cameras(library: Any = None) -> list[str]:
    """What the sensors call themselves, in picamera2's order; USB cameras, which it knows too, left out.

    Raises CameraError when picamera2 is not there.
    """
    library = library or picamera2_library()
    try:
        found: Sequence[Mapping[str, Any]] = library.Picamera2.global_camera_info()
    except LIBRARY_ERRORS as error:
        log.warning("libcamera cannot list cameras: %s", error)
        return []
    return [str(camera.get("Model", "")) for camera in found if "/usb" not in str(camera["Id"])]


class PiCamera:
    """The camera that picamera2 counts as `number`."""

    def __init__(self, number: int, clock: Clock, library: Any = None, stamps: Stamps | None = None) -> None:
        """library: picamera2, or what behaves like it. Raises CameraError when the camera is not there."""
        library = library or picamera2_library()
        self._stamps = stamps or Stamps(clock)
        self._job: Any = None
        self._closed = False
        try:
            self._camera = library.Picamera2(number)
        except LIBRARY_ERRORS as error:
            log.info("camera pi:%d: %s", number, error)
            raise CameraError(NO_CAMERA) from error
        try:
            self._configure(number)
            self._camera.start()
        except CameraError:  # first: it is a RuntimeError as well
            self.close()
            raise
        except LIBRARY_ERRORS as error:
            self.close()
            raise CameraError(NO_CAMERA) from error

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture, or None when none came in time."""
        if self._closed:
            raise CameraError("The camera was closed.")
        try:
            if self._job is None:
                self._job = self._camera.capture_request(wait=False)
            try:
                request = self._camera.wait(self._job, timeout_s)
            except TimeoutError:
                return None
            self._job = None
            try:
                return self._frame(request)
            finally:
                # a request that is kept is a buffer less: after four the camera would stand still
                request.release()
        except CameraError:
            raise
        except LIBRARY_ERRORS as error:
            self._job = None
            log.warning("the camera went wrong: %s", error)
            raise CameraError(GONE) from error

    def close(self) -> None:
        """Give the camera back; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        try:
            self._call_off()
            # stops it too, and by itself: stop() would be one more job, waited for without a limit
            self._camera.close()
        except LIBRARY_ERRORS as error:
            log.warning("the camera was not closed well: %s", error)

    def _configure(self, number: int) -> None:
        camera = self._camera
        # what a camera does not offer may not be asked for
        paced = "FrameDurationLimits" in camera.camera_controls
        wished = camera.create_video_configuration(
            main=dict(MAIN),
            lores=dict(LORES),
            raw=None,
            buffer_count=BUFFERS,
            # a capture waits for the next picture, and does not get one that has waited
            queue=False,
            controls={"FrameRate": FPS} if paced else {},
            sensor=_widest(camera.sensor_modes),
        )
        camera.configure(wished)
        given = camera.camera_configuration()
        streams = [given["main"], given["lores"]]
        for stream in streams:
            check_format(stream["format"])
        # some pipelines give both streams one size: then there is nothing to gain from the second
        self._streams = streams if streams[1]["size"] < streams[0]["size"] else streams[:1]
        log.info("camera pi:%d gives %s", number, [(each["format"], each["size"]) for each in self._streams])

    def _frame(self, request: Any) -> Frame:
        stamp_ns = request.get_metadata().get("SensorTimestamp")
        taken = self._stamps.time_of(None if stamp_ns is None else stamp_ns / 1e9)
        pictures = [
            rgb(request.make_array(name), stream["format"], stream["size"])
            for name, stream in zip(("main", "lores"), self._streams, strict=False)
        ]
        return Frame(taken, pictures[0], pictures[1] if len(pictures) > 1 else small(pictures[0]))

    def _call_off(self) -> None:
        """Take back the capture that was asked for; one that came all the same is released."""
        job, self._job = self._job, None
        if job is None:
            return
        self._camera.cancel_all_and_flush()
        with contextlib.suppress(CancelledError, TimeoutError):
            self._camera.wait(job, CALLED_OFF_S).release()


def _widest(modes: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The sensor's mode that sees most of the room, fast enough and not finer than needed; None: any.

    Left alone, libcamera takes the mode nearest in size, which on several sensors is cut out of the middle.
    """
    usable = [
        mode
        for mode in modes
        if "crop_limits" in mode and mode["fps"] >= FPS and mode["size"][0] >= MAIN["size"][0]
    ]
    if not usable:
        return None
    best = max(usable, key=lambda mode: (_area(mode["crop_limits"][2:]), -_area(mode["size"])))
    return {"output_size": best["size"], "bit_depth": best["bit_depth"]}


def _area(size: Sequence[int]) -> int:
    return size[0] * size[1]

"""A camera in the Raspberry Pi's camera socket, by picamera2 and libcamera.

It gives two streams of each moment: a large picture for the TV and a small one, scaled by the Pi's image
processor, for the pose network. Every capture has a time limit. A late capture is awaited again by the next
`read` and never requested twice, because picamera2 serves requests in order and would keep a buffer for each.
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
# The image processor of a Pi 4 scales to YUV only.
LORES: Final = {"format": "YUV420", "size": (640, 360)}
FPS: Final = 30
# One queued at the sensor, one being filled, one read here, one spare; each costs 4 MB.
BUFFERS: Final = 4
# Seconds to wait for a cancelled capture: longer than one picture takes at FPS.
CANCEL_MAX_S: Final = 0.5
# What picamera2 and libcamera raise when a camera is missing, in use by another program, or fails.
LIBRARY_ERRORS: Final = (RuntimeError, OSError, LookupError, ValueError, SystemError)
NO_LIBRARY: Final = "The software for the Pi's own camera socket is not installed ({})."
NO_CAMERA: Final = "There is no camera in the Pi's camera socket, or another program uses it."
GONE: Final = "The camera in the Pi's camera socket went wrong. Is its cable pushed in?"


@cache
def _imported() -> tuple[Any, str]:
    """(picamera2, "") or (None, missing module); cached, because a failed import is as slow as a good one."""
    try:
        return importlib.import_module("picamera2"), ""
    except ImportError as error:
        return None, error.name or "picamera2"
    # built for another NumPy, or a shared library that cannot be loaded
    except LIBRARY_ERRORS as error:
        log.warning("picamera2 cannot be imported: %s", error)
        return None, "picamera2"


def picamera2_library() -> Any:
    """The module picamera2, imported on first use. Raises CameraError when it is not installed."""
    library, missing = _imported()
    if library is None:
        raise CameraError(NO_LIBRARY.format(missing))
    return library


def pi_cameras(library: Any = None) -> list[str]:
    """The names of the sensors in picamera2's order, without the USB cameras that it lists as well.

    Raises CameraError when picamera2 is not installed.
    """
    library = library or picamera2_library()
    try:
        found: Sequence[Mapping[str, Any]] = library.Picamera2.global_camera_info()
    except LIBRARY_ERRORS as error:
        log.warning("libcamera cannot list cameras: %s", error)
        return []
    return [str(camera.get("Model", "")) for camera in found if "/usb" not in str(camera["Id"])]


class PiCamera:
    """The camera with picamera2's index `number`."""

    def __init__(self, number: int, clock: Clock, library: Any = None, stamps: Stamps | None = None) -> None:
        """library: picamera2 or a stand-in. Raises CameraError when the camera cannot be opened."""
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
        """The next picture, or None when none came within `timeout_s`. Raises CameraError after a loss."""
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
                # an unreleased request holds one of the BUFFERS; with none left the camera stops
                request.release()
        except CameraError:
            raise
        except LIBRARY_ERRORS as error:
            self._job = None
            log.warning("the camera failed: %s", error)
            raise CameraError(GONE) from error

    def close(self) -> None:
        """Close the camera; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        try:
            self._cancel()
            # close() stops it too; stop() would be one more job, awaited without a time limit
            self._camera.close()
        except LIBRARY_ERRORS as error:
            log.warning("the camera was not closed well: %s", error)

    def _configure(self, number: int) -> None:
        camera = self._camera
        # setting a control that the camera does not have is an error
        paced = "FrameDurationLimits" in camera.camera_controls
        wanted = camera.create_video_configuration(
            main=dict(MAIN),
            lores=dict(LORES),
            raw=None,
            buffer_count=BUFFERS,
            # a capture takes the next picture, never one that was queued before
            queue=False,
            controls={"FrameRate": FPS} if paced else {},
            sensor=_widest(camera.sensor_modes),
        )
        camera.configure(wanted)
        given = camera.camera_configuration()
        streams = [given["main"], given["lores"]]
        for stream in streams:
            check_format(stream["format"])
        # some pipelines give both streams the same size: then the second is of no use
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

    def _cancel(self) -> None:
        """Cancel the pending capture; release its picture if it arrived meanwhile."""
        job, self._job = self._job, None
        if job is None:
            return
        self._camera.cancel_all_and_flush()
        with contextlib.suppress(CancelledError, TimeoutError):
            self._camera.wait(job, CANCEL_MAX_S).release()


def _widest(modes: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The sensor mode with the widest view that reaches FPS and MAIN's width, the coarsest such; None: any.

    By itself libcamera takes the mode nearest in size, which on several sensors is cropped to the middle.
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

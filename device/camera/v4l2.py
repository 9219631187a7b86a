"""A USB camera, by OpenCV's V4L2 driver.

Asks for MJPG, because raw pictures of 1280 x 720 px at 30 a second exceed USB 2, and for a smaller picture
when the large one comes too slowly.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from device.camera.pixels import small
from device.camera.stamps import Stamps
from device.errors import CameraError
from device.messages import Frame
from device.ports import Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mode:
    """A picture's size in px, pictures a second (0: unknown), and the format's four letters."""

    width: int
    height: int
    fps: float
    format: str


MJPG: Final = "MJPG"
# In order of preference: the size shown on the TV, then one that every webcam offers.
WANTED: Final = (Mode(1280, 720, 30, MJPG), Mode(640, 480, 30, MJPG))
# Pictures a second; scoring samples poses at 20 Hz (scoring.body.sampling).
FPS_MIN: Final = 20
# The driver fills one buffer while the other is decoded here. With only one, every second picture is lost.
BUFFERS: Final = 2
# Failed reads in a row after which the camera counts as unplugged, and the pause after each, s.
FAILURES_MAX: Final = 10
FAILURE_PAUSE_S: Final = 0.1
# Whole seconds that OpenCV waits for a picture (10 by default); it reads this variable once a process.
SELECT_LIMIT: Final = ("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")


class Capture(Protocol):
    """The methods of cv2.VideoCapture that are used."""

    def isOpened(self) -> bool: ...  # noqa: N802 - OpenCV's name
    def set(self, propId: int, value: float) -> bool: ...  # noqa: N803
    def get(self, propId: int) -> float: ...  # noqa: N803
    def grab(self) -> bool: ...
    def retrieve(self) -> tuple[bool, NDArray[np.uint8] | None]: ...
    def release(self) -> None: ...


def video_capture(number: int) -> Capture:
    """OpenCV's capture of /dev/video<number>; it waits at most one second for a picture."""
    os.environ.setdefault(*SELECT_LIMIT)
    # OpenCV's stubs overload retrieve() for matrices of the GPU, which are never asked for
    return cast("Capture", cv2.VideoCapture(number, cv2.CAP_V4L2))


class V4l2Camera:
    """The camera /dev/video<number>."""

    def __init__(
        self,
        number: int,
        clock: Clock,
        capture: Callable[[int], Capture] = video_capture,
        kernel: Callable[[], float] = time.monotonic,
    ) -> None:
        """kernel: the clock of the driver's stamps, s. Raises CameraError when there is no such camera."""
        self._clock = clock
        self._stamps = Stamps(clock, (kernel,))
        self._failures = 0
        self._closed = False
        self._capture = capture(number)
        if not self._capture.isOpened():
            self._capture.release()
            raise CameraError(f"There is no camera {number}. Is it plugged in?")
        self.mode = self._negotiated(number)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, BUFFERS)

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture, or None; waits up to one second for it, and up to `timeout_s` after a failure.

        Raises CameraError after FAILURES_MAX failures in a row.
        """
        if self._closed:
            raise CameraError("The camera was closed.")
        # the age is taken before decoding, which takes several ms
        if self._capture.grab():
            taken = self._stamps.time_of(self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000)
            good, picture = self._capture.retrieve()
            if good and picture is not None and picture.ndim == 3:
                self._failures = 0
                image = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
                return Frame(taken, image, small(image))
        self._failures += 1
        if self._failures >= FAILURES_MAX:
            raise CameraError("The camera gives no pictures any more. Is it still plugged in?")
        self._clock.sleep(min(timeout_s, FAILURE_PAUSE_S))
        return None

    def close(self) -> None:
        """Close the camera; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._capture.release()

    def _negotiated(self, number: int) -> Mode:
        """Set the first of WANTED that is given fast enough, else the last; returns what the driver gives."""
        for wanted in WANTED:
            given = self._set(wanted)
            if not given.fps or given.fps >= FPS_MIN:
                break
        log.info("camera %d gives %s", number, given)
        if given.format != MJPG:
            log.warning("camera %d refuses %s and gives %s", number, MJPG, given.format)
        if 0 < given.fps < FPS_MIN:
            log.warning("camera %d gives only %.0f pictures a second", number, given.fps)
        return given

    def _set(self, mode: Mode) -> Mode:
        capture = self._capture
        # the format first: the sizes and rates on offer depend on it
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*mode.format))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, mode.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, mode.height)
        capture.set(cv2.CAP_PROP_FPS, mode.fps)
        letters = int(capture.get(cv2.CAP_PROP_FOURCC)).to_bytes(4, "little", signed=True)
        return Mode(
            int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
            capture.get(cv2.CAP_PROP_FPS),
            letters.decode("ascii", errors="replace"),
        )

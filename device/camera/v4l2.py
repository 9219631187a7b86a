"""A USB camera by OpenCV's V4L2 driver: what is asked of it, and what it made of that.

Asks for MJPG, because raw pictures of this size do not fit through USB 2 at 30 a second, and for a smaller
picture when the large one comes too slowly. Opening again after a loss is in `kept`.
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
    """What a camera gives: px, pictures a second (0: it does not say), the four letters of the format."""

    width: int
    height: int
    fps: float
    format: str


MJPG: Final = "MJPG"
# The picture on the TV first; then what every webcam of the last twenty years gives.
WISHED: Final = (Mode(1280, 720, 30, MJPG), Mode(640, 480, 30, MJPG))
# Fewer pictures a second than this and movements are judged on too little.
FPS_MIN: Final = 20
# One picture is filled by the driver while the other is unpacked here. With one alone the driver has no place
# for the next, and every second picture is lost.
BUFFERS: Final = 2
# A camera that is there but gives nothing for so many reads in a row was pulled out.
FAILURES_MAX: Final = 10
FAILURE_PAUSE_S: Final = 0.1
# OpenCV waits 10 s for a picture unless told otherwise, in whole seconds. It asks once in a process.
SELECT_LIMIT: Final = ("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")


class Capture(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def isOpened(self) -> bool: ...  # noqa: N802 - OpenCV's name
    def set(self, propId: int, value: float) -> bool: ...  # noqa: N803
    def get(self, propId: int) -> float: ...  # noqa: N803
    def grab(self) -> bool: ...
    def retrieve(self) -> tuple[bool, NDArray[np.uint8] | None]: ...
    def release(self) -> None: ...


def video_capture(number: int) -> Capture:
    """OpenCV's capture of /dev/video<number>, which waits a second for a picture at most."""
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
        """kernel: the clock of the driver's stamps, in s. Raises CameraError when there is no such camera."""
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
        """The next picture; waits a second at most, as OpenCV does, and `timeout_s` after a failure."""
        if self._closed:
            raise CameraError("The camera was closed.")
        # stamped before it is unpacked: that takes a while
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
        """Give the camera back; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._capture.release()

    def _negotiated(self, number: int) -> Mode:
        """What the driver made of the first wish that it grants, or of the last."""
        for wished in WISHED:
            given = self._ask(wished)
            if not given.fps or given.fps >= FPS_MIN:
                break
        log.info("camera %d gives %s", number, given)
        if given.format != MJPG:
            log.warning("camera %d refuses %s and gives %s", number, MJPG, given.format)
        if 0 < given.fps < FPS_MIN:
            log.warning("camera %d gives only %.0f pictures a second", number, given.fps)
        return given

    def _ask(self, mode: Mode) -> Mode:
        capture = self._capture
        # the format first: which sizes and rates there are depends on it
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

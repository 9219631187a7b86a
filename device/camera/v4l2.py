"""A USB camera by OpenCV's V4L2 driver.

Asks for MJPG, because raw pictures of this size do not fit through USB 2 at 30 a second. The time of a
picture is when it was handed over, which is what OpenCV can tell. Opening again after a loss is not in here.
"""

from typing import Final

import cv2

from device.errors import CameraError
from device.messages import Frame
from device.ports import Clock

WIDTH: Final = 640
HEIGHT: Final = 480
FPS: Final = 30
# A camera that is there but gives nothing for so many reads in a row was pulled out.
FAILURES_MAX: Final = 10
FAILURE_PAUSE_S: Final = 0.1


class V4l2Camera:
    """The camera /dev/video<number>."""

    def __init__(self, number: int, clock: Clock) -> None:
        """Raises CameraError when there is no such camera."""
        self._clock = clock
        self._failures = 0
        self._closed = False
        self._capture = cv2.VideoCapture(number, cv2.CAP_V4L2)
        if not self._capture.isOpened():
            raise CameraError(f"There is no camera {number}. Is it plugged in?")
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        self._capture.set(cv2.CAP_PROP_FPS, FPS)
        # One picture in the driver's store: an older one is of no use.
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture; the driver's own limit holds, `timeout_s` bounds the pause after a failure."""
        if self._closed:
            raise CameraError("The camera was closed.")
        good, picture = self._capture.read()
        if not good:
            self._failures += 1
            if self._failures >= FAILURES_MAX:
                raise CameraError("The camera gives no pictures any more. Is it still plugged in?")
            self._clock.sleep(min(timeout_s, FAILURE_PAUSE_S))
            return None
        self._failures = 0
        return Frame(self._clock.now(), cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))

    def close(self) -> None:
        """Give the camera back; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._capture.release()

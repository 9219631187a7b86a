"""OpenCV's side of a USB camera, held to what a V4L2 driver does: a double for tests."""

import cv2
import numpy as np

FOURCC = {name: cv2.VideoWriter.fourcc(*name) for name in ("MJPG", "YUYV")}
FPS = 30


class SimulatedCapture:
    """A webcam: `rates` says how many pictures a second it gives of (format, width, height).

    Raises on what the driver would refuse or OpenCV would answer with rubbish: settings while pictures flow,
    anything after release, a picture that was not grabbed. Pictures come every 1 / 30 s of the clock, and
    grabbing waits for the next one `limit_s` at most.
    """

    def __init__(self, clock, rates, opened=True, limit_s=1.0, stamps="monotonic"):
        self.clock, self.rates, self.opened, self.limit_s, self.stamps = clock, rates, opened, limit_s, stamps
        self.kernel_ahead_s = 5000.0  # the driver's clock began earlier than the box's
        self.format, self.width, self.height, self.fps = "YUYV", 640, 480, 30
        self.buffers = 4
        self.plugged = True
        self.silent = False
        self.spoiled = 0
        self.released = 0
        self.numbers = []
        self._flowing = False
        self._grabbed = None
        self._width = 0
        self._fps = 5  # a driver's own rate may be anything

    def __call__(self, number):
        self.numbers.append(number)
        return self

    def kernel(self):
        return self.clock.now() + self.kernel_ahead_s

    def isOpened(self):  # noqa: N802 - OpenCV's name
        return self.opened

    def set(self, name, value):
        self._alive()
        assert not self._flowing, "settings of a camera that gives pictures would stop it"
        if name == cv2.CAP_PROP_FOURCC:
            wanted = {code: format_ for format_, code in FOURCC.items()}[int(value)]
            if not any(format_ == wanted for format_, *_ in self.rates):
                return False
            self.format = wanted
        elif name == cv2.CAP_PROP_FRAME_WIDTH:
            self._width = value  # a driver is only told both together
            return True
        elif name == cv2.CAP_PROP_FRAME_HEIGHT:
            assert self._width, "a height without a width is not a size"
            sizes = [size for format_, *size in self.rates if format_ == self.format]
            self.width, self.height = min(sizes, key=lambda size: abs(size[0] - self._width))
        elif name == cv2.CAP_PROP_FPS:
            self._fps = value
        elif name == cv2.CAP_PROP_BUFFERSIZE:
            assert 1 <= value <= 10
            self.buffers = value
            return True
        else:
            raise AssertionError(f"nobody asked for property {name}")
        self.fps = min(self.rates.get((self.format, self.width, self.height), 0), self._fps)
        return True

    def get(self, name):
        self._alive()
        if name == cv2.CAP_PROP_POS_MSEC:
            assert self._grabbed is not None, "the stamp is of the picture that was grabbed"
            return (
                1000
                * {"monotonic": self._grabbed + self.kernel_ahead_s, "none": 0.0, "wall": 1.8e9}[self.stamps]
            )
        return {
            cv2.CAP_PROP_FOURCC: FOURCC[self.format],
            cv2.CAP_PROP_FRAME_WIDTH: self.width,
            cv2.CAP_PROP_FRAME_HEIGHT: self.height,
            cv2.CAP_PROP_FPS: self.fps,
        }[name]

    def grab(self):
        self._alive()
        self._flowing = True
        self._grabbed = None
        if not self.plugged:
            return False
        if self.silent:
            self.clock.sleep(self.limit_s)
            return False
        # taken at a multiple of the step, and here 10 ms later
        number = int(self.clock.now() * FPS) + 1
        self.clock.sleep(number / FPS + 0.01 - self.clock.now())
        self._grabbed = number / FPS
        return True

    def retrieve(self):
        self._alive()
        assert self._grabbed is not None, "nothing was grabbed"
        if self.spoiled:
            self.spoiled -= 1
            return False, None
        blue = np.zeros((self.height, self.width, 3), np.uint8)
        blue[..., 0] = 200
        return True, blue

    def release(self):
        self.released += 1
        self._flowing = False

    def _alive(self):
        assert not self.released, "the capture was released"

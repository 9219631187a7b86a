import logging
import os

import cv2
import pytest

from device.camera.v4l2 import BUFFERS, FAILURES_MAX, V4l2Camera
from device.errors import CameraError
from tests.device.camera.captures import SimulatedCapture
from tests.device.runtime.stepped_clock import SteppedClock

WEBCAM = {("MJPG", 1280, 720): 30, ("MJPG", 640, 480): 30, ("YUYV", 1280, 720): 10, ("YUYV", 640, 480): 30}


def camera_of(rates=WEBCAM, **named):
    clock = SteppedClock(7.0)
    capture = SimulatedCapture(clock, rates, **named)
    return V4l2Camera(3, clock, capture, capture.kernel), capture, clock


def test_a_webcam_gives_the_large_picture_and_a_small_one_for_the_pose():
    camera, capture, _ = camera_of()
    assert (camera.mode.width, camera.mode.height, camera.mode.fps, camera.mode.format) == (
        1280,
        720,
        30,
        "MJPG",
    )
    assert capture.buffers == BUFFERS
    assert capture.numbers == [3]
    frame = camera.read(0.1)
    assert frame.image.shape == (720, 1280, 3)
    assert frame.small.shape == (360, 640, 3)
    assert frame.image[0, 0].tolist() == frame.small[0, 0].tolist() == [0, 0, 200]


@pytest.mark.parametrize(
    ("rates", "given"),
    [
        # the large picture comes too slowly
        ({**WEBCAM, ("MJPG", 1280, 720): 15}, ("MJPG", 640, 30)),
        # raw pictures only: small enough for the cable
        ({key: fps for key, fps in WEBCAM.items() if key[0] == "YUYV"}, ("YUYV", 640, 30)),
        # nothing fast at all: the last wish, and a warning
        ({("YUYV", 640, 480): 9}, ("YUYV", 640, 9)),
        # a driver that does not say how fast it is
        ({**WEBCAM, ("MJPG", 1280, 720): 0}, ("MJPG", 1280, 0)),
        # another size than the wished one
        ({("MJPG", 1024, 576): 30}, ("MJPG", 1024, 30)),
    ],
)
def test_what_is_asked_for_is_what_the_camera_can(rates, given, caplog):
    with caplog.at_level(logging.INFO, "device.camera.v4l2"):
        camera, _, _ = camera_of(rates)
    mode = camera.mode
    assert (mode.format, mode.width, mode.fps) == given
    warned = " ".join(record.message for record in caplog.records if record.levelno == logging.WARNING)
    assert ("refuses MJPG" in warned) == (given[0] != "MJPG")
    assert ("only 9 pictures" in warned) == (given[2] == 9)
    assert f"width={mode.width}" in caplog.text
    small = camera.read(0.1).small
    assert small is None if mode.width == 640 else small.shape[1] == 640


def test_a_picture_has_the_time_it_was_taken_at_on_the_boxs_clock():
    camera, _, clock = camera_of()
    times = [camera.read(0.1).time_s for _ in range(3)]
    assert times == pytest.approx([7 + step / 30 for step in (1, 2, 3)])
    assert clock.now() - times[-1] == pytest.approx(0.01)


@pytest.mark.parametrize("stamps", ["none", "wall"])
def test_a_driver_without_a_usable_stamp_counts_from_arrival(stamps):
    camera, _, clock = camera_of(stamps=stamps)
    assert camera.read(0.1).time_s == pytest.approx(clock.now())


def test_a_spoiled_picture_is_passed_over():
    camera, capture, _ = camera_of()
    capture.spoiled = 1
    assert camera.read(0.1) is None
    assert camera.read(0.1) is not None


def test_a_camera_that_was_pulled_out_says_so_within_a_second():
    camera, capture, clock = camera_of()
    camera.read(0.1)
    capture.plugged = False
    before = clock.now()
    assert [camera.read(0.5) for _ in range(FAILURES_MAX - 1)] == [None] * (FAILURES_MAX - 1)
    with pytest.raises(CameraError, match="plugged in"):
        camera.read(0.5)
    assert clock.now() - before <= 1.0
    camera.close()
    camera.close()
    assert capture.released == 1
    with pytest.raises(CameraError, match="closed"):
        camera.read(0.1)


def test_a_camera_that_falls_silent_holds_a_read_for_a_second_only():
    camera, capture, clock = camera_of()
    capture.silent = True
    before = clock.now()
    assert camera.read(0.5) is None
    assert clock.now() - before == pytest.approx(1.1)


def test_opencv_is_told_its_limit_before_it_asks_for_it(monkeypatch):
    monkeypatch.delenv("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", raising=False)
    asked = []

    def capture(*arguments):
        asked.append((arguments, os.environ.get("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT")))
        return SimulatedCapture(SteppedClock(), WEBCAM)

    monkeypatch.setattr("cv2.VideoCapture", capture)
    V4l2Camera(2, SteppedClock())
    assert asked == [((2, cv2.CAP_V4L2), "1")]


def test_a_camera_that_is_not_there_says_so():
    with pytest.raises(CameraError, match="no camera 3"):
        camera_of(opened=False)

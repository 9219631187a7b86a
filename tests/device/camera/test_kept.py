"""Every way in which a camera goes and comes, over one simulated house."""

import itertools
import threading

import pytest

from device.camera import kept
from device.camera.kept import (
    BACK_OFF_FIRST_S,
    BACK_OFF_MAX_S,
    LOOK_S,
    OPENING_MAX_S,
    SILENT_MAX_S,
    CameraSource,
    CameraState,
    KeptCamera,
)
from device.camera.v4l2 import V4l2Camera
from device.errors import CameraError
from tests.device.camera.captures import SimulatedCapture
from tests.device.camera.plugs import SOON_S, House, read_until, until
from tests.device.camera.simulated import SimulatedCamera
from tests.device.match.conftest import pictures
from tests.device.runtime.stepped_clock import SteppedClock


@pytest.fixture
def house():
    return House()


def warnings_of(caplog, text):
    return sum(text in one.getMessage() for one in caplog.records if one.levelname == "WARNING")


def test_a_camera_is_opened_by_reading_and_not_before(house):
    house.plugged = ["Webcam"]
    camera = house.kept()
    assert (camera.state, camera.name) == (CameraState.OPENING, "")
    assert house.opened == []
    assert camera.read(SOON_S) is None
    assert house.threads == {"camera opening"}
    assert camera.state is CameraState.OPENING
    frame = camera.read(1.0)
    assert frame.image.shape == (48, 64, 3)
    assert (camera.state, camera.name) == (CameraState.LIVE, "Webcam")


def test_no_camera_is_looked_for_every_second_and_found_when_it_is_plugged_in(house):
    camera = house.kept()
    read_until(camera, house.clock, 1005.0)
    assert camera.state is CameraState.NONE
    assert 4 <= house.looks <= 6
    house.plugged = ["Webcam"]
    at = house.clock.now()
    until(camera, CameraState.LIVE, house.clock)
    assert house.opened[0][0] - at <= LOOK_S


def test_no_camera_wanted_is_no_picture_and_no_trouble():
    clock = SteppedClock()
    camera = KeptCamera(None, clock)
    assert camera.read(0.5) is None
    assert clock.now() == 0.5
    assert camera.state is CameraState.NONE
    camera.close()


def test_a_camera_that_is_pulled_out_is_lost_closed_and_found_again(house, caplog):
    house.plugged = ["Webcam"]
    camera = house.kept()
    until(camera, CameraState.LIVE, house.clock)
    house.unplug("Webcam")
    until(camera, CameraState.LOST, house.clock)
    assert camera.name == "Webcam"
    assert warnings_of(caplog, "was pulled out") == 1
    read_until(camera, house.clock, house.clock.now() + 30)
    assert camera.state is CameraState.LOST
    assert house.cameras[0].closed
    assert len(house.opened) == 1
    house.plugged = ["Webcam"]
    at = house.clock.now()
    until(camera, CameraState.LIVE, house.clock)
    assert house.opened[1][0] - at <= LOOK_S


def test_another_camera_may_take_its_place(house):
    house.plugged = ["Webcam"]
    camera = house.kept()
    until(camera, CameraState.LIVE, house.clock)
    house.unplug("Webcam")
    house.plugged = ["Other"]
    until(camera, CameraState.LOST, house.clock)
    until(camera, CameraState.LIVE, house.clock)
    assert camera.name == "Other"


def test_a_camera_that_fails_is_tried_again_less_and_less_often(house, caplog):
    house.plugged, house.broken = ["Webcam"], {"Webcam"}
    camera = house.kept()
    read_until(camera, house.clock, 1060.0)
    times = [time for time, _ in house.opened]
    steps = [after - before for before, after in itertools.pairwise(times)]
    expected = [BACK_OFF_FIRST_S * 2**number for number in range(4)] + [BACK_OFF_MAX_S] * (len(steps) - 4)
    # a look comes every second, so an attempt may come a second later than it could
    assert all(wished <= step <= wished + LOOK_S + 0.2 for wished, step in zip(expected, steps, strict=True))
    assert len(steps) >= 8
    assert camera.state is CameraState.LOST
    assert warnings_of(caplog, "Webcam is broken") == 1


def test_a_broken_camera_does_not_stand_in_the_way_of_another(house):
    house.plugged, house.broken = ["Broken", "Webcam"], {"Broken"}
    camera = house.kept()
    until(camera, CameraState.LIVE, house.clock)
    assert camera.name == "Webcam"
    assert house.clock.now() < 1000 + BACK_OFF_FIRST_S + 0.1


def test_what_is_plugged_in_while_we_wait_is_tried_at_once(house):
    house.plugged, house.broken = ["Broken"], {"Broken"}
    camera = house.kept()
    read_until(camera, house.clock, 1030.0)
    house.plugged = ["Webcam"]
    at = house.clock.now()
    until(camera, CameraState.LIVE, house.clock)
    assert house.opened[-1][0] - at <= LOOK_S


def test_a_camera_that_falls_silent_is_lost(house, caplog):
    house.plugged = ["Webcam"]
    camera = house.kept()
    until(camera, CameraState.LIVE, house.clock)
    house.cameras[0]._frames.clear()
    at = house.clock.now()
    until(camera, CameraState.LOST, house.clock)
    assert SILENT_MAX_S <= house.clock.now() - at <= SILENT_MAX_S + 0.2
    assert warnings_of(caplog, "no pictures") == 1
    until(camera, CameraState.LIVE, house.clock)


def test_an_opening_that_hangs_holds_nobody_up_and_is_said(house, caplog):
    free = threading.Event()
    opened = SimulatedCamera(pictures(5, fps=10, offset_s=1021.0), house.clock)

    def hang():
        free.wait(60)
        return opened

    camera = KeptCamera(lambda: [CameraSource("Stuck", hang)], house.clock)
    for _ in range(int(OPENING_MAX_S) + 2):
        assert camera.read(0.0) is None
        house.clock.sleep(1.0)
    assert camera.state is CameraState.LOST
    assert warnings_of(caplog, "does not answer") == 1
    free.set()
    assert camera.read(SOON_S) is None
    assert camera.read(1.0) is not None
    assert camera.state is CameraState.LIVE


def test_a_rendering_may_take_its_time(house):
    free = threading.Event()
    camera = KeptCamera(lambda: [CameraSource("Film", lambda: free.wait(60), patience_s=600.0)], house.clock)
    for _ in range(100):
        camera.read(0.001)
        house.clock.sleep(1.0)
    assert camera.state is CameraState.OPENING
    free.set()


def test_what_is_opened_after_the_end_is_closed(house):
    free, closed = threading.Event(), threading.Event()

    class Late(SimulatedCamera):
        def close(self):
            closed.set()

    def hang():
        free.wait(60)
        return Late([], house.clock)

    camera = KeptCamera(lambda: [CameraSource("Late", hang)], house.clock)
    camera.read(0.0)
    camera.close()
    free.set()
    assert closed.wait(SOON_S)


def test_a_closing_that_hangs_holds_up_neither_the_end_nor_the_reader(house, monkeypatch, caplog):
    monkeypatch.setattr(kept, "CLOSING_MAX_S", 0.02)
    free = threading.Event()

    class Stuck(SimulatedCamera):
        def close(self):
            free.wait(60)

    camera = KeptCamera(
        lambda: [CameraSource("Stuck", lambda: Stuck(pictures(1, offset_s=house.clock.now()), house.clock))],
        house.clock,
    )
    until(camera, CameraState.LIVE, house.clock)
    until(camera, CameraState.LOST, house.clock)
    read_until(camera, house.clock, house.clock.now() + 3)
    assert warnings_of(caplog, "does not answer") == 1
    free.set()
    until(camera, CameraState.LIVE, house.clock)
    free.clear()
    camera.close()
    camera.close()
    free.set()
    with pytest.raises(CameraError, match="closed"):
        camera.read(0.1)


def test_a_closing_that_fails_at_the_end_is_in_the_log(house, caplog):
    class Failing(SimulatedCamera):
        def close(self):
            raise ZeroDivisionError

    first = pictures(1, offset_s=house.clock.now())
    camera = KeptCamera(lambda: [CameraSource("Bad", lambda: Failing(first, house.clock))], house.clock)
    until(camera, CameraState.LIVE, house.clock)
    camera.close()
    assert [one.exc_info[0] for one in caplog.records if one.levelname == "ERROR"] == [ZeroDivisionError]


def test_a_fault_of_the_program_is_loud(house):
    def wrong():
        raise ZeroDivisionError

    camera = KeptCamera(lambda: [CameraSource("Wrong", wrong)], house.clock)
    with pytest.raises(ZeroDivisionError):
        camera.read(SOON_S)


def test_no_library_is_a_line_in_the_log_and_no_camera(house, caplog):
    def find():
        raise CameraError("The software is not installed.")

    camera = KeptCamera(find, house.clock)
    read_until(camera, house.clock, 1003.0)
    assert camera.state is CameraState.NONE
    assert warnings_of(caplog, "The software is not installed.") == 1


def test_a_webcam_is_pulled_out_and_put_back(house):
    """The kept camera with the real driver over a simulated V4L2."""
    captures = []

    def open_webcam():
        captures.append(SimulatedCapture(house.clock, {("MJPG", 1280, 720): 30}))
        return V4l2Camera(0, house.clock, captures[-1], captures[-1].kernel)

    plugged = True
    camera = KeptCamera(lambda: [CameraSource("C920", open_webcam)] if plugged else [], house.clock)
    until(camera, CameraState.LIVE, house.clock)
    captures[0].plugged = plugged = False
    at = house.clock.now()
    until(camera, CameraState.LOST, house.clock)
    assert house.clock.now() - at < 1.1
    read_until(camera, house.clock, house.clock.now() + 5)
    assert captures[0].released == 1
    plugged = True
    until(camera, CameraState.LIVE, house.clock)
    assert len(captures) == 2

import numpy as np
import pytest

from device.camera.disabled import DisabledCamera
from device.camera.file import STEP_S, FileCamera, looped
from device.errors import CameraError
from device.messages import Frame
from tests.device.camera.simulated import SimulatedCamera
from tests.device.match.conftest import pictures
from tests.device.runtime.stepped_clock import SteppedClock


def file_camera(count=10, starts_at=100.0, now=100.0):
    clock = SteppedClock(now)
    return FileCamera(iter(pictures(count, fps=10)), clock, starts_at), clock


def test_a_film_gives_its_pictures_when_they_are_due():
    camera, clock = file_camera()
    taken = [camera.read(1.0) for _ in range(10)]
    assert [frame.time_s for frame in taken] == pytest.approx([100 + number / 10 for number in range(10)])
    assert clock.now() == pytest.approx(100.9)


def test_a_slow_reader_misses_pictures_and_gets_the_newest():
    camera, clock = file_camera()
    camera.read(1.0)
    clock.sleep(0.55)
    frame = camera.read(1.0)
    assert frame.time_s == pytest.approx(100.5)
    assert clock.now() == pytest.approx(100.55)


def test_a_film_that_cannot_be_decoded_in_time_does_not_keep_its_reader_for_ever():
    clock = SteppedClock(100.0)

    def slow():
        for frame in pictures(1000, fps=10):
            clock.sleep(0.15)
            yield frame

    camera = FileCamera(slow(), clock, 100.0)
    for _ in range(3):
        before = clock.now()
        assert camera.read(0.5) is not None
        assert clock.now() - before < 1.0


def test_nothing_comes_before_the_film_begins():
    camera, clock = file_camera(now=95.0)
    assert camera.read(0.5) is None
    assert clock.now() == pytest.approx(95.5)


def test_a_film_that_is_over_has_ended_and_does_not_spin():
    camera, clock = file_camera(count=1)
    camera.read(1.0)
    before = clock.now()
    assert camera.read(0.3) is None
    assert clock.now() == pytest.approx(before + 0.3)


def test_a_film_that_is_looped_begins_again_in_step():
    opened = []

    def film():
        opened.append(True)
        return iter(pictures(3, fps=10))

    again = looped(film)
    taken = [next(again) for _ in range(7)]
    assert [frame.time_s for frame in taken] == pytest.approx([number / 10 for number in range(7)])
    assert [frame.image[0, 0, 0] for frame in taken] == [0, 1, 2, 0, 1, 2, 0]
    assert len(opened) == 3


def test_a_film_of_one_picture_stands_still_and_one_of_none_ends():
    still = looped(lambda: iter(pictures(1)))
    assert [next(still).time_s for _ in range(3)] == pytest.approx([0, STEP_S, 2 * STEP_S])
    assert list(looped(lambda: iter(()))) == []


def test_a_closed_camera_refuses():
    camera, _ = file_camera()
    camera.close()
    camera.close()
    with pytest.raises(CameraError, match="closed"):
        camera.read(0.1)


def test_no_camera_is_no_picture():
    clock = SteppedClock()
    camera = DisabledCamera(clock)
    assert camera.read(0.5) is None
    assert clock.now() == 0.5


def test_the_simulated_camera_holds_its_reader_to_the_contract():
    clock = SteppedClock()
    camera = SimulatedCamera(pictures(2, fps=10), clock, lost_after=3)
    assert [camera.read(1.0).time_s for _ in range(2)] == pytest.approx([0, 0.1])
    assert camera.read(0.2) is None
    with pytest.raises(CameraError, match="pulled out"):
        camera.read(0.2)
    camera.close()
    with pytest.raises(CameraError, match="closed"):
        camera.read(0.2)
    assert camera.reads == pytest.approx([0, 0, 0.1, 0.3])


def test_the_simulated_camera_takes_no_picture_that_no_camera_gives():
    with pytest.raises(ValueError, match="uint8"):
        SimulatedCamera([Frame(0.0, np.zeros((4, 4), np.uint8))], SteppedClock())

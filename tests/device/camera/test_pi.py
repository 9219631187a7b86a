import sys

import numpy as np
import pytest

from device.camera.pi import BUFFERS, PiCamera, pi_cameras
from device.camera.stamps import Stamps
from device.errors import CameraError
from tests.device.camera.sensor import SimulatedLibrary
from tests.device.runtime.stepped_clock import SteppedClock


def camera_of(**sensor):
    clock = SteppedClock(50.0)
    library = SimulatedLibrary(clock, **sensor)
    stamps = Stamps(clock, (lambda: clock.now() + 300.0,))
    return PiCamera(0, clock, library, stamps), library.opened[0], clock


def is_blue(image):
    return np.abs(image.astype(int) - (0, 0, 255)).max() <= 3


def test_one_moment_comes_as_a_large_and_a_small_picture():
    camera, sensor, _ = camera_of()
    frame = camera.read(0.5)
    assert frame.image.shape == (720, 1280, 3)
    assert frame.small.shape == (360, 640, 3)
    assert is_blue(frame.image)
    assert is_blue(frame.small)
    wished = sensor.wished
    assert (wished["main"]["format"], wished["lores"]["format"]) == ("RGB888", "YUV420")
    assert wished["buffer_count"] == BUFFERS
    assert wished["controls"] == {"FrameRate": 30}
    assert wished["queue"] is False


def test_pictures_have_the_sensors_time_on_the_boxs_clock():
    camera, _, clock = camera_of()
    times = [camera.read(0.5).time_s for _ in range(5)]
    assert times == pytest.approx([50 + step / 30 for step in range(1, 6)])
    assert clock.now() - times[-1] == pytest.approx(0.008)


def test_every_picture_is_given_back_for_a_whole_evening():
    camera, sensor, _ = camera_of()
    for _ in range(20 * BUFFERS):
        assert camera.read(0.5) is not None
    assert sensor.held == 0


def test_a_capture_that_is_late_is_waited_for_and_not_asked_for_again():
    camera, sensor, clock = camera_of()
    assert camera.read(0.01) is None
    assert clock.now() == pytest.approx(50.01)
    assert len(sensor.jobs) == 1
    assert camera.read(0.5) is not None
    assert sensor.jobs == []


def test_a_capture_that_hangs_hangs_neither_the_reader_nor_the_end():
    camera, sensor, clock = camera_of(hangs_after=2)
    frames = [camera.read(0.2) for _ in range(5)]
    assert [frame is not None for frame in frames] == [True, True, False, False, False]
    before = clock.now()
    assert camera.read(0.25) is None
    assert clock.now() - before == pytest.approx(0.25)
    camera.close()
    camera.close()
    assert sensor.closed
    with pytest.raises(CameraError, match="closed"):
        camera.read(0.1)


def test_a_picture_that_comes_while_it_is_called_off_is_given_back():
    camera, sensor, _ = camera_of()
    assert camera.read(0.0) is None
    # done, and no longer in the list of what can be called off
    sensor.cancel_all_and_flush = lambda: None
    camera.close()
    assert sensor.closed
    assert sensor.held == 0


def test_a_library_that_raises_is_a_camera_that_went_wrong():
    camera, sensor, _ = camera_of(breaks_after=1)
    camera.read(0.5)
    with pytest.raises(CameraError, match="cable"):
        camera.read(0.5)
    camera.close()
    assert sensor.closed


@pytest.mark.parametrize("formats", [("NV12", "NV12"), ("XBGR8888", "YUV420"), ("BGR888", "NV12")])
def test_what_the_pipeline_gives_counts_not_what_was_asked(formats):
    camera, _, _ = camera_of(formats=formats)
    frame = camera.read(0.5)
    assert is_blue(frame.image)
    assert is_blue(frame.small)


def test_two_streams_of_one_size_are_read_once():
    camera, _, _ = camera_of(formats=("NV12", "NV12"), sizes=((1280, 720), (1280, 720)))
    frame = camera.read(0.5)
    assert frame.image.shape == (720, 1280, 3)
    assert frame.small.shape == (360, 640, 3)


def test_a_small_single_size_needs_no_second_picture():
    camera, _, _ = camera_of(formats=("NV12", "NV12"), sizes=((640, 480), (640, 480)))
    assert camera.read(0.5).small is None


def test_a_format_nobody_can_read_is_said_when_it_is_opened():
    clock = SteppedClock()
    library = SimulatedLibrary(clock, formats=("MJPEG", "YUV420"))
    with pytest.raises(CameraError, match="MJPEG"):
        PiCamera(0, clock, library)
    assert library.opened[0].closed


def test_the_sensor_shows_as_much_of_the_room_as_it_can():
    _, sensor, _ = camera_of()
    assert sensor.wished["sensor"] == {"output_size": (1640, 1232), "bit_depth": 10}


def test_a_sensors_mode_must_be_fast_and_large_enough_and_no_larger():
    whole, half = (0, 0, 3280, 2464), (800, 600, 1640, 1232)
    modes = [
        {"size": (1279, 960), "bit_depth": 10, "fps": 60.0, "crop_limits": whole},
        {"size": (1640, 1232), "bit_depth": 10, "fps": 29.9, "crop_limits": whole},
        {"size": (1280, 960), "bit_depth": 12, "fps": 30.0, "crop_limits": half},
        {"size": (1640, 1232), "bit_depth": 10, "fps": 60.0, "crop_limits": half},
    ]
    _, sensor, _ = camera_of(modes=modes)
    assert sensor.wished["sensor"] == {"output_size": (1280, 960), "bit_depth": 12}


@pytest.mark.parametrize("modes", [[], [{"format": "NV12"}]])
def test_a_camera_without_modes_or_controls_is_taken_as_it_is(modes):
    _, sensor, _ = camera_of(modes=modes, controls=())
    assert sensor.wished["sensor"] is None
    assert sensor.wished["controls"] == {}


def test_a_camera_that_takes_no_configuration_is_closed_again():
    clock = SteppedClock()
    library = SimulatedLibrary(clock, takes_configuration=False)
    with pytest.raises(CameraError, match="socket"):
        PiCamera(0, clock, library)
    assert library.opened[0].closed


def test_an_empty_socket_says_so():
    clock = SteppedClock()
    with pytest.raises(CameraError, match="no camera in the Pi"):
        PiCamera(0, clock, SimulatedLibrary(clock, cameras=()))


def test_usb_cameras_are_not_the_pis():
    library = SimulatedLibrary(SteppedClock(), cameras=("imx708", "imx219", "Webcam (USB)"))
    assert pi_cameras(library) == ["imx708", "imx219"]


def test_a_library_that_cannot_list_its_cameras_has_none(monkeypatch):
    library = SimulatedLibrary(SteppedClock())

    def refuse():
        raise RuntimeError("no camera manager")

    monkeypatch.setattr(library.Picamera2, "global_camera_info", refuse)
    assert pi_cameras(library) == []


def test_without_the_library_there_is_a_sentence_and_one_attempt(fresh_import):
    asked = []

    class Nothing:
        def find_spec(self, name, *_):
            asked.append(name)

    fresh_import.delitem(sys.modules, "picamera2", raising=False)
    fresh_import.setattr(sys, "meta_path", [Nothing()])
    for _ in range(2):
        with pytest.raises(CameraError, match="not installed"):
            PiCamera(0, SteppedClock())
    with pytest.raises(CameraError, match="not installed"):
        pi_cameras()
    assert asked == ["picamera2"]


def test_a_library_built_for_another_numpy_is_as_good_as_none(fresh_import):
    class Broken:
        def find_spec(self, name, *_):
            if name == "picamera2":
                raise ValueError("numpy.dtype size changed, may indicate binary incompatibility")

    fresh_import.delitem(sys.modules, "picamera2", raising=False)
    fresh_import.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(CameraError, match="not installed"):
        pi_cameras()


def test_the_library_is_imported_when_it_is_wanted_and_not_before(fresh_import):
    library = SimulatedLibrary(SteppedClock())
    fresh_import.setitem(sys.modules, "picamera2", library)
    assert pi_cameras() == ["imx219"]

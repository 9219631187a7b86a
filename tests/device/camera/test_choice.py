import sys

import pytest

import device.camera.choice as choice_module
from device.camera import mannequin
from device.camera.choice import camera_called, kept_camera
from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera
from device.camera.kept import CameraState
from device.errors import CameraError, NotAVideoError
from models.film import FilmWriter
from tests.device.camera.captures import SimulatedCapture
from tests.device.camera.plugs import SOON_S, until
from tests.device.camera.sensor import SimulatedLibrary
from tests.device.camera.test_nodes import plug
from tests.device.match.conftest import pictures
from tests.device.runtime.stepped_clock import SteppedClock

FIT = (960, 960)
WEBCAM = {("MJPG", 1280, 720): 30}


@pytest.fixture
def clock():
    return SteppedClock(20.0)


@pytest.fixture
def captures(clock, monkeypatch):
    """OpenCV's side of every USB camera that is opened."""
    opened = []

    def capture(number, _):
        opened.append(SimulatedCapture(clock, WEBCAM))
        return opened[-1](number)

    monkeypatch.setattr("cv2.VideoCapture", capture)
    return opened


@pytest.fixture
def library(clock, fresh_import):
    """picamera2 with one camera in the socket."""
    simulated = SimulatedLibrary(clock)
    fresh_import.setitem(sys.modules, "picamera2", simulated)
    return simulated


@pytest.fixture
def no_library(fresh_import):
    fresh_import.setitem(sys.modules, "picamera2", None)


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "somebody.mp4"
    with FilmWriter(path, 64, 48, 10) as writer:
        for frame in pictures(5, fps=10):
            writer.add(frame.image, frame.time_s)
    return path


def live(name, clock, system):
    camera = kept_camera(name, clock, FIT, system)
    until(camera, CameraState.LIVE, clock)
    return camera


@pytest.mark.parametrize("name", ["usb:2", "2"])
def test_a_number_is_that_usb_camera(name, clock, captures, tmp_path):
    plug(tmp_path, 0, "First")
    plug(tmp_path, 2, "Second")
    assert live(name, clock, tmp_path).name == "Second"
    assert captures[0].numbers == [2]


@pytest.mark.parametrize(("name", "sensor"), [("pi", "imx219"), ("pi:0", "imx219"), ("pi:1", "ov5647")])
def test_the_pis_own_socket(name, sensor, clock, library, tmp_path):
    library.infos.append({"Model": "ov5647", "Id": "/base/i2c@1/ov5647", "Num": 1})
    assert live(name, clock, tmp_path).name == sensor


def test_auto_takes_the_pis_own_camera_first(clock, library, captures, tmp_path):
    plug(tmp_path, 0, "Webcam")
    assert live("auto", clock, tmp_path).name == "imx219"
    assert captures == []


def test_auto_goes_from_one_webcam_to_another_while_the_box_runs(clock, no_library, captures, tmp_path):
    camera = kept_camera("auto", clock, FIT, tmp_path)
    camera.read(SOON_S)
    assert camera.state is CameraState.NONE
    first = plug(tmp_path, 0, "First")
    until(camera, CameraState.LIVE, clock)
    for file in first.iterdir():
        file.unlink()
    captures[0].plugged = False
    plug(tmp_path, 2, "Second")
    until(camera, CameraState.LOST, clock)
    until(camera, CameraState.LIVE, clock)
    assert camera.name == "Second"
    assert [capture.numbers for capture in captures] == [[0], [2]]


def test_a_socket_without_its_software_is_a_sentence(clock, no_library, tmp_path, caplog):
    camera = kept_camera("pi", clock, FIT, tmp_path)
    camera.read(SOON_S)
    assert camera.state is CameraState.NONE
    assert "not installed" in caplog.text
    with pytest.raises(CameraError, match="not installed"):
        camera_called("pi", clock, FIT, tmp_path)


def test_none_is_no_camera(clock):
    assert kept_camera("none", clock, FIT).state is CameraState.NONE
    assert isinstance(camera_called("none", clock, FIT)(20.0), DisabledCamera)


def test_a_film_is_a_camera_that_never_ends(clock, film):
    camera = live(str(film), clock, film)
    assert camera.name == "somebody.mp4"
    end = clock.now() + 3
    times = []
    while clock.now() < end:
        frame = camera.read(0.2)
        assert frame is not None
        times.append(frame.time_s)
    assert len(times) == pytest.approx(30, abs=1)


def test_a_film_plays_once_in_a_match(clock, film):
    camera = camera_called(str(film), clock, FIT)(25.0)
    assert isinstance(camera, FileCamera)
    assert camera.read(10.0).time_s == pytest.approx(25.0)


def test_what_is_no_film_is_said(clock, tmp_path, caplog):
    path = tmp_path / "notes.mp4"
    path.write_text("no film")
    with pytest.raises(NotAVideoError):
        camera_called(str(path), clock, FIT)
    camera = kept_camera(str(path), clock, FIT)
    camera.read(SOON_S)
    camera.read(SOON_S)
    assert camera.state is CameraState.LOST
    assert "not a video" in caplog.text


def test_the_simulated_camera_shows_the_demos_user(clock, film, monkeypatch, tmp_path):
    monkeypatch.setenv("FORMBOX_CACHE", str(tmp_path))
    asked = []

    def rendered(role, folder):
        asked.append((role, folder))
        return film

    monkeypatch.setattr(choice_module, "mannequin_film", rendered)
    camera = live("simulated", clock, tmp_path)
    assert camera.name == "simulated"
    assert asked == [("user", tmp_path / "demo")]
    assert isinstance(camera_called("simulated", clock, FIT)(20.0), FileCamera)


def test_a_cache_that_cannot_be_written_is_a_sentence(clock, monkeypatch, tmp_path, caplog):
    (tmp_path / "demo").write_text("a file in the way")
    monkeypatch.setenv("FORMBOX_CACHE", str(tmp_path))
    camera = kept_camera("simulated", clock, FIT)
    camera.read(SOON_S)
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize("name", ["", "usb", "usb:", "usb:100", "pi:x", "kitchen", "-1", "٢"])
def test_a_name_that_means_nothing_is_refused(name, clock, tmp_path):
    for chosen in (kept_camera, camera_called):
        with pytest.raises(CameraError, match="no camera or video"):
            chosen(name, clock, FIT, tmp_path)


def test_a_match_without_its_camera_does_not_begin(clock, tmp_path):
    with pytest.raises(CameraError, match="plugged in"):
        camera_called("3", clock, FIT, tmp_path)


def test_a_film_of_the_mannequin_is_made_once(monkeypatch, tmp_path):
    made = []

    def render(script, path, progress, threads):
        made.append((script.title, threads))
        path.write_bytes(b"film")

    monkeypatch.setattr(mannequin, "render", render)
    old = tmp_path / "user-0123456789ab.mp4"
    foreign = tmp_path / "user-holiday.mp4"
    for path in (old, foreign):
        path.write_bytes(b"old")
    films = {mannequin.mannequin_film("user", tmp_path, threads=1) for _ in range(2)}
    assert made == [("A user follows", 1)]
    assert len(films) == 1
    assert not old.exists()
    assert foreign.exists()
    assert mannequin.mannequin_film("lesson", tmp_path).name.startswith("lesson-")
    assert films.pop().exists()

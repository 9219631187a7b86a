import av
import numpy as np
import pytest

from device.failure_reasons import PreparationError, Reason
from device.media.contents import look_into
from tests.device.films import write_film, write_sound_only


def why_not(path):
    with pytest.raises(PreparationError) as caught:
        look_into(path)
    return caught.value.reason


def test_a_film_is_counted_and_not_believed(tmp_path):
    contents = look_into(write_film(tmp_path / "film.mp4", count=25, sound=True))
    assert (contents.width, contents.height, contents.coded) == (64, 48, (64, 48))
    assert (contents.codec, contents.pixels) == ("h264", "yuv420p")
    assert contents.length_s == pytest.approx(2.5)
    assert contents.fps == pytest.approx(10)
    assert contents.has_sound
    assert contents.keys[0] == contents.first


@pytest.mark.parametrize("rotation", [90, -90, 180])
def test_the_way_the_camera_was_held_is_known(tmp_path, rotation):
    contents = look_into(write_film(tmp_path / "film.mp4", rotation=rotation))
    assert contents.rotation == rotation % 360
    assert (contents.width, contents.height) == ((48, 64) if rotation % 180 else (64, 48))


def test_uneven_times_are_kept(tmp_path):
    contents = look_into(write_film(tmp_path / "film.mkv", count=4, times=[3.0, 3.1, 4.0, 6.0]))
    assert contents.length_s == pytest.approx(4.0, abs=0.01)
    assert float(contents.first * contents.time_base) == pytest.approx(3.0, abs=0.01)


def test_every_beat_is_told(tmp_path):
    beats = []
    look_into(write_film(tmp_path / "film.mp4", count=25), lambda: beats.append(1))
    assert len(beats) >= 25


def test_decoding_begins_at_the_last_key_picture(tmp_path):
    film = tmp_path / "film.mp4"
    with av.open(str(film), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"g": "10", "sc_threshold": "0"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(35):
            image = np.full((48, 64, 3), number * 5, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        container.mux(stream.encode())
    contents = look_into(film)
    assert len(contents.keys) == 4
    assert [contents.key_before(time) for time in (0.0, 0.99, 1.0, 2.5, 99.0)] == [0, 0, 1, 2, 3]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", Reason.MISSING),
        ("empty", Reason.EMPTY),
        ("text", Reason.NOT_A_VIDEO),
        ("list", Reason.NOT_A_VIDEO),
        ("sound", Reason.ONLY_SOUND),
        ("one", Reason.ONE_PICTURE),
        ("short", Reason.TOO_SHORT),
        ("long", Reason.TOO_LONG),
        ("cut", Reason.CUT_OFF),
    ],
)
def test_what_cannot_become_a_lesson_says_why(tmp_path, name, reason):
    path = tmp_path / "film.mp4"
    if name in ("empty", "text", "list"):
        other = write_film(tmp_path / "other.mp4")
        texts = {"empty": "", "text": "hello\n" * 99, "list": f"ffconcat version 1.0\nfile {other}\n"}
        path.write_text(texts[name])
    elif name == "sound":
        write_sound_only(path)
    elif name == "one":
        write_film(path, count=1)
    elif name == "short":
        write_film(path, count=5)
    elif name == "long":
        path = write_film(tmp_path / "film.mkv", count=3, times=[0.0, 1.0, 3700.0])
    elif name == "cut":
        whole = write_film(tmp_path / "film.mkv", count=300, size=(320, 240))
        path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    assert why_not(path) is reason

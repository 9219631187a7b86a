import numpy as np
import pytest

from device.errors import NotAVideoError
from device.media.video import frames, probe
from tests.device.films import write_film, write_sound_only


def test_every_picture_comes_with_its_time(tmp_path):
    found = list(frames(write_film(tmp_path / "film.mp4")))
    assert [frame.time_s for frame in found] == pytest.approx(np.arange(20) / 10)
    assert found[0].image.shape == (48, 64, 3)
    assert found[7].image[24, 60, 2] == pytest.approx(70, abs=12)


def test_times_come_from_the_file_and_not_from_a_frame_rate(tmp_path):
    times = [0.0, 0.1, 0.15, 0.9, 1.0]
    film = write_film(tmp_path / "film.mp4", count=5, times=times)
    assert [frame.time_s for frame in frames(film)] == pytest.approx(times, abs=0.002)


def test_pictures_that_nobody_wants_are_left_out_but_the_first(tmp_path):
    film = write_film(tmp_path / "film.mp4")
    asked = []

    def wanted(time_s):
        asked.append(time_s)
        return round(time_s * 10) % 3 == 2

    found = [frame.time_s for frame in frames(film, wanted=wanted)]
    assert found == pytest.approx([0.0, *(np.arange(2, 20, 3) / 10)])
    assert asked == pytest.approx(np.arange(1, 20) / 10)


def test_the_first_picture_is_second_zero(tmp_path):
    film = write_film(tmp_path / "film.mkv", count=3, times=[5.0, 5.1, 5.2])
    assert [frame.time_s for frame in frames(film)] == pytest.approx([0, 0.1, 0.2], abs=0.002)


@pytest.mark.parametrize(
    ("rotation", "shape", "white"),
    [(90, (64, 48), "bottom"), (-90, (64, 48), "top"), (180, (48, 64), "right")],
)
def test_a_phones_rotation_is_applied(tmp_path, rotation, shape, white):
    film = write_film(tmp_path / "film.mp4", rotation=rotation)
    image = next(iter(frames(film))).image
    assert image.shape[:2] == shape
    assert (probe(film).width, probe(film).height) == (shape[1], shape[0])
    halves = {
        "top": image[: shape[0] // 2],
        "bottom": image[shape[0] // 2 :],
        "left": image[:, : shape[1] // 2],
        "right": image[:, shape[1] // 2 :],
    }
    assert max(halves, key=lambda half: halves[half].mean()) == white


@pytest.mark.parametrize("fit", [(32, 32), (1000, 1000)])
def test_a_picture_is_shrunk_to_fit_and_never_enlarged(tmp_path, fit):
    image = next(iter(frames(write_film(tmp_path / "film.mp4"), fit))).image
    assert image.shape == ((24, 32, 3) if fit == (32, 32) else (48, 64, 3))


def test_probe_tells_what_is_in_the_file(tmp_path):
    info = probe(write_film(tmp_path / "film.mp4", sound=True))
    assert (info.width, info.height) == (64, 48)
    assert info.duration_s == pytest.approx(2.0, abs=0.1)
    assert info.fps == pytest.approx(10, abs=0.5)


def test_a_film_that_changes_its_size_keeps_the_first(tmp_path):
    parts = [
        write_film(tmp_path / f"{number}.ts", size=size) for number, size in enumerate([(64, 48), (96, 96)])
    ]
    film = tmp_path / "both.ts"
    film.write_bytes(b"".join(part.read_bytes() for part in parts))
    assert {frame.image.shape for frame in frames(film)} == {(48, 64, 3)}


def broken(tmp_path, kind):
    film = tmp_path / "broken.mp4"
    if kind == "missing":
        return film
    if kind == "folder":
        film.mkdir()
    elif kind == "sound only":
        write_sound_only(film)
    elif kind == "truncated":
        film.write_bytes(write_film(tmp_path / "whole.mp4", count=60).read_bytes()[:900])
    elif kind == "huge claim":
        data = bytearray(write_film(tmp_path / "whole.mp4").read_bytes())
        data[:4] = (0xFFFFFFF0).to_bytes(4, "big")
        film.write_bytes(data)
    else:
        film.write_bytes({"empty": b"", "text": b"hello\n" * 500, "zip": b"PK\x03\x04" + bytes(2000)}[kind])
    return film


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "empty", "text", "zip", "sound only", "truncated", "huge claim"]
)
def test_what_is_no_video_is_said_in_one_plain_sentence(tmp_path, kind):
    film = broken(tmp_path, kind)
    with pytest.raises(NotAVideoError) as caught:
        list(frames(film))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_film_that_breaks_off_early_says_when(tmp_path):
    whole = write_film(tmp_path / "whole.mkv", count=300, size=(320, 240)).read_bytes()
    half = tmp_path / "half.mkv"
    half.write_bytes(whole[: len(whole) // 3])
    with pytest.raises(NotAVideoError, match="breaks off"):
        list(frames(half))


def test_damage_in_the_middle_does_not_end_the_film(tmp_path):
    data = bytearray(write_film(tmp_path / "whole.mkv", count=100, size=(320, 240)).read_bytes())
    place = len(data) // 2
    data[place : place + 40] = bytes(40)
    film = tmp_path / "scratched.mkv"
    film.write_bytes(data)
    assert list(frames(film))[-1].time_s > 9


@pytest.mark.parametrize("start_s", [0.05, 0.4, 1.3])
def test_what_comes_before_a_start_is_left_out(tmp_path, start_s):
    path = write_film(tmp_path / "film.mp4")
    everything = {frame.time_s: frame.image for frame in frames(path)}
    found = list(frames(path, start_s=start_s))
    assert [frame.time_s for frame in found] == [time_s for time_s in everything if time_s >= start_s]
    for frame in found:
        np.testing.assert_array_equal(frame.image, everything[frame.time_s])


def test_a_start_after_the_end_leaves_nothing(tmp_path):
    assert list(frames(write_film(tmp_path / "film.mp4"), start_s=60.0)) == []

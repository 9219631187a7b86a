"""A file whose last bytes are missing says so, whatever its container; a whole one never does."""

from fractions import Fraction

import av
import pytest

from device.media.contents import look_into
from device.media.ending import ending_of
from tests.device.films import write_film
from tests.device.media.test_whole import cut, noise

COUNT, RATE, SIZE = 100, 10, (96, 64)


def written(path, form, codec, options):
    """Ten seconds, ten pictures each of which is as large as the others."""
    with av.open(str(path), "w", format=form, options=options) as film:
        stream = film.add_stream(codec, rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "rgb8" if codec == "gif" else "yuv420p"
        stream.bit_rate = 400_000
        for number in range(COUNT):
            frame = av.VideoFrame.from_ndarray(noise(number, SIZE), format="rgb24")
            frame = frame.reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path


ORIGINS = {
    # name: (file, FFmpeg's container, codec, its options), seconds missing when a twentieth of it is;
    # 0: the file does not say how many
    "mp4": (("a.mp4", "mp4", "libx264", {"movflags": "+faststart"}), 0.5),
    "mov": (("a.mov", "mov", "libx264", {"movflags": "+faststart"}), 0.5),
    "mp4 in fragments": (("a.mp4", "mp4", "libx264", {"movflags": "frag_keyframe+empty_moov"}), 0.0),
    "mkv": (("a.mkv", "matroska", "libx264", {}), 0.5),
    "webm": (("a.webm", "webm", "libvpx", {}), 0.5),
    "webm of a browser": (("a.webm", "webm", "libvpx", {"live": "1"}), 0.0),
    "avi": (("a.avi", "avi", "mpeg4", {}), 0.5),
    "ts": (("a.ts", "mpegts", "libx264", {}), 0.0),
    "m2ts": (("a.m2ts", "mpegts", "libx264", {"mpegts_m2ts_mode": "1"}), 0.0),
    "flv": (("a.flv", "flv", "flv", {}), 0.0),
    "wmv": (("a.wmv", "asf", "wmv2", {}), 0.5),
    "gif": (("a.gif", "gif", "gif", {}), 0.0),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_a_missing_end_is_told_and_how_much_of_it(tmp_path, name):
    made, missing_s = ORIGINS[name]
    path = written(tmp_path / made[0], *made[1:])
    assert ending_of(path).missing == 0
    assert look_into(path).cut_s is None
    cut(path, 0.95)
    assert ending_of(path).missing > 0
    assert look_into(path).cut_s == pytest.approx(missing_s, abs=0.3 if missing_s else 0)


@pytest.mark.parametrize("share", [0.9, 0.6, 0.3])
def test_an_avi_says_how_much_is_missing_wherever_it_is_cut(tmp_path, share):
    path = cut(written(tmp_path / "a.avi", "avi", "mpeg4", {}), share)
    contents = look_into(path)
    assert contents.length_s == pytest.approx(10 * share, abs=1.0)
    assert contents.length_s + contents.cut_s == pytest.approx(10.0, abs=0.15)


@pytest.mark.parametrize("name", ["a.ts", "a.mkv", "a.mp4", "a.avi"])
def test_what_stands_behind_a_whole_film_is_no_damage(tmp_path, name):
    codec = "mpeg4" if name == "a.avi" else "libx264"
    path = write_film(tmp_path / name, codec=codec)
    behind = path.read_bytes()[:188] if name == "a.ts" else bytes(100)
    path.write_bytes(path.read_bytes() + behind)
    assert not ending_of(path).missing


def test_a_recorder_that_died_left_the_size_of_an_avi_open(tmp_path):
    path = written(tmp_path / "a.avi", "avi", "mpeg4", {})
    data = path.read_bytes()
    path.write_bytes(data[:4] + bytes(4) + data[8:])
    assert look_into(path).cut_s == 0.0


@pytest.mark.parametrize("data", [b"x", b"ID3" + bytes(50), b"\x1aE\xdf\xa3", b"RIFF", b"GIF8", b"OggS"])
def test_a_piece_of_a_head_is_no_fault_of_ours(tmp_path, data):
    path = tmp_path / "a"
    path.write_bytes(data)
    ended = ending_of(path)
    assert ended is None or ended.missing >= 0

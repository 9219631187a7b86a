import os
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.pictures import Pictures
from device.media.rendition import copy, encode_stretch, join, plan_of
from device.media.sound import RATE_HZ, read_sound
from device.media.video import frames
from tests.device.films import write_film

STRETCH_S = 2.0


def coded(
    path, codec="libx264", *, count=50, size=(64, 48), rate=10, pixels="yuv420p", options=None, start=0
):
    """The left half is white; the right one's blue tells the number of the picture.

    SVT-AV1 gives the thread that encodes real-time priority where it may (root), and threads and processes
    that it starts later inherit it: they would take the processor from everything else.
    """
    policy, parameters = os.sched_getscheduler(0), os.sched_getparam(0)
    try:
        return _coded(path, codec, count, size, rate, pixels, options, start)
    finally:
        os.sched_setscheduler(0, policy, parameters)


def _coded(path, codec, count, size, rate, pixels, options, start):
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, options=options or {})
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        for number in range(count):
            image = np.zeros((size[1], size[0], 3), np.uint8)
            image[:, : size[0] // 2] = 255
            image[:, size[0] // 2 :, 2] = number * 255 // count
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = number + start, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def encoded(film, folder, *, leave_out=()):
    """The rendition by stretches; those in leave_out are made by a second reader, as after a restart."""
    folder.mkdir()
    contents = look_into(film)
    count = int(np.ceil(contents.length_s / STRETCH_S))
    parts = [folder / f"{number}.nut" for number in range(count)]
    for chosen in (set(range(count)) - set(leave_out), set(leave_out)):
        with Pictures(film, contents) as pictures:
            for number in sorted(chosen):
                start = number * STRETCH_S
                found = pictures.between(start, start + STRETCH_S)
                encode_stretch(found, start, plan_of(contents), parts[number])
    join(parts, STRETCH_S, film, contents, folder / "tv.mp4", lambda _: None)
    return folder / "tv.mp4"


@pytest.mark.parametrize(
    ("change", "copied"),
    [
        ({}, True),
        ({"pixels": "yuvj420p"}, True),
        ({"codec": "hevc"}, False),
        ({"pixels": "yuv420p10le"}, False),
        ({"pixels": "yuv444p"}, False),
        ({"interlaced": True}, False),
        ({"rotation": 90}, False),
        ({"coded": (720, 576)}, False),
        ({"fps": 59.94}, False),
        ({"fps": 30.2}, True),
        ({"bit_rate": 80e6}, False),
        ({"width": 2560, "height": 1440, "coded": (2560, 1440)}, False),
        ({"width": 1080, "height": 1920, "coded": (1080, 1920)}, True),
        ({"width": 1081, "height": 1919, "coded": (1081, 1919)}, False),
        ({"keys": (40,)}, False),
    ],
)
def test_only_what_plays_smoothly_is_copied(tmp_path, change, copied):
    contents = look_into(write_film(tmp_path / "film.mp4"))
    assert plan_of(replace(contents, **change)).copy is copied


@pytest.mark.parametrize(
    ("size", "planned"),
    [
        ((3840, 2160), (1920, 1080)),
        ((2160, 3840), (1080, 1920)),
        ((641, 361), (640, 360)),
        ((4000, 100), (1920, 48)),
    ],
)
def test_a_rendition_is_1080p_at_most_and_even(tmp_path, size, planned):
    contents = replace(look_into(write_film(tmp_path / "film.mp4")), width=size[0], height=size[1])
    plan = plan_of(contents)
    assert (plan.width, plan.height) == planned


KINDS = {
    "hevc 10 bit": (
        "a.mp4",
        {"codec": "libx265", "pixels": "yuv420p10le", "options": {"x265-params": "log-level=none"}},
    ),
    "vp9": ("b.webm", {"codec": "libvpx-vp9", "options": {"deadline": "realtime", "cpu-used": "8"}}),
    "av1": ("c.mkv", {"codec": "libsvtav1", "options": {"preset": "12"}}),
    "prores": ("d.mov", {"codec": "prores_ks", "pixels": "yuv422p10le"}),
    "late": ("e.mkv", {"codec": "mpeg4", "start": 30}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_film_becomes_h264_with_its_pictures_and_times(tmp_path, kind):
    name, given = KINDS[kind]
    film = coded(tmp_path / name, **given)
    made = encoded(film, tmp_path / "made")
    contents = look_into(made)
    assert (contents.codec, contents.pixels, contents.first) == ("h264", "yuv420p", 0)
    known, found = list(frames(film)), list(frames(made))
    assert os.sched_getscheduler(0) == os.SCHED_OTHER
    assert [frame.time_s for frame in found] == pytest.approx([frame.time_s for frame in known], abs=0.002)
    for one, other in zip(known, found, strict=True):
        assert np.abs(one.image.astype(int) - other.image).mean() < 6


def test_an_interrupted_rendition_is_the_same_to_the_bit(tmp_path):
    film = coded(
        tmp_path / "film.webm", "libvpx-vp9", options={"deadline": "realtime", "cpu-used": "8", "g": "17"}
    )
    whole = encoded(film, tmp_path / "whole")
    assert encoded(film, tmp_path / "torn", leave_out=(1, 2)).read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("rotation", [90, -90, 180])
def test_a_picture_is_turned_as_the_camera_was_held(tmp_path, rotation):
    film = write_film(tmp_path / "film.mp4", rotation=rotation, size=(64, 48))
    made = encoded(film, tmp_path / "made")
    assert look_into(made).rotation == 0
    one, other = next(iter(frames(film))).image, next(iter(frames(made))).image
    assert one.shape == other.shape
    assert np.abs(one.astype(int) - other).mean() < 6


def test_slow_motion_keeps_its_time_and_loses_pictures(tmp_path):
    made = encoded(coded(tmp_path / "film.mp4", rate=240, count=480), tmp_path / "made")
    times = [frame.time_s for frame in frames(made)]
    assert len(times) in (60, 61)
    assert np.diff(times)[1:] == pytest.approx(1 / 30, abs=0.005)


@pytest.mark.parametrize("rate", [24, 25, 30])
def test_no_picture_of_an_ordinary_film_is_lost_though_its_clock_trembles(tmp_path, rate):
    tremble = np.random.default_rng(3).uniform(-0.006, 0.006, 60)
    times = (np.arange(60) / rate + np.abs(tremble)).tolist()
    film = write_film(tmp_path / "film.mkv", count=60, times=times)
    assert len(list(frames(encoded(film, tmp_path / "made")))) == 60


def test_a_gap_stays_a_gap(tmp_path):
    film = write_film(tmp_path / "film.mkv", count=4, times=[0.0, 0.5, 7.0, 7.5])
    made = encoded(film, tmp_path / "made")
    assert [frame.time_s for frame in frames(made)] == pytest.approx([0.0, 0.5, 7.0, 7.5], abs=0.002)


def test_a_copy_has_the_same_pictures(tmp_path):
    film = write_film(tmp_path / "film.mkv", count=30, sound=True)
    copy(film, look_into(film), tmp_path / "tv.mp4", lambda _: None)
    for one, other in zip(frames(film), frames(tmp_path / "tv.mp4"), strict=True):
        assert one.time_s == pytest.approx(other.time_s, abs=0.002)
        assert np.array_equal(one.image, other.image)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.mkv", "tv.mp4"]


@pytest.mark.parametrize("way", ["copied", "encoded"])
def test_the_sound_begins_with_the_picture(tmp_path, way):
    film = write_film(tmp_path / "film.mp4", count=30, sound=True)
    contents = look_into(film)
    made = tmp_path / "tv.mp4"
    if way == "copied":
        copy(film, contents, made, lambda _: None)
    else:
        made = encoded(film, tmp_path / "made")
    known, found = read_sound(film)[:, 0].astype(float), read_sound(made)[:, 0].astype(float)
    assert len(found) == pytest.approx(len(known), rel=0.03)
    piece = slice(RATE_HZ // 2, RATE_HZ)
    assert np.argmax(np.abs(np.fft.rfft(found[piece]))) / 0.5 == pytest.approx(440, abs=4)
    with av.open(str(made)) as container:
        sound = container.streams.audio[0]
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("aac", RATE_HZ, 2)


def test_packets_without_times_of_their_own_are_not_copied(tmp_path):
    film = write_film(tmp_path / "film.mp4")
    contents = look_into(film)
    with pytest.raises(ValueError, match="times"):
        copy(film, replace(contents, first=contents.first + 1), tmp_path / "tv.mp4", lambda _: None)


def test_a_film_without_sound_stays_silent(tmp_path):
    film = write_film(tmp_path / "film.mp4")
    copy(film, look_into(film), tmp_path / "tv.mp4", lambda _: None)
    assert not look_into(tmp_path / "tv.mp4").has_sound


def test_how_far_it_is_goes_from_none_to_all(tmp_path):
    film = write_film(tmp_path / "film.mp4", count=60)
    shares = []
    copy(film, look_into(film), tmp_path / "tv.mp4", shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1] > 0.9) == (0.0, True)

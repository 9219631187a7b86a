"""Interlaced films are shown without combs, and others are left alone."""

from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.fields import deinterlaced
from device.media.pictures import Pictures
from device.media.rendition import encode_stretch, plan_of
from device.media.video import frames

SIZE = (192, 144)
COUNT = 25


def bar(time):
    """A bright bar that moves 6 px from one field to the next."""
    image = np.full((SIZE[1], SIZE[0], 3), 40, np.uint8)
    image[:, (6 * time) % 160 :][:, :24] = 220
    return image


def woven(number):
    """The odd rows are filmed half a picture later than the even ones."""
    image = bar(2 * number)
    image[1::2] = bar(2 * number + 1)[1::2]
    return image


def filmed(path, codec="libx264", *, interlaced=True, pictures=woven):
    """25 pictures a second."""
    options = {"x264-params": "tff=1"} if codec == "libx264" and interlaced else {}
    with av.open(str(path), "w") as film:
        stream = film.add_stream(codec, rate=25, options=options | {"bf": "0"})
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        if interlaced and codec != "libx264":
            stream.codec_context.flags |= 0x20000000 | 0x00040000  # interlaced motion and DCT
        for number in range(COUNT):
            frame = av.VideoFrame.from_ndarray(pictures(number), format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path


def combs(image):
    """How much each row differs from both its neighbours, levels."""
    rows = image.astype(int).mean(axis=2)
    return float(np.abs(2 * rows[1:-1] - rows[:-2] - rows[2:]).mean())


ORIGINS = {
    "H.264": ("a.mp4", "libx264"),
    "H.264 in a stream": ("a.ts", "libx264"),
    "MPEG 2": ("a.mkv", "mpeg2video"),
    "MPEG 4": ("a.avi", "mpeg4"),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_no_reader_shows_combs_and_every_picture_is_there(tmp_path, name):
    file_name, codec = ORIGINS[name]
    path = filmed(tmp_path / file_name, codec)
    with av.open(str(path)) as film:
        raw = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
    assert combs(raw[10]) > 5
    shown = list(frames(path))
    assert [frame.time_s for frame in shown] == pytest.approx(np.arange(COUNT) / 25, abs=0.002)
    assert max(combs(frame.image) for frame in shown) < 1.5
    contents = look_into(path)
    assert contents.interlaced
    assert not plan_of(contents).copy
    with Pictures(path, contents) as pictures:
        kept = list(pictures.between(0.0, 9.0))
    assert [time for time, _ in kept] == pytest.approx(np.arange(COUNT) / 25, abs=0.002)
    assert max(combs(picture.to_ndarray(format="rgb24")) for _, picture in kept) < 1.5
    # the bar is where the one or the other field had it
    assert min(np.abs(shown[10].image.astype(int) - bar(time)).mean() for time in (20, 21)) < 3


def test_a_rendition_of_it_is_not_interlaced_any_more(tmp_path):
    path = filmed(tmp_path / "a.mp4")
    contents = look_into(path)
    with Pictures(path, contents) as pictures:
        encode_stretch(pictures.between(0.0, 9.0), 0.0, plan_of(contents), tmp_path / "tv.nut")
    made = look_into(tmp_path / "tv.nut")
    assert not made.interlaced
    assert made.length_s == pytest.approx(1.0, abs=0.01)
    assert max(combs(frame.image) for frame in frames(tmp_path / "tv.nut")) < 2.5


def test_stretches_are_the_same_wherever_reading_began(tmp_path):
    path = filmed(tmp_path / "a.mp4")
    contents = look_into(path)
    with Pictures(path, contents) as pictures:
        on = [one for start in (0.0, 0.4) for one in pictures.between(start, start + 0.4)]
    with Pictures(path, contents) as pictures:
        anew = list(pictures.between(0.4, 0.8))
    assert len(on) == 20
    for (time, one), (other_time, other) in zip(on[10:], anew, strict=True):
        assert time == other_time
        assert np.array_equal(one.to_ndarray(format="rgb24"), other.to_ndarray(format="rgb24"))


def test_a_film_that_does_not_say_so_is_left_alone(tmp_path):
    """Thin stripes look like combs: only what the pictures say counts."""
    path = filmed(tmp_path / "a.mp4", interlaced=False)
    with av.open(str(path)) as film:
        given = list(film.decode(video=0))
        assert [id(one) for one in deinterlaced(iter(given))] == [id(one) for one in given]


def test_it_begins_with_the_first_picture_that_says_so(tmp_path):
    def pictures():
        for number in range(8):
            frame = av.VideoFrame.from_ndarray(woven(number), format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            yield frame

    plain = list(deinterlaced(pictures()))
    assert len(plain) == 8
    with av.open(str(filmed(tmp_path / "a.mp4"))) as film:
        mixed = [*pictures(), *film.decode(video=0)]
    for frame in mixed[8:]:
        frame.pts, frame.time_base = frame.pts // 512 + 8, Fraction(1, 25)
    found = list(deinterlaced(iter(mixed)))
    assert len(found) == len(mixed)
    assert [frame.pts for frame in found] == [frame.pts for frame in mixed]
    assert combs(found[4].to_ndarray(format="rgb24")) > 5
    assert combs(found[20].to_ndarray(format="rgb24")) < 1.5


def test_a_film_that_changes_its_size_goes_on(tmp_path):
    with av.open(str(filmed(tmp_path / "a.mp4"))) as film:
        first = list(film.decode(video=0))[:6]
    second = []
    for frame in first:
        small = frame.reformat(width=96, height=72)
        small.pts, small.time_base = frame.pts + 10_000, frame.time_base
        second.append(small)
    found = list(deinterlaced(iter([*first, *second])))
    assert [(frame.width, frame.height) for frame in found] == [SIZE] * 6 + [(96, 72)] * 6


def test_one_picture_is_enough(tmp_path):
    with av.open(str(filmed(tmp_path / "a.mp4"))) as film:
        one = next(film.decode(video=0))
    assert len(list(deinterlaced(iter([one])))) == 1

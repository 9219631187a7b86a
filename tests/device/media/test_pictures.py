import itertools
from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.pictures import Pictures, as_frame, fitted
from device.media.video import frames
from tests.device.films import write_film


def coded(path, codec, count=60, options=None, pixels="yuv420p"):
    """A film of noise, so that a picture decoded wrongly is another one."""
    noise = np.random.default_rng(1).integers(0, 255, (24, 32, 3), np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=10, options=options or {})
        stream.width, stream.height, stream.pix_fmt = 64, 48, pixels
        for number in range(count):
            image = np.roll(noise, number, axis=1).repeat(2, axis=0).repeat(2, axis=1)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


FILMS = {
    "key pictures": ("a.mp4", "libx264", {"g": "12", "bf": "2"}),
    "one key picture": ("b.mp4", "libx264", {"g": "1000", "sc_threshold": "0"}),
    "open groups": ("c.mp4", "libx265", {"x265-params": "keyint=12:min-keyint=12:open-gop=1:log-level=none"}),
    "webm": ("d.webm", "libvpx-vp9", {"g": "15", "deadline": "realtime", "cpu-used": "8"}),
    "stream": ("e.ts", "libx264", {"g": "12", "bf": "2"}),
}


@pytest.fixture(params=FILMS)
def film(request, tmp_path):
    name, codec, options = FILMS[request.param]
    return coded(tmp_path / name, codec, options=options)


def stretch(pictures, start_s, end_s):
    return [(time, picture.to_ndarray(format="rgb24")) for time, picture in pictures.between(start_s, end_s)]


def test_stretches_are_the_whole_film(film):
    contents = look_into(film)
    known = list(frames(film))
    with Pictures(film, contents) as pictures:
        found = [one for start in range(0, 8, 2) for one in stretch(pictures, start, start + 2)]
    assert [time for time, _ in found] == pytest.approx([frame.time_s for frame in known])
    assert all(np.array_equal(image, frame.image) for (_, image), frame in zip(found, known, strict=True))


def test_a_stretch_is_the_same_wherever_reading_began(film):
    contents = look_into(film)
    with Pictures(film, contents) as pictures:
        for start in (0.0, 1.7, 3.4, 5.1):
            on = stretch(pictures, start, start + 1.7)
            with Pictures(film, contents) as fresh:
                anew = stretch(fresh, start, start + 1.7)
            assert on
            for (time, image), (other_time, other) in itertools.zip_longest(on, anew, fillvalue=(None, None)):
                assert time == other_time
                assert np.array_equal(image, other)


def test_on_the_way_to_a_stretch_there_are_signs_of_life(tmp_path):
    film = coded(tmp_path / "film.mp4", "libx264", options={"g": "1000", "sc_threshold": "0"})
    beats = []
    with Pictures(film, look_into(film), lambda: beats.append(1)) as pictures:
        assert len(stretch(pictures, 5.0, 6.0)) == 10
    assert len(beats) >= 50


def test_a_stretch_without_pictures_is_empty(tmp_path):
    film = write_film(tmp_path / "film.mkv", count=4, times=[0.0, 0.1, 9.0, 9.1])
    with Pictures(film, look_into(film)) as pictures:
        assert [len(stretch(pictures, start, start + 3)) for start in (0, 3, 6, 9)] == [2, 0, 0, 2]


@pytest.mark.parametrize(
    ("fit", "size"), [((32, 32), (32, 24)), ((640, 12), (16, 12)), ((900, 900), (64, 48))]
)
def test_a_picture_fits(tmp_path, fit, size):
    assert fitted((64, 48), fit) == size
    film = write_film(tmp_path / "film.mp4", count=12)
    with Pictures(film, look_into(film)) as pictures:
        time, picture = next(pictures.between(0, 9))
        assert as_frame(time, picture, size).image.shape == (size[1], size[0], 3)

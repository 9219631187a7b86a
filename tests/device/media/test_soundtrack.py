from fractions import Fraction

import av
import numpy as np
import pytest

from device.media.sound import RATE_HZ
from device.media.soundtrack import BLOCK, sound_blocks
from tests.device.films import write_film


def samples(*arguments):
    blocks = list(sound_blocks(*arguments))
    assert all(block.shape == (2, BLOCK) and block.dtype == np.float32 for block in blocks[:-1])
    return np.concatenate(blocks, axis=1) if blocks else np.zeros((2, 0))


def with_hole(path):
    """A picture for two seconds; a tone in its first half second and in its last."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        sound = container.add_stream("pcm_s16le", rate=RATE_HZ, layout="mono")
        for number in range(20):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        for start in (0, 72_000):
            frame = av.AudioFrame.from_ndarray(
                np.full((1, 24_000), 8192, np.int16), format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, start, Fraction(1, RATE_HZ)
            container.mux(sound.encode(frame))
    return path


def test_a_hole_is_silence_and_mono_is_heard_on_both_sides(tmp_path):
    found = samples(with_hole(tmp_path / "film.mkv"), 0.0, 2.0)
    assert found.shape == (2, 96_000)
    assert np.abs(found[:, 1_000:23_000]).min() > 0.1
    assert np.abs(found[:, 25_000:71_000]).max() == 0
    assert np.abs(found[:, 73_000:95_000]).min() > 0.1


def test_sound_is_cut_to_the_pictures(tmp_path):
    film = with_hole(tmp_path / "film.mkv")
    assert samples(film, 0.25, 1.0).shape == (2, 48_000)
    assert np.abs(samples(film, 0.25, 1.0)[:, 13_000:]).max() == 0
    assert samples(film, 0.0, 0.1).shape == (2, 4_800)


def test_where_there_is_no_sound_there_is_none(tmp_path):
    assert samples(write_film(tmp_path / "film.mp4"), 0.0, 2.0).shape == (2, 0)


def test_aac_comes_as_long_as_it_is(tmp_path):
    found = samples(write_film(tmp_path / "film.mp4", sound=True), 0.0, 2.0)
    assert found.shape[1] == pytest.approx(96_000, rel=0.05)

import numpy as np
import pytest

from device.errors import NotAVideoError
from device.media.sound import RATE_HZ, read_sound
from tests.device.films import write_film


def test_sound_comes_as_stereo_samples_of_the_right_pitch(tmp_path):
    sound = read_sound(write_film(tmp_path / "film.mp4", sound=True))
    assert sound.dtype == np.int16
    assert sound.shape[1] == 2
    assert len(sound) == pytest.approx(2.0 * RATE_HZ, rel=0.05)
    middle = sound[RATE_HZ // 2 : RATE_HZ, 0].astype(float)
    assert np.argmax(np.abs(np.fft.rfft(middle))) * RATE_HZ / len(middle) == pytest.approx(440, abs=4)


def test_a_film_without_sound_has_none(tmp_path):
    assert read_sound(write_film(tmp_path / "film.mp4")) is None


def test_what_is_no_film_says_so(tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"no")
    with pytest.raises(NotAVideoError):
        read_sound(tmp_path / "film.mp4")

import numpy as np
import pytest

from device.errors import NotAVideoError
from device.media.listening import MONO_HZ, Listened, band_pieces
from device.media.sound import RATE_HZ
from device.media.sound_offset import heard_offset, sound_offset
from tests.device.films import write_film

WITHIN_S = 0.005


def tune(seconds, rate, seed=0):
    """Notes of random pitch at random times, each dying away."""
    random = np.random.default_rng(seed)
    sound = np.zeros(int(seconds * rate))
    time = np.arange(int(0.4 * rate)) / rate
    for start in np.cumsum(random.uniform(0.1, 0.5, int(seconds * 3))):
        note = 0.3 * np.sin(2 * np.pi * random.uniform(150, 3000) * time) * np.exp(-time / 0.1)
        begin = int(start * rate)
        part = note[: max(len(sound) - begin, 0)]
        sound[begin : begin + len(part)] += part
    return sound


def heard(samples):
    return Listened(bands=np.concatenate(list(band_pieces([np.asarray(samples, np.float32)]))))


def late(samples, seconds, rate=MONO_HZ):
    count = round(abs(seconds) * rate)
    return np.concatenate([np.zeros(count), samples]) if seconds >= 0 else samples[count:]


@pytest.mark.parametrize("seconds", [0.0, 3.0, 5.0, -3.0, 1.234, -7.777])
def test_the_same_sound_later_is_found(seconds):
    song = tune(20.0, MONO_HZ)
    noise = np.random.default_rng(1).normal(0, 0.02, MONO_HZ * 40)
    other = late(song, seconds)
    found = heard_offset(heard(song), heard(other + noise[: len(other)]))
    assert found == pytest.approx(seconds, abs=WITHIN_S)


def test_other_sounds_are_not_the_same():
    assert heard_offset(heard(tune(20.0, MONO_HZ)), heard(tune(20.0, MONO_HZ, seed=7))) is None


def test_a_loop_says_nothing():
    loop = np.tile(tune(2.0, MONO_HZ), 10)
    assert heard_offset(heard(loop), heard(late(loop, 1.0))) is None


def test_silence_and_too_little_sound_say_nothing():
    song = tune(20.0, MONO_HZ)
    for other in (np.zeros(20 * MONO_HZ), song[: 3 * MONO_HZ]):
        assert heard_offset(heard(song), heard(other)) is None
        assert heard_offset(heard(other), heard(song)) is None


def test_the_sound_of_two_films_is_compared(tmp_path):
    song = tune(8.0, RATE_HZ)
    one = write_film(tmp_path / "one.mkv", sound=song)
    other = write_film(tmp_path / "other.mkv", sound=late(song, 1.5, RATE_HZ))
    assert sound_offset(one, other) == pytest.approx(1.5, abs=0.01)
    assert sound_offset(other, one) == pytest.approx(-1.5, abs=0.01)
    silent = write_film(tmp_path / "silent.mkv")
    assert sound_offset(one, silent) is None
    assert sound_offset(silent, one) is None
    with pytest.raises(NotAVideoError):
        sound_offset(one, tmp_path / "none.mp4")

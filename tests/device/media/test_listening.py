import numpy as np
import pytest

from device.errors import NotAVideoError
from device.media.listening import (
    BAND_COUNT,
    FRAMES_HZ,
    HOP,
    MONO_HZ,
    SILENCE_DB,
    band_pieces,
    listen,
    louder,
    mono_pieces,
)
from device.media.sound import RATE_HZ
from tests.device.films import write_film

PIECES = (1, 7, 400, 5000, 16_000, 40_000)


def wave(seconds, hz, rate=RATE_HZ, level=0.5):
    return level * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def bands_of(samples, size=MONO_HZ):
    samples = np.asarray(samples, np.float32)
    parts = [samples[begin : begin + size] for begin in range(0, len(samples), size)]
    return np.concatenate(list(band_pieces(parts)))


def test_a_tone_keeps_its_pitch_its_level_and_its_length(tmp_path):
    film = write_film(tmp_path / "film.mkv", sound=wave(2.5, 440))
    mono = np.concatenate(list(mono_pieces(film)))
    assert mono.dtype == np.float32
    assert len(mono) == pytest.approx(2.5 * MONO_HZ, rel=0.05)
    middle = mono[8_000:24_000]
    assert np.argmax(np.abs(np.fft.rfft(middle))) == pytest.approx(440, abs=1)
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.02)


def test_what_a_low_rate_cannot_hold_is_not_folded_into_it(tmp_path):
    mono = np.concatenate(list(mono_pieces(write_film(tmp_path / "film.mkv", sound=wave(2.0, 10_000)))))
    assert np.abs(mono[4_000:20_000]).max() < 0.002


@pytest.mark.parametrize("start_s", [0.0, 0.7])
def test_a_sample_keeps_its_time(tmp_path, start_s):
    clicks = np.zeros(3 * RATE_HZ)
    clicks[round(1.5 * RATE_HZ) :][:480] = 0.9
    film = write_film(tmp_path / "film.mkv", sound=clicks)
    mono = np.concatenate(list(mono_pieces(film, start_s)))
    found_s = np.flatnonzero(np.abs(mono) > 0.4)[0] / MONO_HZ + start_s
    # the encoder's own ringing is shorter than 2 ms; times in this container are whole milliseconds
    assert found_s == pytest.approx(1.5, abs=0.003)


@pytest.mark.parametrize("size", PIECES)
def test_bands_do_not_depend_on_how_the_sound_was_cut(size):
    noise = np.random.default_rng(3).normal(0, 0.1, 20_011)
    whole = bands_of(noise, 20_011)
    assert whole.shape == (-(-20_011 // HOP), BAND_COUNT)
    np.testing.assert_allclose(bands_of(noise, size), whole, atol=1e-4)


@pytest.mark.parametrize("count", [1, HOP, HOP + 1, 511, 512, 513])
def test_even_a_short_sound_has_a_row_for_each_hop(count):
    assert len(bands_of(np.full(count, 0.1))) == -(-count // HOP)


def test_a_tone_sounds_in_its_own_band_at_its_own_level():
    low, high = bands_of(wave(1.0, 200, MONO_HZ)), bands_of(wave(1.0, 3000, MONO_HZ))
    assert low[50].argmax() < high[50].argmax()
    for rows in (low, high):
        # half of full scale: 6 dB less
        assert 10 * np.log10((10 ** (rows[50] / 10)).sum()) == pytest.approx(-6.0, abs=0.3)


def test_silence_has_the_lowest_level():
    np.testing.assert_allclose(bands_of(np.zeros(MONO_HZ)), SILENCE_DB, atol=0.01)


def test_a_row_is_centred_on_its_time():
    click = np.zeros(MONO_HZ)
    click[8_000] = 1.0
    assert bands_of(click).sum(axis=1).argmax() == 0.5 * FRAMES_HZ


def test_a_film_is_heard_as_its_samples_are(tmp_path):
    film = write_film(tmp_path / "film.mkv", sound=wave(2.0, 440))
    heard = listen(film)
    np.testing.assert_allclose(heard.bands, bands_of(np.concatenate(list(mono_pieces(film)))), atol=1e-3)
    assert heard.duration_s == pytest.approx(2.0, rel=0.05)
    assert heard.levels[100] == pytest.approx(-6.0, abs=0.5)
    assert listen(film, end_s=1.0).duration_s == 1.0


def test_without_sound_there_is_nothing_to_hear(tmp_path):
    assert listen(write_film(tmp_path / "film.mp4")) is None
    with pytest.raises(NotAVideoError):
        listen(tmp_path / "none.mp4")


def test_only_becoming_louder_counts():
    bands = np.full((5, 2), -40.0, np.float32)
    bands[2] = [-20.0, -50.0]
    np.testing.assert_allclose(louder(bands), [[0, 0], [0, 0], [20, 0], [0, 10], [0, 0]])
    # below the range it is silence
    bands[3] = -200.0
    assert louder(bands)[4, 0] == pytest.approx(40.0)

"""Where speech is heard: made of syllables of random length, that are low and voiced or high and hissing."""

import numpy as np
import pytest

from device.media.listening import MONO_HZ, Listened, band_pieces
from device.overnight.prepare.speech import heard

SECONDS = 20


def listened(samples):
    return Listened(bands=np.concatenate(list(band_pieces([samples.astype(np.float32)]))))


def speech(random, level=0.1):
    """Syllables, 3 to 6 a second: a voiced sound with overtones, often after a hiss, now and then a pause."""
    sound = np.zeros(SECONDS * MONO_HZ)
    at = 0
    while at < len(sound) - MONO_HZ:
        length = int(random.uniform(0.06, 0.35) * MONO_HZ)
        time = np.arange(length) / MONO_HZ
        pitch = random.uniform(110, 160)
        voiced = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in range(1, 12))
        sound[at : at + length] = voiced * np.hanning(length)
        hiss = int(random.uniform(0.05, 0.1) * MONO_HZ)
        if random.random() < 0.6:
            noise = np.diff(random.normal(size=hiss + 1))
            sound[at + length : at + length + hiss] = 0.4 * noise * np.hanning(hiss)
            at += hiss
        at += length + int(min(random.exponential(0.08), 0.5) * MONO_HZ)
    return level * sound


def drums(random):
    """Two strokes a second, and a chord."""
    time = np.arange(SECONDS * MONO_HZ) / MONO_HZ
    sound = 0.03 * sum(np.sin(2 * np.pi * pitch * time) for pitch in (220, 277, 330))
    stroke = np.arange(MONO_HZ // 4) / MONO_HZ
    for beat in range(2 * SECONDS):
        begin = beat * MONO_HZ // 2
        hit = np.sin(2 * np.pi * 80 * stroke) + 0.5 * random.normal(size=len(stroke))
        sound[begin : begin + len(stroke)] += 0.3 * hit * np.exp(-stroke * 25)
    return sound


@pytest.fixture
def random():
    return np.random.default_rng(11)


def shares(samples):
    """The shares of speech and of other sound in all but the edges."""
    found = heard(listened(samples), 10.0, SECONDS * 10)[20:-30]
    return np.mean(found > 0), np.mean(found < 0)


def test_speech_is_heard(random):
    assert shares(speech(random))[0] > 0.9


def test_speech_in_a_noisy_room_is_heard(random):
    assert shares(speech(random) + 0.003 * random.normal(size=SECONDS * MONO_HZ))[0] > 0.9


def test_music_and_noise_are_other_sound(random):
    assert shares(drums(random)) == (0, 1)
    assert shares(0.02 * random.normal(size=SECONDS * MONO_HZ)) == (0, 1)


def test_silence_is_neither(random):
    assert shares(np.zeros(SECONDS * MONO_HZ)) == (0, 0)


def test_sound_that_ends_early_is_silence_from_there(random):
    found = heard(listened(speech(random)), 10.0, 2 * SECONDS * 10)
    assert len(found) == 2 * SECONDS * 10
    assert (found[SECONDS * 10 :] == 0).all()


@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_film_can_be_very_short(random, count):
    assert (heard(listened(speech(random)[: MONO_HZ // 20]), 10.0, count) <= 0).all()

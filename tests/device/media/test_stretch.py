import numpy as np
import pytest

from device.media.sound import RATE_HZ
from device.media.stretch import stretched

SECONDS = 6


def blocks(sound, size=1024):
    return (sound[begin : begin + size] for begin in range(0, len(sound), size))


def played(sound, rate):
    return np.concatenate(list(stretched(blocks(sound), rate)))


@pytest.fixture
def tone():
    wave = np.sin(2 * np.pi * 440 * np.arange(SECONDS * RATE_HZ) / RATE_HZ)
    return np.repeat((8000 * wave).astype(np.int16)[:, None], 2, axis=1)


@pytest.fixture
def clicks():
    sound = np.zeros((SECONDS * RATE_HZ, 2), np.int16)
    t = np.arange(480)
    for second in range(SECONDS):
        sound[second * RATE_HZ :][:480] = (12000 * np.sin(t * 0.13) * np.exp(-t / 120))[:, None]
    return sound


@pytest.mark.parametrize("rate", [0.5, 0.75, 1.25])
def test_it_lasts_longer_and_keeps_its_pitch(tone, rate):
    slow = played(tone, rate)
    assert slow.dtype == np.int16
    assert slow.shape[1] == 2
    assert len(slow) == pytest.approx(len(tone) / rate, abs=0.03 * RATE_HZ)
    middle = slow[RATE_HZ : 3 * RATE_HZ, 0].astype(float)
    assert np.argmax(np.abs(np.fft.rfft(middle))) * RATE_HZ / len(middle) == pytest.approx(440, abs=3)


@pytest.mark.parametrize("rate", [0.5, 0.75, 1.25])
def test_a_beat_stays_where_it_belongs_from_the_first_one_on(clicks, rate):
    slow = np.abs(played(clicks, rate)[:, 0].astype(int))
    loud = np.flatnonzero(slow > 2500)
    begins = loud[np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 4]
    assert len(begins) == SECONDS
    assert np.abs(begins / RATE_HZ - np.arange(SECONDS) / rate).max() < 0.025


def test_at_its_own_speed_nothing_is_touched(tone):
    assert np.array_equal(played(tone, 1.0), tone)


def test_it_streams(tone):
    """What comes out is made of what went in so far, but for a window."""
    taken = 0

    def source():
        nonlocal taken
        for block in blocks(tone):
            taken += len(block)
            yield block

    slow = stretched(source(), 0.5)
    given = 0
    while given < RATE_HZ:
        given += len(next(slow))
    assert taken < RATE_HZ


@pytest.mark.parametrize("rate", [0.0, 0.4, 2.5, float("nan")])
def test_speeds_that_cannot_be_listened_to_are_refused(rate):
    with pytest.raises(ValueError, match="times as fast"):
        stretched(iter(()), rate)

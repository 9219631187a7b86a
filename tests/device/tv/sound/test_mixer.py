import numpy as np
import pytest

from device.tv.sound.mixer import DOWN_S, DUCKED, LEVEL_MAX, LEVEL_MIN, UP_S, Mixer

RATE = 48_000
STEADY = np.full((RATE, 2), 3277, np.int16)


def test_a_lesson_alone_is_left_as_it_is():
    mixer = Mixer()
    assert np.array_equal(mixer.mix(STEADY, 1.0), STEADY)
    assert mixer.idle


def test_the_lesson_steps_back_and_returns_without_a_step():
    mixer = Mixer()
    mixer.start(np.zeros(RATE // 2, np.float32))
    assert not mixer.idle
    lesson = np.concatenate([mixer.mix(STEADY[:1000], 1.0) for _ in range(60)])[:, 0].astype(int)
    assert lesson[round(DOWN_S * RATE) + 10] == pytest.approx(DUCKED * 3277, abs=2)
    assert lesson[RATE // 2 - 10] == pytest.approx(DUCKED * 3277, abs=2)
    assert lesson[RATE // 2 + round(UP_S * RATE) + 10] == 3277
    assert np.abs(np.diff(lesson)).max() <= 2
    assert mixer.idle


def test_too_much_is_cut_off_and_does_not_wrap_round():
    mixer = Mixer()
    mixer.start(np.full(1000, 30_000, np.float32))
    mixed = mixer.mix(np.full((1000, 2), 32_000, np.int16), 1.0)
    assert mixed.min() > 0
    assert mixed.max() == 32_767


def test_loudness_is_for_everything_and_changes_without_a_step():
    mixer = Mixer()
    mixer.start(np.full(RATE, 3277, np.float32))
    loud = mixer.mix(STEADY[:9600], 1.0)
    quiet = mixer.mix(STEADY[:9600], 0.25)
    assert quiet[-1, 0] == pytest.approx(loud[-1, 0] / 4, abs=2)
    assert np.abs(np.diff(np.concatenate((loud, quiet))[:, 0].astype(int))).max() < 20
    assert not mixer.mix(STEADY[:9600], 0.0)[-1].any()


def test_what_was_not_heard_is_mixed_anew():
    """An effect begins where the card is, and the rest is what it would have been."""
    mixer, other = Mixer(), Mixer()
    effect = np.full(2000, 1000, np.float32)
    ramp = STEADY[:9600] + (np.arange(9600) % 7).astype(np.int16)[:, None]
    mixer.mix(ramp, 1.0)
    lesson = mixer.rewind(7200)
    assert np.array_equal(lesson, ramp[2400:])
    mixer.start(effect)
    found = mixer.mix(lesson, 1.0)
    other.mix(ramp[:2400], 1.0)
    other.start(effect)
    assert np.abs(found.astype(int) - other.mix(ramp[2400:], 1.0)).max() <= 1
    assert found[0, 0] > ramp[2400, 0] + 900


def test_an_effect_that_was_over_is_not_lost_when_mixed_anew():
    mixer = Mixer()
    mixer.start(np.full(480, 1000, np.float32))
    silence = np.zeros((4800, 2), np.int16)
    first = mixer.mix(silence, 1.0)
    assert np.array_equal(mixer.mix(mixer.rewind(4800), 1.0), first)
    assert first[:480].any()


@pytest.mark.parametrize(("height", "level"), [(30, 1.0), (400, LEVEL_MIN), (3277, 1.0), (20_000, LEVEL_MAX)])
def test_effects_are_as_loud_as_the_lesson_within_reason(height, level):
    """A pause in the lesson (30) says nothing about its loudness."""
    mixer = Mixer()
    for _ in range(20):
        mixer.mix(np.full((RATE, 2), height, np.int16), 1.0)
    mixer.start(np.full(100, 1000, np.float32))
    mixed = mixer.mix(np.zeros((100, 2), np.int16), 1.0)
    assert mixed[50, 0] == pytest.approx(1000 * level, abs=2)


def test_only_speech_counts_as_speaking():
    mixer = Mixer()
    mixer.start(np.ones(2000, np.float32))
    assert not mixer.speaking
    mixer.start(np.ones(1000, np.float32), speech=True)
    assert mixer.speaking
    mixer.mix(np.zeros((1000, 2), np.int16), 1.0)
    assert not mixer.speaking

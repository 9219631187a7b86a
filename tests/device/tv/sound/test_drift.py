import numpy as np
import pytest

from device.tv.sound.drift import BEND_FROM_S, BEND_MAX, JUMP_S, NOTHING, SURE, Drift, bent

BLOCK = 1920


def test_a_start_jumps_exactly_and_a_late_thread_does_not():
    drift = Drift()
    assert drift.see(0.2, BLOCK, sure=True).jump_s == 0.2
    for _ in range(SURE - 1):
        assert drift.see(2 * JUMP_S, BLOCK, sure=False).jump_s == 0
    assert drift.see(0.0, BLOCK, sure=False).jump_s == 0


def test_what_stays_far_off_jumps():
    drift = Drift()
    seen = [drift.see(-2 * JUMP_S, BLOCK, sure=False).jump_s for _ in range(SURE)]
    assert seen == [0.0] * (SURE - 1) + [-2 * JUMP_S]


def test_a_buffer_more_or_less_is_no_drift():
    """The card takes 11 ms at a time: every measurement is wrong by up to half of it."""
    drift = Drift()
    chance = np.random.default_rng(3)
    seen = [drift.see(chance.uniform(-0.0055, 0.0055), BLOCK, sure=False) for _ in range(2000)]
    assert all(correction == NOTHING for correction in seen)


@pytest.mark.parametrize("sign", [1, -1])
def test_drift_is_bent_back_slowly_and_then_left_alone(sign):
    drift, late_s = Drift(), sign * 2 * BEND_FROM_S
    bends = []
    for _ in range(400):
        bend = drift.see(late_s, BLOCK, sure=False).bend
        late_s -= bend / 48_000
        bends.append(bend)
    assert abs(late_s) < BEND_FROM_S / 2
    assert max(map(abs, bends)) <= BLOCK * BEND_MAX
    assert {np.sign(bend) for bend in bends} == {0, sign}
    assert bends[-100:] == [0] * 100


@pytest.mark.parametrize("taken", [BLOCK + 5, BLOCK - 5])
def test_bending_keeps_the_wave(taken):
    """Against the true wave at the places in between: a tone of 3 kHz, to 1 % of its height."""
    place = np.arange(taken)
    tone = 8000 * np.sin(2 * np.pi * 3000 * place / 48_000)
    sound = np.rint(np.stack((tone, -tone), axis=1)).astype(np.int16)
    found = bent(sound, BLOCK)
    expected = 8000 * np.sin(2 * np.pi * 3000 * np.arange(BLOCK) * taken / BLOCK / 48_000)
    assert found.shape == (BLOCK, 2)
    assert np.abs(found[:, 0] - expected)[2:-2].max() < 80
    assert np.array_equal(found[2:-2, 0], -found[2:-2, 1])


def test_nothing_is_bent_into_nothing():
    sound = np.arange(20, dtype=np.int16).reshape(10, 2)
    assert bent(sound, 10) is sound
    assert len(bent(sound[:0], 10)) == 0

import numpy as np
import pytest

from scoring.repetitions.follower import STAY_S, Follower
from scoring.scorer import SAMPLE_RATE_HZ


def dips(*amplitudes, seconds=2.0, rest_s=0.5):
    """Depths of repetitions that go so far, each after a rest."""
    still = np.zeros(round(rest_s * SAMPLE_RATE_HZ))
    phase = np.arange(round(seconds * SAMPLE_RATE_HZ)) / (seconds * SAMPLE_RATE_HZ)
    wave = (1 - np.cos(2 * np.pi * phase)) / 2
    return np.concatenate([part for amplitude in amplitudes for part in (still, amplitude * wave)] + [still])


def swings(depths, follower=None):
    follower = follower or Follower()
    return [one for depth in depths if (one := follower.push(float(depth))) is not None]


def test_one_repetition_is_found_with_its_bounds():
    (one,) = swings(dips(1.0))
    assert one.begin / SAMPLE_RATE_HZ == pytest.approx(0.7, abs=0.1)
    assert one.bottom / SAMPLE_RATE_HZ == pytest.approx(1.5, abs=0.05)
    # over when a quarter of the way is left
    assert one.end / SAMPLE_RATE_HZ == pytest.approx(2.2, abs=0.1)
    assert one.amplitude == pytest.approx(1, abs=0.01)
    assert one.begin < one.first < one.bottom < one.last < one.end


@pytest.mark.parametrize("amplitudes", [(0.5, 0.5), (1.0, 0.7, 1.0), (1.3,) * 6])
def test_each_has_its_own_amplitude(amplitudes):
    found = swings(dips(*amplitudes))
    assert [one.amplitude for one in found] == pytest.approx(amplitudes, abs=0.02)


@pytest.mark.parametrize("offset", [-0.4, 0.6])
def test_the_start_posture_is_the_persons_own(offset):
    assert [one.amplitude for one in swings(dips(1, 1, 1) + offset)] == pytest.approx([1, 1, 1], abs=0.02)


def test_a_tremble_is_no_swing():
    assert swings(0.08 * np.sin(np.arange(400))) == []


def test_a_pause_midway_is_one_swing():
    phase = np.linspace(0, 1, 20)
    depths = np.concatenate([
        np.zeros(10), 0.5 * phase, np.full(20, 0.5), 0.5 + 0.5 * phase, 1 - 0.4 * phase, np.full(30, 0.6),
        0.6 - 0.6 * phase, np.zeros(10),
    ])  # fmt: skip
    assert [one.amplitude for one in swings(depths)] == pytest.approx([1], abs=0.02)


def test_who_comes_back_only_halfway_has_ended_when_going_out_again():
    wave = 0.7 - 0.3 * np.cos(np.arange(120) * 2 * np.pi / 40)
    depths = np.concatenate(
        [np.zeros(10), np.linspace(0, 0.4, 8), wave, np.linspace(0.4, 0, 8), np.zeros(10)]
    )
    assert len(swings(depths)) == 3


def test_a_set_may_begin_at_the_far_end():
    lifts = 1 - dips(1.0, 1.0, rest_s=1.0)
    found = swings(lifts)
    assert len(found) == 2
    assert all(one.far for one in found)


def test_who_stays_at_the_far_end_begins_there():
    stay = np.ones(round((STAY_S + 1) * SAMPLE_RATE_HZ))
    depths = np.concatenate([np.zeros(10), np.linspace(0, 1, 20), stay, 1 - dips(1.0, 1.0)])
    assert len(swings(depths)) == 2


def test_a_cut_ends_nothing():
    follower = Follower()
    out = np.concatenate([np.zeros(10), np.linspace(0, 1, 20)])
    assert swings(out, follower) == []
    follower.restart()
    assert swings(np.zeros(40), follower) == []
    assert len(swings(dips(1.0), follower)) == 1


def test_the_end_of_a_film_counts_what_was_nearly_done():
    follower = Follower()
    assert swings(dips(1.0)[:40], follower) == []
    assert follower.finish().amplitude == pytest.approx(1, abs=0.02)
    follower = Follower()
    swings(dips(1.0)[:34], follower)
    assert follower.finish() is None


def test_samples_without_a_depth_are_numbered_too():
    late = Follower()
    for _ in range(40):
        late.skip()
    (one,) = swings(dips(1.0), late)
    (plain,) = swings(dips(1.0))
    assert one.bottom == plain.bottom + 40
    assert (late.depth, Follower().depth) == (pytest.approx(0, abs=0.01), None)


def test_a_long_session_forgets_only_what_is_over():
    assert len(swings(np.tile(dips(1.0), 40))) == 40

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.repetitions.swings import SWING_MIN, _again_kernel, _turns_kernel, swings
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.repetitions import naive_swings

TIMES = np.arange(0, 12, 1 / SAMPLE_RATE_HZ)


def wave(seconds=2.0, size=2.0, start=0.0, times=TIMES):
    """Samples (N, 3) that go there and back, and where they lie along their way."""
    along = size / 2 * (1 - np.cos(2 * np.pi * times / seconds + start))
    samples = np.outer(along, [0.6, -0.8, 0.0]).astype(np.float32)
    return samples, along - along.mean()


def wandering(seed, count, width=4):
    random = np.random.default_rng(seed)
    samples = np.cumsum(random.normal(0, 0.25, (count, width)), axis=0)
    period = np.sin(np.arange(count) / random.uniform(2, 12))[:, None] * random.normal(0, 1.5, width)
    samples = (0.3 * samples + period).astype(np.float32)
    return samples, (samples[:, 0] - samples[:, 1]).astype(np.float64)


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(3, 160), st.floats(0.05, 3))
def test_turns_are_those_of_the_slow_twin(seed, count, back):
    _, along = wandering(seed, count)
    assert _turns_kernel(along, back).tolist() == naive_swings.turns(along, back)


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(20, 160))
def test_the_same_swings_are_those_of_the_slow_twin(seed, count):
    samples, along = wandering(seed, count)
    places = _turns_kernel(along, 0.45 * np.ptp(along))
    found, expected = _again_kernel(samples, along, places), naive_swings.again(samples, along, places)
    np.testing.assert_allclose(found[0], expected[0], atol=1e-5)
    np.testing.assert_allclose(found[1], expected[1], atol=1e-5)
    assert found[2].tolist() == expected[2]


def test_a_steady_wave_is_one_run():
    found = swings(*wave(), 240)
    # which of two nearly equal samples is the turn is a matter of rounding
    np.testing.assert_allclose(found.turns, [20 * number for number in range(12)] + [239], atol=1)
    assert found.runs() == [(0, len(found.turns) - 1)]
    np.testing.assert_allclose(found.sizes[1:-1], 2.0, atol=0.05)


def test_small_quick_and_flat_is_no_swing():
    assert swings(*wave(size=SWING_MIN / 3), 240) is None
    assert not swings(*wave(size=SWING_MIN * 0.9), 240).again.any()
    assert not swings(*wave(seconds=0.3), 240).again.any()
    assert swings(np.zeros((2, 3), np.float32), np.zeros(2), 240) is None


def test_another_way_back_is_another_swing():
    """There and back along one line, but through another place in the other channel every second time."""
    samples, along = wave(seconds=4.0)
    assert swings(samples, along, 240).again[2:-1].all()
    samples[:, 2] = 2 * np.sin(2 * np.pi * TIMES / 8) * (along - along.min())
    assert not swings(samples, along, 240).again[2:-1].all()


def test_runs_end_where_a_swing_differs():
    first, second = wave(2.0, 2.0, times=TIMES[:120])[0], wave(2.0, 4.4, times=TIMES[:120])[0]
    samples = np.concatenate([first, second])
    along = (samples @ [0.6, -0.8, 0.0]).astype(np.float64)
    assert len(swings(samples, along, 240).runs()) <= 2


def test_what_does_not_fit_together_is_refused():
    with pytest.raises(ValueError, match="do not fit together"):
        swings(np.zeros((5, 3), np.float32), np.zeros(4), 240)

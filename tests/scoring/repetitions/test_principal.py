import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.repetitions.principal import CHANNEL_SEEN, DIRECTIONS, _axes_kernel, prepared, principal


@settings(max_examples=50)
@given(st.integers(0, 2**32 - 1), st.integers(3, 24))
def test_axes_are_those_of_a_whole_decomposition(seed, width):
    random = np.random.default_rng(seed)
    vectors, _ = np.linalg.qr(random.normal(size=(width, width)))
    values = np.concatenate([[9.0, 4.0], random.uniform(0, 2, width - 2)])
    spread = vectors * values @ vectors.T
    axes = _axes_kernel(spread, DIRECTIONS, 40)
    expected = np.linalg.eigh(spread)[1][:, :-3:-1].T
    np.testing.assert_allclose(np.abs((axes * expected).sum(axis=1)), 1, atol=1e-3)


def test_places_along_the_largest_movement():
    phase = np.linspace(0, 4 * np.pi, 100, endpoint=False)
    samples = np.outer(np.sin(phase), [3, 0, 4]) + np.outer(np.cos(3 * phase), [0, 1, 0]) + 7
    along = principal(samples.astype(np.float32), 100)
    np.testing.assert_allclose(np.abs(along[0]), 5 * np.abs(np.sin(phase)), atol=1e-3)
    np.testing.assert_allclose(np.abs(along[1]), np.abs(np.cos(3 * phase)), atol=1e-3)


def test_only_the_newest_samples_choose_the_direction():
    phase = np.linspace(0, 4 * np.pi, 100, endpoint=False)
    before, now = np.outer(np.sin(phase), [0, 9]), np.outer(np.sin(phase), [1, 0])
    along = principal(np.concatenate([before, now]).astype(np.float32), 100)
    np.testing.assert_allclose(along[0, :100], 0, atol=1e-4)
    np.testing.assert_allclose(np.abs(along[0, 100:]), np.abs(np.sin(phase)), atol=1e-4)


def test_who_does_not_move_has_no_direction():
    assert not principal(np.full((40, 24), 0.3, np.float32), 40).any()


def test_gaps_are_filled_and_what_is_seldom_seen_is_left_out():
    samples = np.ones((40, 3), np.float32)
    samples[5:12, 0] = np.nan
    samples[: round(40 * (1 - CHANNEL_SEEN)) + 1, 1] = np.nan
    samples[:, 2] = np.arange(40)
    done = prepared(samples)
    np.testing.assert_array_equal(done[:, 0], 1)
    np.testing.assert_array_equal(done[:, 1], 0)
    np.testing.assert_allclose(done[:, 2], np.arange(40))


def test_trembling_is_smoothed():
    noise = np.random.default_rng(2).normal(size=(400, 2)).astype(np.float32)
    assert prepared(noise).std() < 0.7 * noise.std()

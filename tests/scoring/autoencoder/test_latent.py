import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.autoencoder.latent import cosine_dtw, filled, live_distance, match_distance
from tests.scoring.autoencoder import naive_latent

numbers = st.floats(-10, 10, width=32).map(lambda value: np.float32(round(value, 2)))
mostly_known = st.integers(0, 60).map(lambda draw: draw == 0)
lengths = st.integers(1, 9)


@settings(max_examples=200)
@given(st.data(), lengths, lengths, st.integers(1, 5), st.one_of(st.none(), st.integers(0, 10)))
def test_the_kernel_equals_its_slow_twin(data, rows, columns, size, band):
    one = data.draw(arrays(np.float32, (rows, size), elements=numbers))
    other = data.draw(arrays(np.float32, (columns, size), elements=numbers))
    for side in (one, other):
        side[data.draw(arrays(np.bool_, len(side), elements=mostly_known))] = np.nan
    slow = naive_latent.cosine_dtw(one.tolist(), other.tolist(), band)
    np.testing.assert_allclose(cosine_dtw(one, other, band), slow, atol=1e-5)


def test_the_same_way_is_no_distance_and_the_opposite_way_is_two():
    rows = np.random.default_rng(1).normal(size=(30, 8)).astype(np.float32)
    assert cosine_dtw(rows, rows * 7) == pytest.approx(0, abs=1e-6)
    assert cosine_dtw(rows[:1], -rows[:1]) == pytest.approx(2)
    across = np.array([[1, 0]], np.float32), np.array([[0, 3]], np.float32)
    assert cosine_dtw(*across) == pytest.approx(1)


def test_a_delay_inside_the_band_costs_little():
    turn = np.arange(700) / 30
    circle = np.stack([np.sin(turn), np.cos(turn)], axis=1).astype(np.float32)
    late = match_distance(circle[:600], circle[40:640])
    assert late < np.mean(1 - (circle[:600] * circle[40:640]).sum(axis=1)) / 5


def test_a_window_seen_in_less_than_half_has_no_distance():
    tutor = np.random.default_rng(2).normal(size=(10, 4)).astype(np.float32)
    user = tutor.copy()
    user[5:] = np.nan
    assert live_distance(user, tutor) < 1
    user[4] = np.nan
    assert np.isnan(live_distance(user, tutor))
    assert np.isnan(live_distance(tutor, user))


def test_a_lost_row_is_the_nearest_seen_one():
    rows = np.arange(8, dtype=np.float32).reshape(4, 2)
    rows[2] = np.nan
    assert filled(rows).tolist() == [[0, 1], [2, 3], [2, 3], [6, 7]]


@pytest.mark.parametrize("shapes", [((3, 2), (3, 3)), ((0, 2), (3, 2)), ((3,), (3,))])
def test_wrong_shapes_are_refused(shapes):
    with pytest.raises(ValueError, match="latents"):
        cosine_dtw(*(np.ones(shape, np.float32) for shape in shapes))


def test_a_negative_band_is_refused():
    rows = np.ones((3, 2), np.float32)
    with pytest.raises(ValueError, match="band"):
        cosine_dtw(rows, rows, -1)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.dtw import distances, fill_gaps
from tests.scoring import naive

numbers = st.floats(-100, 100, width=32)
numbers_or_lost = st.one_of(numbers, numbers, numbers, st.just(np.float32(np.nan)))
lengths = st.integers(1, 12)


@settings(max_examples=200)
@given(st.data(), lengths, lengths, st.integers(1, 5), st.one_of(st.none(), st.integers(0, 12)))
def test_the_kernel_equals_its_slow_twin(data, rows, columns, count, band):
    one = data.draw(arrays(np.float32, (rows, 2, count), elements=numbers_or_lost))
    other = data.draw(arrays(np.float32, (columns, 2, count), elements=numbers_or_lost))
    fast = distances(one, other, band)
    slow = [naive.dtw(one[:, :, s].tolist(), other[:, :, s].tolist(), band) for s in range(count)]
    np.testing.assert_allclose(fast, slow, rtol=1e-4, atol=1e-3)


def test_a_series_is_at_no_distance_from_itself():
    series = np.random.default_rng(1).normal(size=(50, 2, 40)).astype(np.float32)
    assert (distances(series, series) == 0).all()


def test_warping_forgives_a_delay_that_fits_into_the_band():
    wave = np.sin(np.arange(80) / 5).astype(np.float32)
    one = np.stack([wave[:60], np.zeros(60, np.float32)], axis=1)[:, :, None]
    late = np.stack([wave[10:70], np.zeros(60, np.float32)], axis=1)[:, :, None]
    free, tight = distances(one, late, 12)[0], distances(one, late, 0)[0]
    assert free < tight / 3


def test_one_lost_sample_loses_only_its_own_series():
    one = np.zeros((10, 2, 3), np.float32)
    one[4, 1, 1] = np.nan
    assert np.isnan(distances(one, np.zeros_like(one))).tolist() == [False, True, False]


@pytest.mark.parametrize("shape", [(10, 3, 4), (10, 4), (0, 2, 4)])
def test_wrong_shapes_are_refused(shape):
    with pytest.raises(ValueError, match=r"series"):
        distances(np.zeros(shape, np.float32), np.zeros(shape, np.float32))


def test_a_negative_band_is_refused():
    series = np.zeros((3, 2, 1), np.float32)
    with pytest.raises(ValueError, match="band"):
        distances(series, series, -1)


@settings(max_examples=200)
@given(
    arrays(np.float32, st.tuples(lengths, st.just(2), st.integers(1, 4)), elements=numbers_or_lost),
    st.sampled_from([0.0, 0.5, 0.75, 1.0]),
)
def test_filling_equals_its_slow_twin(series, share_min):
    filled = fill_gaps(series, share_min)
    for channel in range(2):
        for s in range(series.shape[2]):
            expected = naive.fill(series[:, channel, s].tolist(), share_min)
            np.testing.assert_array_equal(filled[:, channel, s], np.array(expected, np.float32))


def test_filling_leaves_the_input_as_it_was():
    series = np.full((4, 2, 1), np.nan, np.float32)
    series[1:] = 2
    fill_gaps(series)
    assert np.isnan(series[0]).all()

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sliding import peaks, sliding_agreement
from tests.scoring.naive_sliding import naive_agreement

REACH = 30


@given(
    lengths=st.tuples(st.integers(1, 90), st.integers(1, 90)),
    columns=st.integers(1, 3),
    unknown=st.sampled_from([0.0, 0.2, 0.8]),
    overlap_min=st.integers(1, 60),
    seed=st.integers(0, 1000),
)
def test_the_quick_way_is_the_slow_way(lengths, columns, unknown, overlap_min, seed):
    random = np.random.default_rng(seed)
    one, other = (random.normal(random.normal(0, 5), 1, (length, columns)) for length in lengths)
    for series in (one, other):
        series[random.random(series.shape) < unknown] = np.nan
    found = sliding_agreement(one, other, REACH, overlap_min)
    assert len(found) == 2 * REACH + 1
    for shift in range(-REACH, REACH + 1):
        expected = naive_agreement(one, other, shift, overlap_min)
        if expected is None:
            assert np.isnan(found[REACH + shift])
        else:
            assert found[REACH + shift] == pytest.approx(expected, abs=1e-6)


def test_the_same_series_agrees_wholly_where_it_was_shifted_to():
    wave = np.random.default_rng(2).normal(size=(100, 2))
    found = sliding_agreement(wave[10:], wave * 3 + 7, REACH, 40)
    assert np.nanargmax(found) == REACH + 10
    assert found[REACH + 10] == pytest.approx(1.0)


@given(seed=st.integers(0, 300), size=st.floats(1e-3, 1e6))
def test_nothing_agrees_by_more_than_wholly(seed, size):
    wave = np.random.default_rng(seed).normal(0, size, (60, 2))
    found = sliding_agreement(wave, -wave if seed % 2 else wave, REACH, 40)
    assert np.nanmax(np.abs(found)) <= 1.0


@pytest.mark.parametrize("level", [0.0, 1e6])
def test_what_does_not_change_agrees_with_nothing(level):
    wave = np.random.default_rng(2).normal(size=(100, 1))
    assert np.isnan(sliding_agreement(np.full((100, 1), level), wave, REACH, 40)).all()
    assert np.isnan(sliding_agreement(np.empty((0, 1)), wave, REACH, 1)).all()


def test_series_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="fit together"):
        sliding_agreement(np.zeros((5, 2)), np.zeros((5, 3)), REACH, 1)


def test_a_peak_lies_between_samples_and_hides_lower_ones_beside_it():
    places = np.arange(40)
    hill = 1 - 0.01 * (places - 12.3) ** 2
    hill[30] = 0.4
    hill[33] = 0.3
    hill[35:] = np.nan
    found = peaks(hill, 5)
    assert [place for place, _ in found] == pytest.approx([12.3, 30.0], abs=0.3)
    assert found[0][0] == pytest.approx(12.3, abs=1e-6)
    assert [height for _, height in found] == [hill[12], 0.4]


def test_at_an_edge_or_beside_the_unknown_a_peak_is_a_sample():
    assert peaks(np.array([3.0, 2.0, 1.0]), 1) == [(0.0, 3.0)]
    assert peaks(np.array([np.nan, 2.0, 1.0]), 1) == [(1.0, 2.0)]
    assert peaks(np.full(4, np.nan), 1) == []

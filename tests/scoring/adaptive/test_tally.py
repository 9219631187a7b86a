import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.adaptive.tally import WORST_SHARE, mean, with_worst

ONES = np.ones(8)


def slow_with_worst(points, counts):
    """One part (W,), by cutting every window into thin slices."""
    slices = [
        point
        for point, count in zip(points, counts, strict=True)
        for _ in range(round(count * 16))
        if np.isfinite(point)
    ]
    if not slices:
        return np.nan
    worst = sorted(slices)[: round(len(slices) * WORST_SHARE)]
    return (np.mean(slices) + np.mean(worst)) / 2


def test_windows_count_as_much_as_the_tutor_asked_for():
    assert mean(np.array([100.0, 50.0]), np.array([1.0, 0.25])) == pytest.approx(90.0)


def test_what_was_not_judged_does_not_count():
    assert mean(np.array([100.0, np.nan]), np.array([1.0, 9.0])) == 100.0


def test_nothing_judged_is_not_a_number():
    assert np.isnan(mean(np.full(8, np.nan), ONES))
    assert np.isnan(with_worst(np.full((8, 3), np.nan), ONES)).all()


def test_a_quarter_that_is_wrong_weighs_more_than_a_quarter():
    part = np.array([100.0, 100, 100, 100, 100, 100, 0, 0])
    assert with_worst(part[:, None], ONES) == pytest.approx([(75 + 0) / 2])


def test_parts_do_not_mix():
    parts = np.stack([np.full(8, 90.0), np.full(8, 40.0)], axis=1)
    assert with_worst(parts, ONES) == pytest.approx([90.0, 40.0])


@given(
    arrays(np.float64, (12, 2), elements=st.one_of(st.integers(0, 100).map(float), st.just(np.nan))),
    arrays(np.float64, 12, elements=st.sampled_from([0.25, 0.5, 1.0])),
)
def test_it_is_what_thin_slices_give(points, counts):
    slow = [slow_with_worst(part, counts) for part in points.T]
    assert with_worst(points, counts) == pytest.approx(slow, nan_ok=True)

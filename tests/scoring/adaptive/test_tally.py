import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.adaptive.tally import STRETCH, WORST_SHARE, mean, stretches, with_worst

ONES = np.ones(8)


def slow_with_worst(points, counts):
    """One part (W,): takes from the worst on, as much of each as is still needed."""
    known = sorted((one, count) for one, count in zip(points, counts, strict=True) if np.isfinite(one))
    if not known:
        return np.nan
    total = sum(count for _, count in known)
    left, worst = WORST_SHARE * total, 0.0
    for one, count in known:
        worst += one * min(count, left)
        left -= min(count, left)
    return (sum(one * count for one, count in known) / total + worst / (WORST_SHARE * total)) / 2


def test_windows_count_as_much_as_the_tutor_asked_for():
    assert mean(np.array([100.0, 50.0]), np.array([1.0, 0.25])) == pytest.approx(90.0)


def test_what_was_not_judged_does_not_count():
    assert mean(np.array([100.0, np.nan]), np.array([1.0, 9.0])) == 100.0


def test_nothing_judged_is_not_a_number():
    assert np.isnan(mean(np.full(8, np.nan), ONES))
    assert np.isnan(with_worst(np.full((8, 3), np.nan), ONES)).all()


def test_a_quarter_that_is_wrong_weighs_more_than_a_quarter():
    part = np.array([100.0, 100, 100, 100, 100, 100, 0, 0])
    assert with_worst(part[:, None], ONES)[0] < 60


def test_stretches_hold_every_window_once():
    errors = np.arange(4.0 * STRETCH)[:, None]
    found, counts = stretches(errors, np.ones(len(errors)))
    assert found[:, 0].tolist() == [STRETCH * (number + 0.5) - 0.5 for number in range(4)]
    assert counts.tolist() == [STRETCH] * 4


@pytest.mark.parametrize("count", [1, STRETCH - 1, STRETCH + 2])
def test_a_short_match_is_one_stretch(count):
    found, counts = stretches(np.ones((count, 3)), np.full(count, 0.5))
    assert found.tolist() == [[1.0] * 3]
    assert counts.tolist() == [0.5 * count]


def test_a_stretch_weighs_its_windows_and_leaves_out_what_was_not_seen():
    errors = np.array([[0.0, np.nan], [1.0, np.nan], [np.nan, np.nan]])
    found, _ = stretches(errors, np.array([1.0, 0.25, 1.0]))
    assert found[0, 0] == pytest.approx(0.2)
    assert np.isnan(found[0, 1])


def test_parts_do_not_mix():
    parts = np.stack([np.full(8, 90.0), np.full(8, 40.0)], axis=1)
    assert with_worst(parts, ONES) == pytest.approx([90.0, 40.0])


@given(
    arrays(np.float64, (12, 2), elements=st.one_of(st.integers(0, 100).map(float), st.just(np.nan))),
    arrays(np.float64, 12, elements=st.sampled_from([0.25, 0.5, 1.0])),
)
def test_it_is_what_its_slow_twin_gives(points, counts):
    slow = [slow_with_worst(part, counts) for part in points.T]
    assert with_worst(points, counts) == pytest.approx(slow, nan_ok=True)

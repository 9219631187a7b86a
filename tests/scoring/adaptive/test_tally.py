import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.adaptive.tally import STRETCH, WORST_SHARE, mean, movement, stretches, with_worst
from scoring.body.part_errors import NO_SUMS, part_sums
from scoring.scorer import WINDOW

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


@pytest.mark.parametrize("count", [1, STRETCH - 1, STRETCH, STRETCH + 2, 4 * STRETCH, 61])
def test_stretches_hold_every_window_once_in_about_equal_parts(count):
    windows = np.arange(count) * 3
    found = stretches(windows)
    assert np.concatenate(found).tolist() == windows.tolist()
    assert len(found) == max(round(count / STRETCH), 1)
    assert max(map(len, found)) - min(map(len, found)) <= 1


def sums_of(spread, windows=12):
    """The sums of windows in which the tutor's lines swing, with another spread (K,) each."""
    swing = np.sqrt(2) * np.asarray(spread, np.float32) * np.sin(np.arange(windows * WINDOW))[:, None]
    lines = np.zeros((windows * WINDOW, 3, 16), np.float32)
    lines[:, 0], lines[:, 1] = np.sin(swing), np.cos(swing)
    parts = (lines[first : first + WINDOW] for first in range(0, len(lines), WINDOW))
    return [part_sums(part, part, 0.0) for part in parts]


def test_movement_is_the_largest_spread_of_a_part_around_a_window():
    still = sums_of(np.zeros(16))
    assert movement(still) == pytest.approx(np.zeros(12), abs=1e-3)
    spread = np.zeros(16)
    spread[3] = 0.3
    moving = sums_of(spread)
    assert movement(moving)[4:-4] == pytest.approx(np.full(4, 0.3), rel=0.1)
    mixed = movement(still[:6] + moving[6:])
    half = STRETCH // 2
    assert mixed[: 6 - half] == pytest.approx(np.zeros(6 - half), abs=1e-3)
    assert (mixed[6 - half :] > 0.05).all()


def test_where_nobody_was_seen_nothing_moved():
    assert movement([NO_SUMS.copy()] * 5).tolist() == [0] * 5


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

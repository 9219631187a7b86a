import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.warp import (
    CAP,
    SEEN_SHARE_MIN,
    SKEW_COST,
    UNIT,
    UNSEEN_COST,
    _band_kernel,
    _cell_kernel,
    _cells_kernel,
    _open_kernel,
    align_match,
    align_window,
    path,
)
from scoring.body.heading import turned
from tests.scoring.adaptive import naive_adaptive
from tests.scoring.bodies import scattered, wandering

seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.3, 0.6, 1.0])
counts = st.integers(1, 9)
AXES = np.ones(3, np.float32)
WEIGHTS = np.ones(16, np.float32)
# cosine and sine of no turn
AHEAD = np.float32(1), np.float32(0)
SKEW = float(SKEW_COST)
LIMITS = {
    "seen_min": float(SEEN_SHARE_MIN),
    "unseen": float(UNSEEN_COST),
    "unit": float(UNIT),
    "cap": float(CAP),
}


def slow_cells(user, tutor, weights, axes):
    return naive_adaptive.all_cells(user, tutor, weights.tolist(), axes.tolist(), LIMITS)


def weights_and_axes(seed):
    random = np.random.default_rng(seed)
    # eighths, so that the share that was seen has no rounding to decide by
    weights = random.integers(0, 9, 16).astype(np.float32) / 8
    return weights, random.uniform(0.2, 1, 3).astype(np.float32)


@settings(max_examples=60)
@given(seeds, counts, counts, shares, shares, st.sampled_from([0.05, 0.3, 1.0]))
def test_both_ways_to_a_cell_equal_their_slow_twin(seed, rows, columns, lost, other_lost, apart):
    """Near bodies and bodies so far apart that the cost of a line is capped."""
    user, strange = scattered(seed, rows, lost), scattered(seed + 1, columns, other_lost)
    near = user[np.arange(columns) % rows]
    tutor = (near + np.float32(apart) * (strange - near)).astype(np.float32)
    weights, axes = weights_and_axes(seed)
    slow = slow_cells(user, tutor, weights, axes)
    np.testing.assert_allclose(_cells_kernel(user, tutor, weights, axes, *AHEAD), slow, atol=1e-5)
    one_by_one = [[_cell_kernel(one, other, weights, axes) for other in tutor] for one in user]
    np.testing.assert_allclose(one_by_one, slow, atol=1e-5)


@settings(max_examples=80)
@given(seeds, counts, counts, shares)
def test_a_windows_path_equals_its_slow_twin(seed, rows, columns, lost):
    user, tutor = scattered(seed, rows, lost), scattered(seed + 1, columns, lost)
    weights, axes = weights_and_axes(seed)
    cells = slow_cells(user, tutor, weights, axes)
    costs, steps = align_window(user, tutor, weights, axes)
    expected = naive_adaptive.open_path_costs(cells, SKEW)
    np.testing.assert_allclose(costs * rows, expected, atol=1e-4)
    for end in range(columns):
        samples = path(steps, end, 0)
        assert samples[-1] == end
        assert set(np.diff(samples)) <= {0, 1, 2}
        assert naive_adaptive.path_cost(cells, samples.tolist(), SKEW) == pytest.approx(
            expected[end], abs=1e-4
        )


@settings(max_examples=60)
@given(seeds, counts, counts, shares, st.floats(-3.2, 3.2))
def test_both_bodies_are_turned_to_the_middle_of_their_headings(seed, rows, columns, lost, heading):
    user, tutor = scattered(seed, rows, lost), scattered(seed + 1, columns, lost)
    weights, axes = weights_and_axes(seed)
    middle = turned(user, heading / 2), turned(tutor, -heading / 2)
    costs, _ = align_window(user, tutor, weights, axes, heading)
    np.testing.assert_allclose(costs, align_window(*middle, weights, axes)[0], atol=1e-4)


@settings(max_examples=100)
@given(st.data(), st.integers(1, 14), st.integers(1, 14), st.integers(0, 4), shares, seeds)
def test_a_matchs_path_equals_its_slow_twin(data, rows, columns, reach, lost, seed):
    """Lags that leap, bands before the film and behind it: all of them happen."""
    user, tutor = scattered(seed, rows, lost, lines=4), scattered(seed + 1, columns, lines=4)
    lag = np.array(data.draw(st.lists(st.integers(-6, 12), min_size=rows, max_size=rows)))
    weights, axes = np.ones(4, np.float32), AXES
    cells = slow_cells(user, tutor, weights, axes)
    found = align_match(user, tutor, weights, axes, lag, reach)
    ends = naive_adaptive.band_costs(cells, lag.tolist(), reach, SKEW)
    if not ends:
        assert (found == -1).all()
        return
    cheapest = min(ends.values())
    assert naive_adaptive.path_cost(cells, found.tolist(), SKEW) == pytest.approx(cheapest, abs=1e-4)
    met = found >= 0
    assert met[np.flatnonzero(met)[0] :].all()
    begin = np.minimum(np.arange(rows) - lag - reach, columns - 1)
    assert (found[met] >= begin[met]).all()
    assert (found[met] <= (begin + 2 * reach)[met]).all()
    assert (found < columns).all()


def both_ways(body, other):
    """The cost of one cell by both kernels."""
    at_once = _cells_kernel(body, other, WEIGHTS, AXES, *AHEAD)
    return at_once[0, 0], _cell_kernel(body[0], other[0], WEIGHTS, AXES)


def test_one_line_that_is_held_elsewhere_costs_no_more_than_the_cap():
    body = scattered(1, 1)
    other = body.copy()
    other[0, :, 3] *= -1
    both = (
        _cells_kernel(body, other, WEIGHTS, AXES, *AHEAD)[0, 0],
        _cell_kernel(body[0], other[0], WEIGHTS, AXES),
    )
    assert both == pytest.approx([CAP / 16] * 2)
    other[0, :, 3] = body[0, :, 3] + np.array([UNIT, 0, 0])
    both = (
        _cells_kernel(body, other, WEIGHTS, AXES, *AHEAD)[0, 0],
        _cell_kernel(body[0], other[0], WEIGHTS, AXES),
    )
    assert both == pytest.approx([1 / 16] * 2, rel=1e-5)


def test_straight_on_wins_a_tie():
    _, steps = _open_kernel(np.zeros((4, 6), np.float32), np.float32(0))
    assert (steps[1:, 1:] == 1).all()
    body = scattered(1, 1).repeat(20, axis=0)
    found = _band_kernel(body, body, WEIGHTS, AXES, np.zeros(20, np.int64), 3, np.float32(0))
    assert set(np.diff(found[5:-5])) == {1}


@pytest.mark.parametrize("late", [0, 3, 11])
def test_a_window_is_found_where_it_was_danced(late):
    film = wandering(5, 60)
    window = film[40 - late : 60 - late]
    costs, steps = align_window(window, film, WEIGHTS, AXES)
    end = int(np.argmin(costs))
    assert end == 59 - late
    assert costs[end] == pytest.approx(0, abs=1e-6)
    assert path(steps, end, 0).tolist() == list(range(40 - late, 60 - late))


def test_twice_as_fast_and_standing_still_are_found_and_cost():
    film = wandering(5, 60)
    costs, steps = align_window(film[20:40:2], film, WEIGHTS, AXES)
    assert path(steps, 38, 0).tolist() == list(range(20, 40, 2))
    assert costs[38] == pytest.approx(SKEW * 9 / 10, abs=1e-5)
    costs, steps = align_window(film[[30] * 10], film, WEIGHTS, AXES)
    assert path(steps, 30, 0).tolist() == [30] * 10
    assert costs[30] == pytest.approx(SKEW * 9 / 10, abs=1e-5)


def test_what_nobody_sees_costs_the_same_everywhere():
    film = wandering(5, 30)
    costs, _ = align_window(film[:10] * np.float32(np.nan), film, WEIGHTS, AXES)
    np.testing.assert_allclose(costs[9:], UNSEEN_COST, rtol=1e-5)


def test_a_match_late_all_along_is_met_where_it_was_and_not_before_it_began():
    film = wandering(7, 80)
    late = 14
    user = film[np.maximum(np.arange(80) - late, 0)]
    found = align_match(user, film, WEIGHTS, AXES, np.full(80, late), 6)
    assert found[late:].tolist() == list(range(80 - late))
    assert (found[: late - 6] == -1).all()


def test_who_is_early_waits_at_the_end_of_the_film():
    film = wandering(7, 80)
    found = align_match(film[np.minimum(np.arange(80) + 8, 79)], film, WEIGHTS, AXES, np.full(80, -8), 6)
    assert found.tolist() == [min(t + 8, 79) for t in range(80)]


@pytest.mark.parametrize(("before", "after"), [(30, 0), (0, 30), (-8, 25)])
def test_a_lag_that_leaps_loses_no_more_than_the_leap(before, after):
    """Who stands about for the first seconds and then follows is found a second apart within one window."""
    film = wandering(9, 160)
    lag = np.where(np.arange(160) < 80, before, after)
    user = film[np.clip(np.arange(160) - lag, 0, 159)]
    found = align_match(user, film, WEIGHTS, AXES, lag, 6)
    expected = np.arange(160) - lag
    assert (found[[*range(40, 66), *range(94, 150)]] == expected[[*range(40, 66), *range(94, 150)]]).all()


@pytest.mark.parametrize(
    ("user", "tutor", "axes", "says"),
    [
        ((5, 3, 15), (5, 3, 16), 3, "directions"),
        ((5, 3, 16), (5, 2, 16), 3, "directions"),
        ((5, 48), (5, 3, 16), 3, "directions"),
        ((0, 3, 16), (5, 3, 16), 3, "empty"),
        ((5, 3, 16), (0, 3, 16), 3, "empty"),
        ((5, 3, 16), (5, 3, 16), 2, "axes"),
    ],
)
def test_wrong_shapes_are_refused(user, tutor, axes, says):
    sides = np.zeros(user, np.float32), np.zeros(tutor, np.float32), WEIGHTS, np.ones(axes, np.float32)
    with pytest.raises(ValueError, match=says):
        align_window(*sides)
    with pytest.raises(ValueError, match=says):
        align_match(*sides, np.zeros(len(sides[0]), np.int64), 6)


@settings(max_examples=80)
@given(st.data(), seeds, counts, st.integers(1, 12), st.integers(0, 20))
def test_a_path_equals_its_slow_twin(data, seed, rows, columns, first):
    ways = np.random.default_rng(seed).integers(0, 3, (rows, columns))
    # no path leads to before the first column
    steps = np.minimum(ways, np.arange(columns)).astype(np.int8)
    end = data.draw(st.integers(0, columns - 1))
    assert path(steps, end, first).tolist() == naive_adaptive.path(steps.tolist(), end, first)


def test_a_path_that_waits_stays_at_one_sample_of_the_tutor():
    steps = np.zeros((6, 9), np.int8)
    assert path(steps, 4, 10).tolist() == [14] * 6
    steps[1:] = 1
    assert path(steps, 7, 10).tolist() == [12, 13, 14, 15, 16, 17]

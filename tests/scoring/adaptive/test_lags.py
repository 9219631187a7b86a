import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive import lags
from scoring.adaptive.lags import (
    FAR,
    FAR_LAG_COST,
    FAST_STEPS,
    GRID,
    LAG_COST,
    LAGS,
    LEAP_COST,
    STEP_COST,
    _step_kernel,
    forward,
    start,
    way,
)
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.adaptive import naive_adaptive

PRICES = {"fast": FAST_STEPS, "step": STEP_COST, "leap": LEAP_COST}
WORTH = start()
seeds = st.integers(0, 2**32 - 1)
tellings = st.sampled_from([0.0, 0.3, 1.0])


def place(lag):
    """The place of a lag, samples, in LAGS."""
    return int(np.flatnonzero(lag == LAGS)[0])


def window(lag, cost=3.0):
    """The costs of a window that agrees at one lag and nowhere else."""
    costs = np.full(len(LAGS), cost, np.float32)
    costs[place(lag)] = 0
    return costs


def after(*lags_of_windows):
    """The prices after windows that agree at one lag each."""
    prices = start()
    for lag in lags_of_windows:
        prices = forward(prices, window(lag))
    return prices


@settings(max_examples=100)
@given(
    seeds,
    st.integers(1, 20),
    st.sampled_from([0.1, 1.0, 5.0]),
    st.floats(0, 1),
    st.sampled_from([0.0, 0.3, 1.0]),
)
def test_one_step_equals_its_slow_twin(seed, count, most, far, telling):
    random = np.random.default_rng(seed)
    before, costs = random.uniform(0, most, (2, count)).astype(np.float32)
    costs[random.random(count) < far] = FAR
    worth = random.uniform(0, 1, count).astype(np.float32)
    prices, origins = _step_kernel(before, costs, np.float32(telling), worth)
    costs = np.where(costs < FAR, telling * costs, FAR) + worth
    slow = np.array(naive_adaptive.lag_step(before.tolist(), costs.tolist(), PRICES))
    np.testing.assert_allclose(prices, slow - slow.min(), atol=1e-3)
    for one, origin in enumerate(origins.tolist()):
        price = before[origin] + naive_adaptive.change_price(origin, one, PRICES) + costs[one]
        assert price == pytest.approx(slow[one], abs=1e-3)


@settings(max_examples=15, deadline=None)
@given(seeds, st.integers(1, 4), st.sampled_from([0.5, 3.0]))
def test_the_way_is_as_cheap_as_that_of_its_slow_twin(seed, count, most):
    costs = np.random.default_rng(seed).uniform(0, most, (count, len(LAGS))).astype(np.float32)
    found = [place(lag) for lag in way(costs)]
    known = [(cost + WORTH).tolist() for cost in costs]
    slow = WORTH.tolist()
    for cost in known:
        slow = naive_adaptive.lag_step(slow, cost, PRICES)
    price = naive_adaptive.way_price(WORTH.tolist(), known, found, PRICES)
    assert price == pytest.approx(min(slow), abs=1e-3)


def test_before_anything_is_known_on_time_is_likeliest_and_late_likelier_than_early():
    assert LAGS[np.argmin(WORTH)] == 0
    assert WORTH[place(20)] < WORTH[place(-20)] < WORTH[place(60)]
    assert WORTH[place(round(SAMPLE_RATE_HZ))] == pytest.approx(LAG_COST)
    assert WORTH[place(-round(SAMPLE_RATE_HZ))] == pytest.approx(FAR_LAG_COST)


def test_what_agrees_at_every_lag_is_taken_to_be_on_time():
    assert way(np.zeros((6, len(LAGS)), np.float32)).tolist() == [0] * 6


@pytest.mark.parametrize("lag", [-40, 0, GRID, 60, int(LAGS[-1])])
def test_a_lag_that_windows_agree_on_is_found_and_the_least_price_is_0(lag):
    prices = after(*[lag] * 4)
    assert LAGS[np.argmin(prices)] == lag
    assert prices.min() == 0


def test_a_person_who_is_slower_drifts_without_a_leap():
    slower = [GRID * (number // 2) for number in range(30)]
    assert way(np.array([window(lag, 0.5) for lag in slower])).tolist() == slower


def test_one_window_that_agrees_elsewhere_changes_no_settled_lag_and_several_do():
    assert abs(LAGS[np.argmin(after(*[8] * 6, 60))] - 8) <= GRID
    # each window there is worth its cost of 3 less the price of being so late
    assert LAGS[np.argmin(after(*[8] * 6, 60, 60))] == 60
    costs = np.array([window(lag) for lag in [8] * 6 + [60] + [8] * 6])
    assert np.abs(way(costs) - 8).max() <= GRID
    costs = np.array([window(lag) for lag in [8] * 6 + [60] * 6])
    assert way(costs).tolist() == [8] * 6 + [60] * 6


def test_windows_that_tell_nothing_keep_the_lag_where_it_was():
    known, silent = [window(20) for _ in range(4)], [np.zeros(len(LAGS), np.float32)] * 3
    prices = after(*[20] * 4)
    for costs in silent:
        prices = forward(prices, costs)
    # without evidence it tends towards being on time, by a step a window
    assert 20 - GRID * len(silent) <= LAGS[np.argmin(prices)] <= 20
    assert way(np.array([*known, *silent, *known])).tolist()[:4] == [20] * 4
    assert way(np.array([*known, *silent, *known])).tolist()[-4:] == [20] * 4


def test_a_window_that_tells_nothing_is_as_good_as_none():
    prices = after(20, 20)
    quiet = forward(prices, window(-40), 0.0)
    np.testing.assert_allclose(quiet, forward(prices, np.zeros(len(LAGS), np.float32)), atol=1e-5)
    costs = np.array([window(20), window(-40), window(20)])
    assert way(costs, np.array([1.0, 0.0, 1.0])).tolist() == [20] * 3


def test_lags_at_which_the_lesson_has_no_sample_are_not_taken():
    costs = np.full(len(LAGS), FAR, np.float32)
    costs[place(-40) : place(-20) + 1] = 1.0
    assert LAGS[np.argmin(forward(start(), costs))] == -20


def test_no_window_no_way():
    assert lags.way(np.zeros((0, len(LAGS)), np.float32)).tolist() == []

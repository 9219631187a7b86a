from itertools import pairwise

import pytest

from scoring.adaptive.timing import LATENESS, ON_TIME_S, timing
from scoring.scorer import SAMPLE_RATE_HZ


def test_on_the_beat_costs_nothing():
    for seconds in (0.0, ON_TIME_S, -ON_TIME_S):
        assert timing(seconds * SAMPLE_RATE_HZ) == 1


def test_half_is_left_at_the_half_of_the_curve_and_early_is_as_late():
    beyond = (ON_TIME_S + LATENESS.half) * SAMPLE_RATE_HZ
    assert timing(beyond) == pytest.approx(0.5)
    assert timing(-beyond) == pytest.approx(0.5)


def test_the_later_the_less():
    found = [timing(samples) for samples in range(round(ON_TIME_S * SAMPLE_RATE_HZ), 80)]
    assert all(later < sooner for sooner, later in pairwise(found))
    assert found[-1] > 0

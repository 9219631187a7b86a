import pytest

from device.runtime.pace import Pace
from tests.device.runtime.stepped_clock import SteppedClock

RATE_HZ = 25.0
PERIOD_S = 0.04


@pytest.fixture
def clock():
    return SteppedClock(1000.0)


@pytest.fixture
def pace(clock):
    return Pace(clock)


def run(clock, pace, *works_s, rate_hz=RATE_HZ, rest_s=0.0):
    """When each round after one that took so long begins, in seconds since the first."""
    began = []
    for work_s in works_s:
        clock.sleep(work_s)
        clock.sleep(pace.due(rate_hz, rest_s) - clock.now())
        began.append(clock.now() - 1000.0)
    return began


def test_rounds_begin_at_the_rate_however_long_each_takes(clock, pace):
    began = run(clock, pace, 0.0, 0.03, 0.01, 0.039)
    assert began == pytest.approx([PERIOD_S * number for number in (1, 2, 3, 4)])


def test_a_late_round_delays_those_after_it_and_none_is_made_up_for(clock, pace):
    began = run(clock, pace, 0.06, 0.0, 10.0, 0.0)
    assert began == pytest.approx([0.06, 0.10, 10.10, 10.14])


def test_a_loop_that_is_always_late_never_sleeps(clock, pace):
    began = run(clock, pace, 0.1, 0.1, 0.1)
    assert began == pytest.approx([0.1, 0.2, 0.3])


def test_a_loop_rests_though_that_makes_it_late(clock, pace):
    began = run(clock, pace, 0.03, 0.03, rest_s=0.05)
    assert began == pytest.approx([0.08, 0.16])


def test_a_rest_that_is_over_before_the_round_is_due_changes_nothing(clock, pace):
    assert run(clock, pace, 0.01, 0.01, rest_s=0.02) == pytest.approx([0.04, 0.08])


def test_the_rate_may_change(clock, pace):
    assert run(clock, pace, 0.0, rate_hz=4.0) == pytest.approx([0.25])
    assert run(clock, pace, 0.0, 0.0) == pytest.approx([0.29, 0.33])

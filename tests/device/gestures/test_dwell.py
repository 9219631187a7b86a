import pytest

from device.gestures.dwell import DWELL_S, SLIP_S, Dwell
from device.presses import Spot

ONE, OTHER = Spot("posters", 1), Spot("posters", 2)


def rest(dwell, target, begin_s, seconds, step_s=0.05):
    """The times at which the target was chosen."""
    times = [begin_s + number * step_s for number in range(round(seconds / step_s) + 1)]
    return [time_s for time_s in times if dwell.see(time_s, target)]


def test_what_is_rested_on_is_chosen_once():
    dwell = Dwell()
    assert rest(dwell, ONE, 0.0, 5.0) == [pytest.approx(DWELL_S, abs=0.06)]
    assert dwell.held == 0.0


def test_held_rises_to_one():
    dwell = Dwell(1.0)
    dwell.see(0.0, ONE)
    assert not dwell.see(0.5, ONE)
    assert dwell.held == pytest.approx(0.5)
    assert dwell.see(1.0, ONE)
    assert dwell.held == 1.0


def test_another_target_begins_anew():
    dwell = Dwell(1.0)
    rest(dwell, ONE, 0.0, 0.9)
    assert not dwell.see(0.95, OTHER)
    assert dwell.held == 0.0
    assert not dwell.see(1.8, OTHER)
    assert dwell.see(1.96, OTHER)


def test_what_was_chosen_must_be_left_before_it_is_chosen_again():
    dwell = Dwell(1.0)
    rest(dwell, ONE, 0.0, 1.2)
    rest(dwell, None, 1.25, 1.0)
    assert len(rest(dwell, ONE, 2.3, 1.2)) == 1


def test_a_slip_off_what_was_chosen_does_not_choose_it_again():
    dwell = Dwell(1.0)
    rest(dwell, ONE, 0.0, 3.0)
    dwell.see(3.0 + SLIP_S - 0.01, None)
    assert rest(dwell, ONE, 3.0 + SLIP_S, 3.0) == []


def test_a_slip_off_the_edge_goes_on_and_a_longer_one_does_not():
    dwell = Dwell(1.0)
    rest(dwell, ONE, 0.0, 0.6)
    dwell.see(0.6 + SLIP_S - 0.01, None)
    assert dwell.held == pytest.approx(0.6)
    assert len(rest(dwell, ONE, 0.8, 0.3)) == 1
    again = Dwell(1.0)
    rest(again, ONE, 0.0, 0.6)
    rest(again, None, 0.65, 0.3)
    assert again.held == 0.0
    assert rest(again, ONE, 1.0, 0.6) == []


def test_a_screen_that_appears_under_a_resting_hand_is_not_chosen():
    dwell = Dwell(1.0)
    rest(dwell, ONE, 0.0, 1.2)
    dwell.block()
    assert rest(dwell, OTHER, 1.25, 3.0) == []
    assert len(rest(dwell, ONE, 4.3, 1.1)) == 1


def test_a_screen_without_a_target_under_the_hand_blocks_nothing():
    dwell = Dwell(1.0)
    dwell.block()
    dwell.see(0.0, None)
    assert len(rest(dwell, ONE, 0.1, 1.1)) == 1


def test_a_rest_takes_some_time():
    with pytest.raises(ValueError, match="dwell time"):
        Dwell(0.0)

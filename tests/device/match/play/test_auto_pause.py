import pytest

from device.match.play.auto_pause import BACK_S, GONE_S, AutoPause

STEP_S = 0.1


def live(absence, seen, seconds, start_s):
    """Pictures of one kind for a while; gives when it ended."""
    for number in range(round(seconds / STEP_S)):
        absence.see(start_s + number * STEP_S, seen)
    return start_s + seconds


@pytest.fixture
def absence():
    return AutoPause(watched=True)


def test_who_leaves_is_waited_for_and_who_comes_back_goes_on(absence):
    end = live(absence, True, 5.0, 0.0)
    end = live(absence, False, GONE_S - 0.3, end)
    assert not absence.holds
    end = live(absence, False, 1.0, end)
    assert absence.holds
    end = live(absence, True, BACK_S - 0.3, end)
    assert absence.holds
    live(absence, True, 0.6, end)
    assert not absence.holds


def test_who_walks_through_does_not_let_it_go_on(absence):
    end = live(absence, False, GONE_S + 0.5, live(absence, True, 1.0, 0.0))
    for _ in range(4):
        end = live(absence, True, BACK_S / 2, end)
        end = live(absence, False, 2.0, end)
    assert absence.holds


def test_nobody_from_the_beginning_is_missed_too(absence):
    live(absence, False, GONE_S + 0.5, 0.0)
    assert absence.holds


def test_without_a_camera_nobody_is_missed():
    absence = AutoPause(watched=False)
    live(absence, False, 60.0, 0.0)
    assert not absence.holds


def test_a_hand_that_lets_it_go_on_begins_anew(absence):
    end = live(absence, False, GONE_S + 0.5, 0.0)
    absence.forgive()
    live(absence, False, GONE_S - 0.5, end)
    assert not absence.holds

import pytest

from device.match.play.auto_pause import BACK_S, GONE_S, AutoPause

STEP_S = 0.1


def live(pause, seen, seconds, start_s):
    """Pictures with or without a person for so many seconds; the time of their end."""
    for number in range(round(seconds / STEP_S)):
        pause.see(start_s + number * STEP_S, seen)
    return start_s + seconds


@pytest.fixture
def pause():
    return AutoPause(watched=True)


def test_it_pauses_when_the_person_leaves_and_continues_when_they_return(pause):
    end = live(pause, True, 5.0, 0.0)
    end = live(pause, False, GONE_S - 0.3, end)
    assert not pause.paused
    end = live(pause, False, 1.0, end)
    assert pause.paused
    end = live(pause, True, BACK_S - 0.3, end)
    assert pause.paused
    live(pause, True, 0.6, end)
    assert not pause.paused


def test_a_person_who_walks_through_does_not_end_the_pause(pause):
    end = live(pause, False, GONE_S + 0.5, live(pause, True, 1.0, 0.0))
    for _ in range(4):
        end = live(pause, True, BACK_S / 2, end)
        end = live(pause, False, 2.0, end)
    assert pause.paused


def test_it_pauses_when_no_person_ever_came(pause):
    live(pause, False, GONE_S + 0.5, 0.0)
    assert pause.paused


def test_without_a_camera_it_never_pauses():
    pause = AutoPause(watched=False)
    live(pause, False, 60.0, 0.0)
    assert not pause.paused


def test_after_a_reset_absence_is_measured_anew(pause):
    end = live(pause, False, GONE_S + 0.5, 0.0)
    pause.reset()
    live(pause, False, GONE_S - 0.5, end)
    assert not pause.paused

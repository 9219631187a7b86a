import pytest

from device.match.play.pacing import FEW_S, REST_SHARE, SCREEN_FPS, SLOWEST_FPS, TOO_FEW_S, Pacing
from device.runtime.pace import Pace
from tests.device.runtime.stepped_clock import SteppedClock


def rest(clock, pacing, pace):
    """The end of a round, as in play_through."""
    clock.sleep(pace.due(SCREEN_FPS, pacing.rest_s()) - clock.now())


def rounds(busy_s, apart_s, count=400):
    """Seconds of each round in the second half: drawing takes `busy_s`, a pose comes every `apart_s`."""
    clock = SteppedClock()
    pacing, pace = Pacing(clock), Pace(clock)
    lengths, posed_s = [], 0.0
    for _ in range(count):
        began = clock.now()
        pacing.begin()
        clock.sleep(busy_s)
        if clock.now() - posed_s >= apart_s:
            posed_s = clock.now()
            pacing.pose()
        rest(clock, pacing, pace)
        lengths.append(clock.now() - began)
    return lengths[count // 2 :]


@pytest.mark.parametrize("busy_s", [0.0, 0.005, 0.03])
def test_a_box_with_time_keeps_the_screens_rate(busy_s):
    assert sum(rounds(busy_s, 0.05)) == pytest.approx(200 / SCREEN_FPS, rel=0.02)


def test_a_slow_box_draws_as_fast_as_it_can_while_poses_come_often_enough():
    assert rounds(0.05, FEW_S * 0.6)[-1] == pytest.approx(0.05)


def test_drawing_rests_when_poses_are_too_few():
    assert rounds(0.05, TOO_FEW_S * 1.5)[-1] == pytest.approx(0.05 * (1 + REST_SHARE), rel=0.05)


def test_the_picture_never_rests_for_long():
    assert rounds(0.5, 2.0)[-1] == pytest.approx(0.5 + 1 / SLOWEST_FPS, rel=0.05)


def test_poses_that_do_not_come_at_all_are_given_time_too():
    clock = SteppedClock()
    pacing, pace = Pacing(clock), Pace(clock)
    for _ in range(100):
        pacing.begin()
        clock.sleep(0.05)
        rest(clock, pacing, pace)
    assert clock.now() == pytest.approx(100 * 0.05 * (1 + REST_SHARE), rel=0.1)


def test_without_a_camera_a_fast_box_keeps_the_screens_rate():
    clock = SteppedClock()
    pacing, pace = Pacing(clock), Pace(clock)
    for _ in range(100):
        pacing.begin()
        clock.sleep(0.012)
        rest(clock, pacing, pace)
    assert clock.now() == pytest.approx(100 / SCREEN_FPS, rel=0.02)

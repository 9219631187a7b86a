import pytest

from device.session.clock import SteppedClock
from device.session.pacing import REST_SHARE, SCREEN_FPS, SLOWEST_FPS, Pacing


def rounds(busy_s, count=200):
    """Seconds that each of so many rounds took, when drawing takes `busy_s`."""
    clock = SteppedClock()
    pacing = Pacing(clock)
    lengths = []
    for _ in range(count):
        began = clock.now()
        clock.sleep(busy_s)
        pacing.rest()
        lengths.append(clock.now() - began)
    return lengths[count // 2 :]


@pytest.mark.parametrize("busy_s", [0.0, 0.005, 0.014])
def test_a_box_with_time_keeps_the_screens_rate(busy_s):
    assert sum(rounds(busy_s)) == pytest.approx(100 / SCREEN_FPS, rel=0.02)


@pytest.mark.parametrize("busy_s", [0.02, 0.04, 0.08])
def test_a_slow_box_leaves_time_to_the_others(busy_s):
    length = rounds(busy_s)[-1]
    assert length == pytest.approx(busy_s * (1 + REST_SHARE), rel=0.01)


def test_the_picture_never_rests_for_long():
    assert rounds(0.5)[-1] == pytest.approx(0.5 + 1 / SLOWEST_FPS)


def test_one_slow_round_is_no_slow_box():
    clock = SteppedClock()
    pacing = Pacing(clock)
    for busy_s in (0.005, 0.1, 0.005, 0.005):
        clock.sleep(busy_s)
        pacing.rest()
    assert clock.now() < 0.115 + 4 / SCREEN_FPS

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.pose.smoothing import LowPass, OneEuro, OneEuroConstants

CONSTANTS = OneEuroConstants(0.05, 80.0)


class SlowOneEuro:
    """The paper's filter for one number, step by step."""

    def __init__(self, constants):
        self.constants = constants
        self.last = None

    def alpha(self, cutoff, elapsed):
        tau = 1 / (2 * math.pi * cutoff)
        return 1 / (1 + tau / elapsed)

    def apply(self, value, time_s, size):
        if self.last is None:
            self.last = (value, value, 0.0, time_s)
            return value
        raw, smooth, speed, before = self.last
        elapsed = time_s - before
        now = (value - raw) / size / elapsed
        a = self.alpha(self.constants.derivative_cutoff, elapsed)
        speed = a * now + (1 - a) * speed
        a = self.alpha(self.constants.min_cutoff + self.constants.beta * abs(speed), elapsed)
        smooth = a * value + (1 - a) * smooth
        self.last = (value, smooth, speed, time_s)
        return smooth


steps = st.lists(
    st.tuples(st.floats(-500, 500, width=32), st.floats(0.01, 0.5), st.floats(10, 900)),
    min_size=1,
    max_size=20,
)


@given(steps)
def test_the_filter_follows_its_slow_twin(readings):
    fast, slow, now = OneEuro(CONSTANTS), SlowOneEuro(CONSTANTS), 0.0
    for value, elapsed, size in readings:
        now += elapsed
        got = fast.apply(np.array([[value, -value]], np.float32), now, size)
        expected = slow.apply(value, now, size)
        assert got[0] == pytest.approx([expected, -expected], rel=1e-3, abs=1e-2)


def at_rate(make, fps):
    """A limb that swings once a second for 3 s, read at `fps`; the values at each 1/15 s."""
    smoother, values = make(), []
    for number in range(int(3 * fps)):
        time_s = number / fps
        values.append(smoother.apply(np.array([100 * math.sin(2 * math.pi * time_s)], np.float32), time_s)[0])
    return np.array(values[:: fps // 15])


def test_the_same_movement_at_15_and_30_fps_is_smoothed_alike():
    slow, fast = (at_rate(lambda: OneEuro(OneEuroConstants(0.5, 0.01)), fps) for fps in (15, 30))
    assert np.abs(slow - fast).max() < 8  # of a swing of 200
    assert np.abs(fast).max() < 95  # and it is smoothed at all


@given(st.lists(st.floats(0.001, 0.2), min_size=1, max_size=10))
def test_the_low_pass_forgets_by_time_and_not_by_readings(gaps):
    """A step from 0 to 1: only the time since the step counts, not how often it was read."""
    smoother, now = LowPass(0.1), 0.0
    smoother.apply(np.zeros(1, np.float32), 0.0)
    for gap in gaps:
        now += gap
        value = smoother.apply(np.ones(1, np.float32), now)[0]
    assert value == pytest.approx(1 - 0.9 ** (now * 30), abs=1e-4)


def test_at_30_fps_the_low_pass_is_that_of_the_constants():
    smoother = LowPass(0.1)
    smoother.apply(np.zeros(1, np.float32), 0.0)
    assert smoother.apply(np.ones(1, np.float32), 1 / 30)[0] == pytest.approx(0.1)


def test_what_is_returned_is_not_what_is_kept():
    for smoother in (OneEuro(CONSTANTS), LowPass(0.1)):
        first = np.ones(3, np.float32)
        smoother.apply(first, 0.0)[:] = 99
        first[:] = 99
        assert smoother.apply(np.ones(3, np.float32), 0.1) == pytest.approx(np.ones(3))

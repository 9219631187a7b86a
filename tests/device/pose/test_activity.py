import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.messages import Pose
from device.pose.activity import ACTIVE, MEMORY_S, Activity
from device.pose.geometry import Roi
from scoring.body.joints import Landmark

ROI = Roi(0.0, 0.0, 200.0, 0.0)


def pose(height):
    landmarks = np.zeros((33, 3), np.float32)
    landmarks[Landmark.LEFT_WRIST, 1] = height
    return Pose(landmarks, np.ones(33, np.float32), landmarks)


def moved(amplitude, seconds=6.0, rate=15):
    one = Activity()
    for step in range(int(seconds * rate)):
        one.see(pose(amplitude * np.sin(2 * np.pi * step / rate / 1.5)), ROI, step / rate)
    return one


def test_the_spread_is_that_of_a_sine():
    # the standard deviation of a sine is its amplitude over the root of two; here in parts of 200 px
    assert moved(40.0, 12).spread == pytest.approx(40 / 200 / np.sqrt(2), rel=0.15)
    assert moved(40.0).active
    assert not moved(2.0).active


def test_who_stands_is_not_active_and_who_stops_is_not_for_long():
    assert moved(0.0).spread == 0
    one = moved(40.0)
    for step in range(90):
        one.see(pose(0.0), ROI, 6 + step / 15)
    assert one.spread < ACTIVE


def test_one_picture_tells_nothing():
    one = Activity()
    assert (one.spread, one.seen_for_s) == (0, 0)
    one.see(pose(50.0), ROI, 3.0)
    assert (one.spread, one.seen_for_s) == (0, 0)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 0.4), st.floats(-200, 200)), min_size=1, max_size=30))
def test_mean_and_variance_are_those_of_the_slow_twin(looks):
    """Every picture weighs by its time at first, and after MEMORY_S by the exponential."""
    one, now, began = Activity(), 0.0, None
    mean = variance = 0.0
    for step, height in looks:
        before, now = now, now + step
        one.see(pose(height), ROI, now)
        value = np.float32(height) / 200
        if began is None:
            began, mean = now, value
            continue
        gone = now - before
        share = max(1 - np.exp(-gone / MEMORY_S), gone / (now - began + gone))
        variance = (1 - share) * (variance + share * (value - mean) ** 2)
        mean += share * (value - mean)
    assert one.spread == pytest.approx(np.sqrt(variance), rel=1e-3, abs=1e-5)
    again = Activity()
    again.restore(one.state())
    assert again.spread == one.spread

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.messages import Pose
from device.pose.appearance import PARTS, Appearance, colours_of
from scoring.body.joints import Landmark

RED, GREEN, BLUE = (200, 30, 30), (30, 200, 30), (30, 30, 200)
# how far down the picture the joints are, and how far left and right of its middle
LEVELS = {"SHOULDER": (20, 20), "HIP": (60, 15), "KNEE": (90, 15), "ANKLE": (120, 15)}
SPOTS = {
    Landmark[f"{side}_{name}"]: (50 + sign * out, down)
    for name, (down, out) in LEVELS.items()
    for side, sign in (("LEFT", 1), ("RIGHT", -1))
}


def lab(colour):
    """CIE Lab of an sRGB colour, by the formulas of IEC 61966-2-1 and CIE 15 (D65)."""
    shares = np.array(colour) / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = to_xyz @ linear / (0.9505, 1.0, 1.089)
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def standing(dx=0.0):
    landmarks = np.zeros((33, 3), np.float32)
    for landmark, spot in SPOTS.items():
        landmarks[landmark, :2] = spot
    landmarks[:, 0] += dx
    return Pose(landmarks, np.ones(33, np.float32), landmarks)


def dressed():
    """A red shirt, green trousers, blue socks."""
    image = np.full((130, 100, 3), 255, np.uint8)
    image[:60], image[60:90], image[90:] = RED, GREEN, BLUE
    return image


def test_colours_are_those_of_trunk_thighs_and_shanks():
    assert colours_of(dressed(), standing()) == pytest.approx(
        np.array([lab(RED), lab(GREEN), lab(BLUE)]), abs=0.5
    )


def test_a_part_out_of_the_picture_has_no_colour():
    colours = colours_of(dressed()[:75], standing())
    assert np.isfinite(colours[0]).all()
    assert np.isnan(colours[2]).all()
    assert np.isnan(colours_of(dressed(), standing(500))).all()


def test_joints_that_were_not_seen_have_no_colour():
    pose = standing()
    pose.landmarks[Landmark.LEFT_KNEE] = np.nan
    colours = colours_of(dressed(), pose)
    assert np.isfinite(colours[0]).all()
    assert np.isnan(colours[1:]).all()


def test_the_difference_weighs_the_trunk_twice():
    one = Appearance()
    one.learn(np.zeros((PARTS, 3), np.float32), 0.0)
    other = np.zeros((PARTS, 3), np.float32)
    other[0, 0] = 40
    assert one.differs(other) == pytest.approx(20)
    other[0, 0], other[2, 1] = 0, 40
    assert one.differs(other) == pytest.approx(10)
    other[2] = np.nan
    assert one.differs(other) == 0


def test_of_nobody_nothing_is_known():
    assert math.isnan(Appearance().differs(np.zeros((PARTS, 3), np.float32)))
    assert Appearance().state() == {}


def test_the_mean_follows_in_two_seconds_and_the_spread_tells_how_looks_vary():
    steady, varied = Appearance(), Appearance()
    for step in range(100):
        steady.learn(np.full((PARTS, 3), 50, np.float32), step / 5)
        varied.learn(np.full((PARTS, 3), 50 + 20 * (step % 2), np.float32), step / 5)
    assert steady.spread == 0
    assert varied.spread > 10
    steady.learn(np.full((PARTS, 3), 80, np.float32), 99 / 5 + 2.0)
    # one time constant later 1 - 1/e of the way is gone
    assert steady.differs(np.full((PARTS, 3), 80, np.float32)) == pytest.approx(30 * math.sqrt(3) / math.e)


@given(st.lists(st.tuples(st.floats(0.01, 5), st.floats(0, 100), st.booleans()), max_size=8))
def test_it_is_restored_to_the_bit(looks):
    one = Appearance()
    now = 0.0
    for step, level, blind in looks:
        now += step
        colours = np.full((PARTS, 3), level, np.float32)
        if blind:
            colours[1] = np.nan
        one.learn(colours, now)
    again = Appearance()
    again.restore(one.state())
    assert {name: value.tobytes() for name, value in again.state().items()} == {
        name: value.tobytes() for name, value in one.state().items()
    }

"""Which request a vector means; x right, y down, z away, and the person faces the camera."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.guidance.asks import HIP_LINE, SHOULDER_LINE, UP, Sense, head, knee, limb, sense_of, trunk
from scoring.guidance.cues import OPPOSITES, Ask

# facing the camera, the own left is the picture's right
FACING = Sense(across=np.array([1.0, 0.0, 0.0]), forward=np.array([0.0, 0.0, -1.0]))
LEFT = FACING.axes(1.0)


def unit(*way):
    return np.array(way, np.float32) / np.linalg.norm(way)


def test_a_bodys_own_directions_follow_its_hips_and_shoulders():
    lines = np.full((3, 16), np.nan, np.float32)
    assert sense_of(lines).across.tolist() == [1, 0, 0]
    lines[:, HIP_LINE] = lines[:, SHOULDER_LINE] = (0, 0.1, -1)  # from left to right, towards the camera
    sense = sense_of(lines)
    np.testing.assert_allclose(sense.across, (0, 0, 1), atol=1e-6)
    np.testing.assert_allclose(sense.forward, (1, 0, 0), atol=1e-6)


@pytest.mark.parametrize(
    ("way", "before", "ask"),
    [
        ((0.5, -1, 0), None, Ask.RAISE),
        ((1, -0.5, 0), None, Ask.OUT),
        ((1, -0.5, 0), Ask.RAISE, Ask.RAISE),  # still leads there
        ((1, -0.2, 0), Ask.RAISE, Ask.OUT),
        ((1, 0.5, 0), Ask.RAISE, Ask.OUT),
        ((-0.3, 0, -1), None, Ask.FORWARD),
    ],
)
def test_the_request_for_a_limb_changes_only_where_it_no_longer_fits(way, before, ask):
    assert limb(unit(*way), LEFT, before)[0] is ask


ways = st.tuples(*[st.floats(-1, 1)] * 3)


@given(ways, st.none() | st.sampled_from(sorted(LEFT)))
def test_a_limb_is_never_asked_against_its_way(way, before):
    assume(np.linalg.norm(way) > 0.01)
    ask, axis = limb(unit(*way), LEFT, before)
    assert unit(*way) @ axis > 0
    assert limb(-unit(*way), LEFT, None)[0] in OPPOSITES[limb(unit(*way), LEFT, None)[0]]
    np.testing.assert_array_equal(axis, LEFT[ask])


@pytest.mark.parametrize(
    ("way", "standing", "ask"),
    [
        ((0, -0.2, -1), False, Ask.RAISE),
        ((0, -0.2, -1), True, Ask.BEND),
        ((0, 0.2, -1), False, Ask.LOWER),
        ((0, 0.2, -1), True, Ask.STRAIGHTEN),
        ((0.5, 0.2, 0), True, Ask.OUT),
        ((-0.5, 0.2, 0), True, Ask.IN),
        ((0, 0.05, -1), True, None),
        ((0.1, 0.05, -1), True, None),
    ],
)
def test_a_knee_is_asked_only_what_has_a_name(way, standing, ask):
    found = knee(unit(*way), LEFT, standing=standing)
    assert (found and found[0]) == ask


@pytest.mark.parametrize(
    ("user", "wanted", "ask"),
    [
        ((0, -1, 0), (0, -1, -0.6), Ask.LEAN_FORWARD),
        ((0, -1, -0.9), (0, -1, -0.6), Ask.LEAN_BACK),
        ((0, -0.1, -1), (0, -0.5, -1), Ask.LEAN_BACK),  # a hinge that goes too deep
        ((0, -1, 0), (0.6, -1, 0), Ask.LEAN_LEFT),
        ((0, -1, 0), (-0.6, -1, 0), Ask.LEAN_RIGHT),
        ((0, -1, -0.6), (0, -1, 0), Ask.UPRIGHT),
        ((0, -1, 0), (0, -1, -0.15), Ask.LEAN_FORWARD),  # who is upright already is not asked to be
    ],
)
def test_a_trunk_is_asked_to_where_the_tutors_is(user, wanted, ask):
    found, axis = trunk(unit(*user), unit(*wanted), FACING)
    assert found is ask
    assert (unit(*wanted) - unit(*user)) @ axis > 0


def test_a_trunk_that_is_right_is_asked_nothing():
    lean = unit(0, -1, -0.6)
    assert trunk(lean, lean, FACING) is None


@pytest.mark.parametrize(
    ("way", "spine", "ask"),
    [
        ((0, -1, 0.3), UP, Ask.LOOK_UP),
        ((0, 1, 0), UP, Ask.LOOK_DOWN),
        ((1, -0.1, 0), UP, None),  # turned to the side: no request says that
        ((0, -1, 0), unit(0, 0, -1), Ask.LOOK_UP),  # on the belly
        ((0, -1, 0), unit(0, 0, 1), None),  # on the back
    ],
)
def test_a_head_is_asked_up_or_down_where_that_is_clear(way, spine, ask):
    found = head(unit(*way), spine, FACING)
    assert (found and found[0]) == ask

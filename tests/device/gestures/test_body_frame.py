import numpy as np
import pytest

from device.gestures.body_frame import apart_deg, body_frame_of
from scoring.body.track import LOST
from tests.device.gestures.poses import STRAIGHT_UP, hide, person


def test_lengths_are_in_torso_lengths_whatever_the_distance():
    for torso, at in ((60.0, (100.0, 200.0)), (180.0, (320.0, 300.0))):
        stance = body_frame_of(person(right=STRAIGHT_UP, torso=torso, at=at))
        assert stance.torso_px == pytest.approx(torso, rel=1e-3)
        assert stance.right.wrist == pytest.approx((-0.05, -1.0), abs=1e-3)
        assert stance.left.wrist == pytest.approx((0.08, 1.05), abs=1e-3)
        assert stance.facing == pytest.approx(0.74, abs=1e-3)
        assert stance.lean_deg == pytest.approx(0.0, abs=0.1)


def test_a_turned_back_is_negative():
    assert body_frame_of(person(turned=-1.0)).facing == pytest.approx(-0.74, abs=1e-3)


def test_a_trunk_that_is_shortened_is_measured_by_the_shoulders():
    pose = person(torso=100.0)
    pose.landmarks[[23, 24], 1] -= 60.0  # the hips seem to be close under the shoulders
    assert body_frame_of(pose).torso_px == pytest.approx(1.35 * 74.0, rel=1e-3)


def test_who_is_not_seen_or_tiny_says_nothing():
    assert body_frame_of(None) is None
    assert body_frame_of(LOST) is None
    assert body_frame_of(hide(person(), "LEFT_SHOULDER")) is None
    assert body_frame_of(person(torso=4.0)) is None


def test_a_hidden_hand_is_an_arm_that_is_not_seen():
    stance = body_frame_of(hide(person(), "LEFT_INDEX", "RIGHT_KNEE"))
    assert not stance.left.seen
    assert stance.right.seen
    assert stance.anchors.count(None) == 1


def test_a_straight_arm_is_straight():
    assert body_frame_of(person(right=STRAIGHT_UP)).right.straight_deg > 170
    assert body_frame_of(person(right=((0.5, 0.0), (0.5, -0.5)))).right.straight_deg == pytest.approx(
        90, abs=0.5
    )


def test_directions():
    assert apart_deg((1, 0), (0, 1)) == pytest.approx(90)
    assert apart_deg((1, 0), (-2, 0)) == pytest.approx(180)
    assert apart_deg((0, 0), (1, 0)) == 180
    random = np.random.default_rng(1)
    for one, other in random.normal(size=(50, 2, 2)):
        slow = np.degrees(np.arccos(np.dot(one, other) / np.linalg.norm(one) / np.linalg.norm(other)))
        assert apart_deg(tuple(one), tuple(other)) == pytest.approx(slow, abs=1e-4)

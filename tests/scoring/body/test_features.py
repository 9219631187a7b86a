import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.body.features import (
    ANGLES,
    POLAR,
    SERIES_COUNT,
    STILL_MAX,
    TENDENCY,
    angles,
    features,
    polar,
    tendency,
)
from scoring.body.joints import Angle, Joint
from tests.scoring import naive
from tests.scoring.bodies import STANDING, moving

places = st.one_of(*[st.integers(0, 640).map(float)] * 6, st.just(float("nan")))
bodies = arrays(np.float32, st.tuples(st.integers(1, 4), st.just(15), st.just(2)), elements=places)


@settings(max_examples=150)
@given(bodies)
def test_angles_equal_their_slow_twin(joints):
    slow = [naive.angles(frame.tolist()) for frame in joints]
    np.testing.assert_allclose(angles(joints), slow, atol=0.1)


@settings(max_examples=150)
@given(bodies)
def test_polar_positions_equal_their_slow_twin(joints):
    slow = np.array([naive.polar(frame.tolist()) for frame in joints])
    fast = polar(joints)
    np.testing.assert_allclose(
        fast[..., 1], np.where(np.isnan(fast[..., 1]), np.nan, slow[..., 1]), rtol=1e-4
    )
    assert (np.isnan(fast[..., 1]) == np.isnan(slow[..., 1])).all()
    far = slow[..., 1] > 1e-3
    turn = np.exp(1j * fast[..., 0]) - np.exp(1j * slow[..., 0])
    np.testing.assert_allclose(np.abs(turn[far]), 0, atol=1e-3)


def test_a_straight_arm_is_180_degrees_and_a_right_angle_is_90():
    body = STANDING.copy()
    body[Joint.LEFT_SHOULDER], body[Joint.LEFT_ELBOW], body[Joint.LEFT_WRIST] = (0, 0), (50, 0), (100, 0)
    body[Joint.RIGHT_SHOULDER], body[Joint.RIGHT_ELBOW], body[Joint.RIGHT_WRIST] = (0, 0), (50, 0), (50, 50)
    found = angles(body[None])[0]
    assert found[Angle.LEFT_ELBOW] == pytest.approx(180, abs=0.1)
    assert found[Angle.RIGHT_ELBOW] == pytest.approx(90, abs=0.1)


def test_where_the_body_stands_and_how_large_it_is_does_not_matter():
    joints = moving(40)
    elsewhere = joints * 1.7 + np.array([300, -80], np.float32)
    np.testing.assert_allclose(features(joints), features(elsewhere), atol=2e-3, rtol=1e-3)


def test_tendency_is_the_sign_of_the_way_and_zero_when_still():
    joints = np.repeat(STANDING[None], 3, axis=0)
    torso = 130.0
    joints[1, Joint.LEFT_WRIST] += (10, -10)
    joints[2, Joint.LEFT_WRIST] += (10 + torso * STILL_MAX * 0.5, 20)
    way = tendency(joints)
    assert np.isnan(way[0]).all()
    assert way[1, Joint.LEFT_WRIST].tolist() == [1, -1]
    assert way[2, Joint.LEFT_WRIST].tolist() == [0, 1]
    assert (way[1:, Joint.NOSE] == 0).all()


def test_a_lost_joint_is_nan_where_it_is_needed_and_nowhere_else():
    joints = np.repeat(STANDING[None], 3, axis=0)
    joints[:, Joint.LEFT_WRIST] = np.nan
    series = features(joints)
    lost = np.isnan(series[1]).any(axis=0)
    expected = np.zeros(SERIES_COUNT, bool)
    expected[[Joint.LEFT_WRIST, TENDENCY.start + Joint.LEFT_WRIST, ANGLES.start + Angle.LEFT_ELBOW]] = True
    assert (lost == expected).all()


def test_a_body_without_a_torso_has_no_features():
    joints = np.repeat(STANDING[None], 2, axis=0)
    joints[:, Joint.SHOULDER_CENTRE] = joints[:, Joint.HIP_CENTRE]
    assert np.isnan(features(joints)[:, 0, POLAR]).all()


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="joints"):
        features(np.zeros((3, 14, 2), np.float32))

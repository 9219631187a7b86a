import numpy as np
import pytest

from scoring.body.joints import (
    ANGLE_JOINTS,
    BONES,
    JOINT_LANDMARKS,
    Angle,
    Joint,
    Landmark,
    joints_of,
)


def test_every_joint_takes_the_landmark_of_its_name():
    for joint, landmark in zip(list(Joint)[:13], JOINT_LANDMARKS, strict=True):
        assert joint.name == Landmark(landmark).name


def test_every_angle_lies_at_the_joint_of_its_name():
    named = {Angle.NECK: Joint.SHOULDER_CENTRE, Angle.CROTCH: Joint.HIP_CENTRE}
    for angle, (_, vertex, _) in zip(Angle, ANGLE_JOINTS, strict=True):
        assert vertex == named.get(angle, Joint.__members__.get(angle.name))


def test_bones_join_different_joints_and_none_twice():
    assert len({frozenset(bone) for bone in BONES}) == len(BONES) == 14
    assert all(len(set(bone)) == 2 for bone in BONES)


def test_the_centres_lie_between_their_landmarks():
    landmarks = np.random.default_rng(0).normal(size=(4, 33, 3)).astype(np.float32)
    joints = joints_of(landmarks)
    np.testing.assert_allclose(joints[:, Joint.HIP_CENTRE], landmarks[:, [23, 24]].mean(axis=1), rtol=1e-5)
    np.testing.assert_array_equal(joints[:, Joint.LEFT_KNEE], landmarks[:, Landmark.LEFT_KNEE])


def test_an_unseen_landmark_loses_its_joint_and_the_centre_made_of_it():
    visibility = np.ones(33, np.float32)
    visibility[Landmark.LEFT_HIP] = 0.49
    visibility[Landmark.LEFT_EAR] = 0.0
    joints = joints_of(np.ones((33, 2), np.float32), visibility)
    lost = [Joint(place) for place in np.flatnonzero(np.isnan(joints[:, 0]))]
    assert lost == [Joint.LEFT_HIP, Joint.HIP_CENTRE]


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="landmarks"):
        joints_of(np.zeros((17, 3), np.float32))

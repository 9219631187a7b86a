import numpy as np

from scoring.body.directions import directions
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT, Angle, Landmark
from scoring.body.track import LOST, Pose
from scoring.repetitions.movement import ANGLE_WEIGHT, CHANNEL_COUNT, channels
from tests.scoring.body.naive_lines import line_angles
from tests.scoring.performances import performed


def test_slopes_and_angles_are_those_of_the_bones():
    track = performed("squat")
    for row in (0, 40, 61):
        pose = track.pose(row)
        lines = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
        found = channels(pose)
        assert found.shape == (CHANNEL_COUNT,) == (BONE_COUNT + ANGLE_COUNT,)
        np.testing.assert_allclose(found[:BONE_COUNT], lines[0, 1, :BONE_COUNT])
        bent = np.radians(line_angles(lines)[0]) * ANGLE_WEIGHT
        np.testing.assert_allclose(found[BONE_COUNT:], bent, atol=1e-5)


def test_a_turn_of_the_whole_body_is_no_movement():
    front, aside = (channels(performed("squat", yaw=yaw).pose(40)) for yaw in (0.0, 50.0))
    np.testing.assert_allclose(front, aside, atol=0.12)


def test_what_is_hidden_is_nan():
    assert np.isnan(channels(LOST)).all()
    pose = performed("squat").pose(40)
    visibility = pose.visibility.copy()
    visibility[Landmark.LEFT_ELBOW] = 0.1
    lost = np.isnan(channels(Pose(pose.landmarks, visibility, pose.world)))
    assert lost[BONE_COUNT + Angle.LEFT_ELBOW]
    assert not lost[BONE_COUNT + Angle.RIGHT_ELBOW]
    assert lost[:BONE_COUNT].sum() == 2

import numpy as np

from scoring.body.joints import Angle, Joint
from scoring.joint_scores import of_angles, of_match, with_centres
from scoring.scorer import LiveScore


def live(total, joint):
    return LiveScore(10, total, np.full(15, joint), np.full(10, joint))


def test_a_centre_has_the_mean_of_its_sides_and_is_lost_with_one_of_them():
    points = np.arange(13.0)
    joints = with_centres(points)
    assert joints[:13].tolist() == points.tolist()
    assert joints[Joint.HIP_CENTRE] == (Joint.LEFT_HIP + Joint.RIGHT_HIP) / 2
    assert joints[Joint.SHOULDER_CENTRE] == (Joint.LEFT_SHOULDER + Joint.RIGHT_SHOULDER) / 2
    points[Joint.LEFT_HIP] = np.nan
    assert np.flatnonzero(np.isnan(with_centres(points))).tolist() == [Joint.LEFT_HIP, Joint.HIP_CENTRE]


def test_an_angle_has_the_mean_of_its_three_joints():
    joints = np.full(15, 100.0)
    joints[Joint.LEFT_WRIST] = 40
    joints[Joint.NOSE] = np.nan
    angles = of_angles(joints)
    assert angles[Angle.LEFT_ELBOW] == 80
    assert np.isnan(angles[Angle.NECK])
    assert (np.delete(angles, [Angle.LEFT_ELBOW, Angle.NECK]) == 100).all()


def test_a_match_is_half_its_live_scores_and_half_everything():
    final = of_match([live(80.0, 70.0), live(60.0, 50.0), live(np.nan, np.nan)], 90.0, np.full(15, 80.0))
    assert (final.live_mean, final.whole, final.total) == (70, 90, 80)
    assert final.joints.tolist() == [70] * 15
    assert final.angles.tolist() == [70] * 10


def test_a_match_shorter_than_a_window_has_the_score_of_everything():
    assert of_match([], 90.0, np.full(15, 80.0)).total == 90


def test_what_was_hardly_seen_is_not_judged():
    assert np.isnan(of_match([live(80.0, 70.0)], float("nan"), np.full(15, np.nan)).total)

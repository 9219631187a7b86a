import dataclasses
from functools import cache

import numpy as np
import pytest

from device.match.judging.references import load_references
from models.mannequin import Body, Performer, Script, Step, VirtualCamera, perform
from scoring.body.features import centred
from scoring.body.joints import JOINT_LANDMARKS, Joint
from scoring.body.track import LOST, Pose
from scoring.calibration import worth
from scoring.dtw import distances
from scoring.keypoint_dtw.references import Recognised
from scoring.keypoint_dtw.scorer import LIVE, MATCH, JointDistances, KeypointDtwScorer, compare, place
from scoring.scorer import MATCH_BAND, SAMPLE_RATE_HZ, WINDOW
from tests.scoring.bodies import as_track, moving

TUTOR, USER = Body(height_m=1.83, legs=1.05), Body(height_m=1.57, girth=1.1)


def steady(joints):
    return as_track(joints, np.arange(len(joints)) / SAMPLE_RATE_HZ)


def poses_of(track):
    return [track.pose(number) for number in range(len(track))]


def play(tutor, poses, references=None):
    scorer = KeypointDtwScorer(tutor, references)
    live = [score for pose in poses if (score := scorer.push(pose)) is not None]
    return live, scorer.finish(), scorer


@cache
def seen(movement, yaw, body=USER, seed=71, errors=()):
    script = Script(
        (Step(movement, 4, errors=dict(errors)),),
        fps=SAMPLE_RATE_HZ,
        camera=VirtualCamera(yaw_deg=yaw),
        people=(Performer(body, seed=seed),),
    )
    return perform(script).truth[0].track


def test_it_is_the_mean_of_one_warp_a_joint():
    tutor, user = steady(moving(30)), steady(moving(30, phase=0.5, amplitude=30))
    live, final, _ = play(tutor, poses_of(user))
    series = [
        np.moveaxis(centred(joints)[:, :13], 1, 2)
        for joints in (moving(30, phase=0.5, amplitude=30), moving(30))
    ]
    for number, score in enumerate(live):
        part = slice(number * WINDOW, (number + 1) * WINDOW)
        far = distances(series[0][part], series[1][part])
        assert score.total == pytest.approx(float(worth(far.mean(), LIVE)), rel=1e-5)
        assert score.joints[:13] == pytest.approx(worth(far, LIVE), rel=1e-5)
    far = distances(*series, MATCH_BAND)
    assert final.whole == pytest.approx(float(worth(far.mean(), MATCH)), rel=1e-5)
    assert final.total == pytest.approx((np.mean([score.total for score in live]) + final.whole) / 2)


def test_a_perfect_follower_has_a_hundred_every_ten_samples():
    live, final, _ = play(steady(moving(45)), poses_of(steady(moving(45))))
    assert [score.sample for score in live] == [10, 20, 30, 40]
    for score in (*live, final):
        assert score.total == pytest.approx(100)
        assert score.joints == pytest.approx([100] * 15)
        assert score.angles == pytest.approx([100] * 10)


def test_the_worse_the_form_the_lower_the_score():
    totals = [
        play(steady(moving(60)), poses_of(steady(moving(60, amplitude=amplitude))))[1].total
        for amplitude in (60, 45, 30, 0, -60)
    ]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] - totals[-1] > 15


def test_a_lost_wrist_neither_helps_nor_harms():
    track = steady(moving(30))
    blind = track.visibility.copy()
    blind[:, JOINT_LANDMARKS[Joint.LEFT_WRIST]] = 0.1
    poses = [Pose(track.landmarks[n], blind[n], track.world[n]) for n in range(len(track))]
    live, final, _ = play(track, poses)
    for score in (*live, final):
        assert score.total == pytest.approx(100)
        assert np.flatnonzero(np.isnan(score.joints)).tolist() == [Joint.LEFT_WRIST]


def test_half_of_the_joints_must_be_known():
    joints = np.full(13, 0.2)
    joints[:6] = np.nan
    assert JointDistances(joints).mean == pytest.approx(0.2)
    joints[6] = np.nan
    assert np.isnan(JointDistances(joints).mean)


def test_nobody_in_the_picture_is_no_score_and_the_next_window_is_one_again():
    track = steady(moving(30))
    live, final, _ = play(track, [LOST] * WINDOW + poses_of(track)[WINDOW:])
    assert np.isnan(live[0].total)
    assert [score.total for score in live[1:]] == pytest.approx([100, 100])
    assert np.isfinite(final.total)


def test_less_than_half_of_the_match_is_not_judged():
    track = steady(moving(60))
    assert np.isnan(play(track, poses_of(track)[:29])[1].total)
    assert np.isnan(play(steady(moving(0)), [])[1].total)


def test_samples_after_the_lesson_are_ignored():
    assert len(play(steady(moving(20)), poses_of(steady(moving(60))))[0]) == 2


def test_without_references_nothing_is_named():
    assert play(seen("squat", 0.0), poses_of(seen("squat", 0.0)))[2].recognised == (None, None)


def test_tutor_and_user_are_named_with_their_views():
    _, _, scorer = play(seen("squat", 0.0, TUTOR), poses_of(seen("squat", 60.0)), load_references())
    assert scorer.recognised == (Recognised("squat", 0.0), Recognised("squat", 60.0))


@pytest.mark.parametrize("movement", ["squat", "jumping_jack", "deadlift", "front_kick"])
@pytest.mark.parametrize("yaw", [45.0, 60.0, 90.0])
def test_the_lookup_makes_another_view_fair(movement, yaw):
    tutor, user = seen(movement, 0.0, TUTOR), poses_of(seen(movement, yaw))
    plain, fair = play(tutor, user)[1], play(tutor, user, load_references())[1]
    assert fair.total > plain.total + 10
    assert fair.whole > plain.whole
    assert np.nanmean(fair.joints) > np.nanmean(plain.joints)


def test_in_the_other_view_wrong_form_still_costs():
    tutor = seen("lateral_raise", 0.0, TUTOR)
    totals = [
        play(tutor, poses_of(seen("lateral_raise", 60.0, errors=errors)), load_references())[1].total
        for errors in ((), (("left_elbow", 30.0),), (("left_elbow", 60.0),))
    ]
    assert totals[0] > totals[1] > totals[2]
    assert totals[0] - totals[2] > 3


def test_the_lookup_changes_nothing_in_the_same_view_or_for_another_movement():
    tutor = seen("squat", 0.0, TUTOR)
    for user in (seen("squat", 0.0), seen("lateral_raise", 60.0)):
        plain = play(tutor, poses_of(user))[1]
        looked = play(tutor, poses_of(user), load_references())[1]
        # before the squat begins both only stand
        assert looked.total == pytest.approx(plain.total, abs=0.5)


def test_a_window_in_which_the_tutor_is_unseen_is_not_judged_by_the_reference_either():
    tutor = seen("squat", 0.0, TUTOR)
    visibility = tutor.visibility.copy()
    visibility[120:130] = 0
    tutor = dataclasses.replace(tutor, visibility=visibility)
    live = play(tutor, poses_of(seen("squat", 60.0)), load_references())[0]
    assert np.flatnonzero(np.isnan([score.total for score in live])).tolist() == [12]


def test_places_are_torso_lengths_about_the_trunk():
    points = place(steady(moving(5)).landmarks, steady(moving(5)).visibility)
    assert points.shape == (5, 13, 2)
    hips, shoulders = points[:, 7:9].mean(axis=1), points[:, 1:3].mean(axis=1)
    assert hips + shoulders == pytest.approx(np.zeros((5, 2)), abs=1e-6)
    assert np.linalg.norm(hips - shoulders, axis=1) == pytest.approx([1] * 5)
    assert compare(points, points).joints == pytest.approx([0] * 13)

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.body.joints import JOINT_LANDMARKS, Joint
from scoring.body.track import LOST, Pose
from scoring.calibration import worth
from scoring.cosine.scorer import JOINT, POSE, CosineScorer, SampleDistances, compare, key_points
from scoring.scorer import WINDOW
from tests.scoring.bodies import STANDING, as_track, moving
from tests.scoring.cosine import naive_cosine

places = st.integers(-50, 50).map(float)
places_or_lost = st.one_of(places, places, places, places, st.just(np.nan))
BODY = STANDING[None, :13]
SURE = np.ones((1, 13), np.float32)


def play(tutor, poses):
    scorer = CosineScorer(tutor)
    live = [score for pose in poses if (score := scorer.push(pose)) is not None]
    return live, scorer.finish()


def steady(joints):
    return as_track(joints, np.arange(len(joints)) / 20)


def poses_of(track):
    return [track.pose(number) for number in range(len(track))]


@settings(max_examples=300)
@given(
    arrays(np.float32, (2, 13, 2), elements=places_or_lost),
    arrays(np.float32, 13, elements=st.sampled_from([0.0, 0.25, 0.5, 1.0])),
)
def test_it_equals_its_slow_twin(bodies, visibility):
    found = compare(bodies[:1], bodies[1:], visibility[None])
    pose, joints = naive_cosine.compare(*bodies.tolist(), visibility.tolist())
    # near 0 the square root makes a rounding error of the similarity large
    np.testing.assert_allclose(found.pose[0] ** 2, pose**2, atol=1e-9)
    if joints is not None:
        np.testing.assert_allclose(found.joints[0], joints, atol=1e-6)


@settings(max_examples=100)
@given(arrays(np.float32, (2, 13, 2), elements=places))
def test_with_equal_weights_it_is_the_cosine_of_the_two_flattened_vectors(bodies):
    one, other = (side - (side.min(axis=0) + side.max(axis=0)) / 2 for side in bodies.astype(np.float64))
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    expected = 2 * (1 - (one * other).sum() / lengths) if lengths > 0 else np.nan
    for sure in (1.0, 0.5):
        found = compare(bodies[:1], bodies[1:], sure * SURE)
        assert found.pose[0] ** 2 == pytest.approx(expected, abs=1e-9, nan_ok=True)
        assert (found.joints**2).mean() == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_neither_place_nor_size_in_the_picture_matters():
    found = compare(BODY, BODY * 0.4 + np.array([90, -30], np.float32), SURE)
    assert found.pose[0] == pytest.approx(0, abs=1e-6)
    assert found.joints[0] == pytest.approx([0] * 13, abs=1e-6)


def test_a_limb_that_the_network_is_less_sure_of_counts_less():
    wrong = BODY.copy()
    wrong[0, Joint.LEFT_WRIST, 1] -= 100
    unsure = SURE.copy()
    unsure[0, Joint.LEFT_WRIST] = 0.5
    assert 0.01 < compare(BODY, wrong, unsure).pose[0] < compare(BODY, wrong, SURE).pose[0] - 0.01


def test_under_half_of_the_points_a_sample_does_not_count():
    user = BODY.copy()
    user[0, :6] = np.nan
    assert compare(BODY, user, SURE).pose[0] == pytest.approx(0, abs=1e-6)
    user[0, :7] = np.nan
    assert np.isnan(compare(BODY, user, SURE).pose[0])
    assert np.isnan(compare(BODY, user, SURE).joints).all()


def test_the_mean_needs_half_of_the_samples():
    pose = np.array([0.2] * 5 + [np.nan] * 5)
    joints = np.full((10, 13), 0.3)
    joints[:6, 4] = np.nan
    total, each = SampleDistances(pose, joints).mean()
    assert total == pytest.approx(0.2)
    assert np.isnan(each).tolist() == [number == 4 for number in range(13)]
    pose[0] = np.nan
    assert np.isnan(SampleDistances(pose, joints).mean()[0])
    assert np.isnan(SampleDistances(pose[:0], joints[:0]).mean()[0])


def test_points_below_the_visibility_are_lost():
    track = steady(moving(3))
    track.visibility[1, JOINT_LANDMARKS[Joint.LEFT_KNEE]] = 0.49
    points, sure = key_points(track.landmarks, track.visibility)
    assert np.isnan(points).all(axis=2).sum() == 1
    assert np.isnan(points[1, Joint.LEFT_KNEE]).all()
    assert sure[1, Joint.LEFT_KNEE] == np.float32(0.49)


@pytest.mark.parametrize("shape", [(1, 15, 2), (1, 13, 3), (2, 13, 2)])
def test_wrong_shapes_are_refused(shape):
    with pytest.raises(ValueError, match="13"):
        compare(BODY, np.zeros(shape, np.float32), SURE)


def test_a_perfect_follower_has_a_hundred_every_ten_samples():
    track = steady(moving(45))
    live, final = play(track, poses_of(track))
    assert [score.sample for score in live] == [10, 20, 30, 40]
    for score in (*live, final):
        assert score.total == pytest.approx(100, abs=0.01)
        assert score.joints == pytest.approx([100] * 15, abs=0.01)
        assert score.angles == pytest.approx([100] * 10, abs=0.01)


def test_the_score_is_the_mean_distance_through_the_curve():
    tutor, user = steady(moving(10)), steady(moving(10, amplitude=20))
    live, final = play(tutor, poses_of(user))
    points, _ = key_points(tutor.landmarks, tutor.visibility)
    others, sure = key_points(user.landmarks, user.visibility)
    found = compare(points, others, sure)
    assert live[0].total == pytest.approx(float(worth(found.pose.mean(), POSE)))
    assert live[0].joints[:13] == pytest.approx(worth(found.joints.mean(axis=0), JOINT))
    assert final.live_mean == final.whole == pytest.approx(live[0].total)


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
    live, final = play(track, poses)
    for score in (*live, final):
        assert score.total == pytest.approx(100, abs=0.01)
        assert np.flatnonzero(np.isnan(score.joints)).tolist() == [Joint.LEFT_WRIST]
        assert np.isnan(score.angles).sum() == 1


def test_nobody_in_the_picture_is_no_score_and_the_next_window_is_one_again():
    track = steady(moving(30))
    live, final = play(track, [LOST] * WINDOW + poses_of(track)[WINDOW:])
    assert np.isnan(live[0].total)
    assert [score.total for score in live[1:]] == pytest.approx([100, 100], abs=0.01)
    assert final.total == pytest.approx(100, abs=0.01)


def test_less_than_half_of_the_match_is_not_judged():
    track = steady(moving(60))
    live, final = play(track, poses_of(track)[:29])
    assert np.isfinite([score.total for score in live]).all()
    assert np.isnan(final.total)
    assert np.isnan(play(steady(moving(0)), [])[1].total)


def test_samples_after_the_lesson_are_ignored():
    assert len(play(steady(moving(20)), poses_of(steady(moving(60))))[0]) == 2

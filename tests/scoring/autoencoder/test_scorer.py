import numpy as np
import pytest

from scoring.autoencoder.latent import live_distance, match_distance
from scoring.autoencoder.pairs import PAIR_COUNT, pair_distances
from scoring.autoencoder.scorer import LIVE, MATCH, AutoencoderScorer, latents_of
from scoring.body.joints import Joint, Landmark
from scoring.body.track import LOST, PoseTrack
from scoring.calibration import worth
from scoring.scorer import WINDOW

WAYS = np.random.default_rng(7).normal(size=(PAIR_COUNT, 12)).astype(np.float32)


def encode(pairs):
    """A stand-in for the network: any smooth map about a middle will do."""
    assert not np.isnan(pairs).all(axis=1).any()
    return np.nan_to_num(pairs - 1.4) @ WAYS


def body(count, phase=0.0, swing=0.5):
    """A track of a body of random build whose wrists and elbows swing once a second."""
    place = np.random.default_rng(11).normal(scale=0.4, size=(33, 3))
    world = np.repeat(place[None], count, axis=0)
    wave = swing * np.sin(2 * np.pi * np.arange(count) / 20 + phase)
    for point in (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_ELBOW):
        world[:, point, 1] += wave
    world = world.astype(np.float32)
    seen = np.ones((count, 33), np.float32)
    return PoseTrack(np.arange(count) / 20, world * 200, seen, world, 640, 480, "test")


def play(tutor, poses):
    scorer = AutoencoderScorer(tutor, encode)
    live = [score for pose in poses if (score := scorer.push(pose)) is not None]
    return scorer.finish(), live


def poses(track):
    return [track.pose(index) for index in range(len(track))]


def test_a_perfect_follower_has_a_hundred():
    final, live = play(body(65), poses(body(65)))
    assert [score.sample for score in live] == [10, 20, 30, 40, 50, 60]
    assert [score.total for score in live] == pytest.approx([100] * 6, abs=0.01)
    assert final.total == pytest.approx(100, abs=0.01)
    assert final.joints == pytest.approx([100] * 15, abs=0.01)


def test_it_is_half_the_mean_live_score_and_half_the_whole():
    tutor, user = body(80), body(80, phase=1.0, swing=0.8)
    final, live = play(tutor, poses(user))
    sides = [latents_of(pair_distances(track.world, track.visibility), encode) for track in (user, tutor)]
    assert live[0].total == pytest.approx(float(worth(live_distance(*(s[:WINDOW] for s in sides)), LIVE)))
    assert final.whole == pytest.approx(float(worth(match_distance(*sides), MATCH)))
    assert final.live_mean == pytest.approx(np.mean([score.total for score in live]))
    assert final.total == pytest.approx((final.live_mean + final.whole) / 2)
    assert final.total < 99


def test_the_further_off_the_lower():
    totals = [play(body(100), poses(body(100, swing=swing)))[0].total for swing in (0.5, 0.35, 0.2, 0.0)]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] - totals[-1] > 5


def test_a_window_of_a_lost_person_is_nothing_and_the_next_is_something():
    moves = poses(body(30))
    moves[:WINDOW] = [LOST] * WINDOW
    final, live = play(body(30), moves)
    assert np.isnan(live[0].total)
    assert np.isnan(live[0].joints).all()
    assert [score.total for score in live[1:]] == pytest.approx([100, 100], abs=0.01)
    assert np.isfinite(final.total)


@pytest.mark.parametrize("tutor_lost", [True, False])
def test_nobody_there_is_no_score(tutor_lost):
    track = body(40)
    lost = PoseTrack(
        track.times, track.landmarks * np.nan, track.visibility * 0, track.world * np.nan, 640, 480, "test"
    )
    final, live = play(lost if tutor_lost else track, poses(track) if tutor_lost else [LOST] * 40)
    assert np.isnan(final.total)
    assert len(live) == 4
    assert np.isnan([score.total for score in live]).all()


def test_one_joint_that_nobody_sees_is_not_judged():
    track = body(40)
    track.visibility[:, Landmark.LEFT_WRIST] = 0.2
    final, _ = play(body(40), poses(track))
    assert np.isnan(final.joints[Joint.LEFT_WRIST])
    assert np.isfinite(final.joints[[Joint.RIGHT_WRIST, Joint.HIP_CENTRE]]).all()
    assert np.isfinite(final.total)


def test_samples_that_never_came_count_as_unseen_and_later_ones_not_at_all():
    assert np.isnan(play(body(60), poses(body(20)))[0].total)
    final, live = play(body(20), poses(body(60)))
    assert len(live) == 2
    assert final.total == pytest.approx(100, abs=0.01)


def test_a_lesson_without_samples_is_not_judged():
    assert np.isnan(play(body(0), poses(body(5)))[0].total)

"""Joints, people and parts of a lesson that nobody saw."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.scorer import RECENT, AdaptiveScorer
from scoring.body.joints import (
    ANGLE_COUNT,
    JOINT_COUNT,
    JOINT_LANDMARKS,
    LANDMARK_COUNT,
    Angle,
    Joint,
    Landmark,
)
from scoring.body.track import LOST, PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW
from tests.scoring.adaptive.following import blind, play, poses, rows, seen, total

NOTHING = np.zeros((0, LANDMARK_COUNT, 3), np.float32)


def test_joints_that_nobody_sees_neither_help_nor_harm():
    tutor = seen("biceps_curl")
    for errors in ((), (("left_shoulder", 15.0),)):
        user = seen("biceps_curl", errors=errors, seed=3)
        clear, _ = play(tutor, user)
        final, live = play(tutor, blind(user, Landmark.LEFT_ANKLE))
        assert final.total == pytest.approx(clear.total, abs=2)
        for score in (*live, final):
            assert np.flatnonzero(np.isnan(score.joints)).tolist() == [Joint.LEFT_ANKLE]
            assert np.flatnonzero(np.isnan(score.angles)).tolist() == [Angle.LEFT_KNEE]
        others = [joint for joint in range(JOINT_COUNT) if joint not in {Joint.LEFT_ANKLE, Joint.LEFT_KNEE}]
        assert final.joints[others] == pytest.approx(clear.joints[others], abs=1)


def test_a_wrong_arm_that_nobody_sees_is_not_held_against_anybody():
    tutor, wrong = seen("squat"), seen("squat", errors=(("left_elbow", 60.0),), seed=3)
    assert total(tutor, wrong) < 88
    assert total(tutor, blind(wrong, Landmark.LEFT_WRIST)) > 97


def test_too_little_of_a_body_is_not_judged():
    tutor = seen("squat")
    final, live = play(tutor, blind(tutor, *JOINT_LANDMARKS[5:]))
    assert np.isnan([score.total for score in live]).all()
    assert np.isnan(final.total)


@pytest.mark.parametrize("errors", [(), (("left_shoulder", 25.0),)])
def test_out_of_the_picture_is_no_score_and_the_rest_stays_as_it_was(errors):
    tutor, user = seen("biceps_curl"), seen("biceps_curl", errors=errors, seed=3)
    moves = poses(user)
    moves[60:110] = [LOST] * 50
    clear, all_live = play(tutor, user)
    final, live = play(tutor, moves)
    unseen = [score.sample for score in live if math.isnan(score.total)]
    # the windows in which nothing was seen, and no other
    assert unseen == list(range(60 + WINDOW, 110 + 1, WINDOW))
    for score, other in zip(live, all_live, strict=True):
        if score.sample <= 60 or score.sample > 110 + RECENT * WINDOW // 2:
            assert score.total == pytest.approx(other.total, abs=3)
    assert final.total == pytest.approx(clear.total, abs=5)


@pytest.mark.parametrize("who", ["user", "tutor"])
def test_nobody_at_all_is_no_score(who):
    track = seen("squat")
    lost = PoseTrack(
        track.times, track.landmarks * np.nan, track.visibility * 0, track.world * np.nan, 640, 480, "lost"
    )
    final, live = play(*((track, lost) if who == "user" else (lost, track)))
    assert len(live) == len(track) // WINDOW
    for score in (*live, final):
        assert math.isnan(score.total)
        assert np.isnan(score.joints).all()
        assert np.isnan(score.angles).all()


@pytest.mark.parametrize("count", [0, 1, WINDOW - 1])
def test_a_lesson_shorter_than_a_window_is_not_judged(count):
    track = seen("squat")
    lesson = rows(track, np.arange(count)) if count else PoseTrack(
        np.zeros(0), NOTHING, NOTHING[..., 0], NOTHING, 640, 480, "empty"
    )  # fmt: skip
    final, live = play(lesson, track)
    assert live == []
    assert math.isnan(final.total)
    assert final.joints.shape == (JOINT_COUNT,)
    assert final.angles.shape == (ANGLE_COUNT,)


@pytest.mark.parametrize("count", [WINDOW, WINDOW + 1, 2 * WINDOW])
def test_the_shortest_lessons_are_judged(count):
    lesson = rows(seen("squat"), np.arange(count))
    final, live = play(lesson, lesson)
    assert len(live) == count // WINDOW
    assert final.total > 99


def test_samples_after_the_lesson_are_ignored():
    lesson = rows(seen("squat"), np.arange(65))
    exact, _ = play(lesson, lesson)
    final, live = play(lesson, poses(lesson) + poses(seen("dance")))
    assert [score.sample for score in live] == [10, 20, 30, 40, 50, 60]
    assert final.total == exact.total


def test_who_leaves_early_is_judged_on_what_was_seen_unless_it_is_next_to_nothing():
    lesson = seen("biceps_curl")
    assert total(lesson, poses(lesson)[:100]) > 97
    assert math.isnan(total(lesson, poses(lesson)[:20]))


def test_to_finish_before_anything_came_is_no_score_and_twice_is_as_once():
    scorer = AdaptiveScorer(seen("squat"))
    assert math.isnan(scorer.finish().total)
    for pose in poses(seen("squat", seed=3)):
        scorer.push(pose)
    assert scorer.finish().total == scorer.finish().total


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(0, 75),
    st.integers(0, 80),
    st.sampled_from([0.0, 0.02, 0.2]),
    st.sampled_from([0.0, 0.3, 0.9]),
    st.booleans(),
)
def test_whatever_comes_every_score_is_from_0_to_100_or_unknown(seed, count, pushed, holes, gone, flat):
    random = np.random.default_rng(seed)
    tutor, user = (noise(random, length, holes, gone, flat) for length in (count, pushed))
    final, live = play(tutor, user)
    assert len(live) == min(count, pushed) // WINDOW
    for score in (*live, final):
        for values in (score.total, score.joints, score.angles):
            known = np.asarray(values)[np.isfinite(values)]
            assert ((known >= 0) & (known <= 100)).all()
    assert all(math.isfinite(score.lag_s) and math.isfinite(score.heading) for score in live)


def noise(random, count, holes, gone, flat):
    """A track of nobody: random points, some numbers and some samples lost, or all in one spot."""
    landmarks, world = random.normal(size=(2, count, LANDMARK_COUNT, 3)).astype(np.float32)
    if flat:
        landmarks[:], world[:] = 3, 0
    visibility = random.uniform(0.4, 1, (count, LANDMARK_COUNT)).astype(np.float32)
    for part in (landmarks, world):
        part[random.random(part.shape) < holes] = np.nan
    lost = random.random(count) < gone
    landmarks[lost], world[lost], visibility[lost] = np.nan, np.nan, 0
    return PoseTrack(np.arange(count) / SAMPLE_RATE_HZ, landmarks, visibility, world, 640, 480, "noise")

"""Behaviour of the default method, on mannequins whose truth is known."""

from itertools import pairwise

import numpy as np
import pytest

from scoring.adaptive.scorer import AdaptiveScorer
from scoring.body.joints import Angle, Joint
from scoring.body.track import PoseTrack
from scoring.scorer import WINDOW
from tests.scoring.adaptive.following import MOVES, play, poses, rows, seen, total

LEGS = [Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]


@pytest.mark.parametrize("movement", MOVES)
def test_the_same_movement_by_the_same_body_has_all_points(movement):
    tutor = seen(movement)
    final, live = play(tutor, seen(movement))
    assert final.total > 99.5
    assert np.nanmin(final.joints) > 99
    assert np.nanmin(final.angles) > 99
    assert [score.sample for score in live] == list(range(WINDOW, len(tutor) + 1, WINDOW))
    assert min(score.total for score in live) > 99
    assert total(tutor, seen(movement, seed=9)) > 97, "as careful people vary"


@pytest.mark.parametrize("movement", MOVES)
def test_another_movement_is_something_else(movement):
    other = MOVES[MOVES.index(movement) - 1]
    tutor = seen(movement)
    assert total(tutor, rows(seen(other), np.arange(len(tutor)))) < 35


def test_a_smaller_body_alone_changes_nothing():
    for movement in MOVES:
        tutor, small = seen(movement), seen(movement)
        small = PoseTrack(
            small.times, small.landmarks * 0.7 + 50, small.visibility, small.world * 0.8, 640, 480, "small"
        )
        assert total(tutor, small) > 99.9
        assert total(tutor, seen(movement, height_m=1.5)) > 97


@pytest.mark.parametrize("at", [0, 30])
@pytest.mark.parametrize("movement", MOVES)
def test_to_stand_still_is_not_to_follow_even_where_the_tutor_keeps_still(movement, at):
    tutor = seen(movement)
    final, live = play(tutor, rows(tutor, np.full(len(tutor), at)))
    assert final.total < 25
    # live, a rest of the tutor's is a moment in which nothing is asked for
    for score in (final, min(live, key=lambda one: one.total)):
        assert np.nanmax(score.joints) < 25
        assert np.nanmax(score.angles) < 25


def test_the_legs_of_who_does_not_curl_are_not_good_and_of_who_does_are():
    tutor = seen("biceps_curl")
    still, _ = play(tutor, rows(tutor, np.zeros(len(tutor), int)))
    bent, _ = play(tutor, seen("biceps_curl", error=("left_shoulder", 30.0)))
    assert max(still.joints[LEGS]) < 25
    assert min(bent.joints[LEGS]) > 95


def test_while_the_tutor_rests_to_rest_is_good_and_to_dance_is_not():
    tutor = seen("rest")
    assert total(tutor, seen("rest", seed=5, height_m=1.6)) > 97
    assert total(tutor, rows(seen("dance"), np.arange(len(tutor)))) < 40


@pytest.mark.parametrize(
    ("movement", "angle"),
    [
        ("squat", Angle.LEFT_SHOULDER),
        ("squat", Angle.CROTCH),
        ("biceps_curl", Angle.LEFT_SHOULDER),
        ("lateral_raise", Angle.LEFT_ELBOW),
        ("punch", Angle.RIGHT_ELBOW),
        ("dance", Angle.LEFT_SHOULDER),
        ("lunge", Angle.LEFT_ELBOW),
        ("deadlift", Angle.NECK),
        ("high_knees", Angle.LEFT_KNEE),
    ],
)
def test_the_more_an_angle_is_wrong_the_lower_the_score_and_it_is_named(movement, angle):
    tutor = seen(movement)
    totals = [total(tutor, seen(movement, seed=3))]
    for degrees in (10.0, 20.0, 30.0, 40.0):
        final, _ = play(tutor, seen(movement, error=(angle.name.lower(), degrees), seed=3))
        totals.append(final.total)
        assert int(np.nanargmin(final.angles)) == angle
    assert all(more < less - 2 for less, more in pairwise(totals)), totals
    assert totals[-1] < 65


def test_two_people_do_not_disturb_each_other_nor_the_lesson():
    lesson = seen("punch")
    copies = [part.copy() for part in (lesson.landmarks, lesson.visibility, lesson.world)]
    users = seen("punch", seed=3), seen("punch", 60.0, seed=4, mirror=True)
    alone = [play(lesson, user) for user in users]
    scorers = [AdaptiveScorer(lesson) for _ in users]
    live = [[], []]
    for moves in zip(*map(poses, users), strict=True):
        for number, pose in enumerate(moves):
            score = scorers[number].push(pose)
            if score is not None:
                live[number].append(score.total)
    for number, (final, scores) in enumerate(alone):
        assert live[number] == [score.total for score in scores]
        assert scorers[number].finish().total == final.total
    assert alone[0][0].total != alone[1][0].total
    for part, copy in zip((lesson.landmarks, lesson.visibility, lesson.world), copies, strict=True):
        np.testing.assert_array_equal(part, copy)

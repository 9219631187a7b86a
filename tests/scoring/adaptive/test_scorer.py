"""Behaviour of the default method, on mannequins whose truth is known."""

from itertools import pairwise

import numpy as np
import pytest

from scoring.adaptive.scorer import AdaptiveScorer
from scoring.body.joints import Angle
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW
from tests.scoring.adaptive.following import EXERCISES, MOVES, play, poses, rows, seen, total

TWO_SECONDS = round(2 * SAMPLE_RATE_HZ)


@pytest.mark.parametrize("movement", MOVES)
def test_the_same_movement_by_the_same_body_has_all_points(movement):
    tutor = seen(movement)
    final, live = play(tutor, tutor)
    for score in (final, *live):
        assert score.total > 99.5
        assert np.nanmin(score.joints) > 99
        assert np.nanmin(score.angles) > 99
    assert [score.sample for score in live] == list(range(WINDOW, len(tutor) + 1, WINDOW))


@pytest.mark.parametrize("movement", EXERCISES)
def test_a_careful_person_has_nearly_all_points(movement):
    assert total(seen(movement), seen(movement, seed=9)) > 97


@pytest.mark.parametrize(
    ("movement", "other"),
    [
        ("squat", "dance"),
        ("biceps_curl", "punch"),
        ("punch", "biceps_curl"),
        ("dance", "punch"),
        ("overhead_press", "lunge"),
        ("lateral_raise", "front_kick"),
        ("push_up", "sit_up"),
        ("deadlift", "punch"),
        ("front_kick", "bench_press"),
    ],
)
def test_another_movement_is_something_else(movement, other):
    tutor = seen(movement)
    assert total(tutor, rows(seen(other), np.arange(len(tutor)))) < 40


def test_a_smaller_body_alone_changes_nothing():
    for movement in MOVES:
        tutor, small = seen(movement), seen(movement)
        small = PoseTrack(
            small.times, small.landmarks * 0.7 + 50, small.visibility, small.world * 0.8, 640, 480, "small"
        )
        assert total(tutor, small) > 99.5
        assert total(tutor, seen(movement, height_m=1.5)) > 97


@pytest.mark.parametrize("at", [0, 30])
@pytest.mark.parametrize("movement", EXERCISES)
def test_to_stand_still_is_not_to_follow(movement, at):
    tutor = seen(movement)
    final, live = play(tutor, rows(tutor, np.full(len(tutor), at)))
    assert final.total < 10
    # live, a rest of the tutor's is a moment in which nothing is asked for
    for score in (final, min(live, key=lambda one: one.total)):
        assert np.nanmax(score.joints) < 10
        assert np.nanmax(score.angles) < 10


@pytest.mark.parametrize("begin", [0, 20, 60])
@pytest.mark.parametrize("movement", EXERCISES)
def test_a_lesson_of_two_seconds_tells_who_moves_from_who_stands(movement, begin):
    lesson = rows(seen(movement), np.arange(begin, begin + TWO_SECONDS))
    assert total(lesson, lesson) > 99
    for at in (0, 20, TWO_SECONDS - 1):
        assert total(lesson, rows(lesson, np.full(TWO_SECONDS, at))) < 10


def test_a_tutor_who_only_stands_asks_for_nothing_but_to_stand():
    tutor = seen("rest")
    assert total(tutor, seen("rest", seed=5, height_m=1.6)) > 97
    assert total(tutor, rows(tutor, np.zeros(len(tutor), int))) > 97
    assert total(tutor, rows(seen("dance"), np.arange(len(tutor)))) < 40


@pytest.mark.parametrize(
    ("movement", "angle"),
    [
        ("squat", Angle.LEFT_SHOULDER),
        ("biceps_curl", Angle.LEFT_ELBOW),
        ("lateral_raise", Angle.LEFT_ELBOW),
        ("overhead_press", Angle.RIGHT_SHOULDER),
        ("overhead_press", Angle.LEFT_ELBOW),
        ("punch", Angle.RIGHT_ELBOW),
        ("dance", Angle.LEFT_SHOULDER),
        ("dance", Angle.RIGHT_ELBOW),
    ],
)
def test_the_more_an_arm_is_wrong_the_lower_the_score_and_it_is_named(movement, angle):
    tutor = seen(movement)
    totals = [total(tutor, seen(movement, seed=3))]
    own = []
    for degrees in (20.0, 45.0):
        final, _ = play(tutor, seen(movement, errors=((angle.name.lower(), degrees),), seed=3))
        totals.append(final.total)
        own.append(final.angles[angle])
        assert int(np.nanargmin(final.angles)) == angle
    assert all(more < less for less, more in pairwise(totals)), totals
    assert all(more < less for less, more in pairwise(own)), own
    assert totals[-1] < totals[0] - 25
    assert own[-1] < 25


@pytest.mark.parametrize("angle", [Angle.LEFT_KNEE, Angle.CROTCH, Angle.NECK, Angle.RIGHT_ELBOW])
def test_what_is_wrong_in_a_squat_is_named(angle):
    tutor = seen("squat")
    final, _ = play(tutor, seen("squat", errors=((angle.name.lower(), 45.0),), seed=3))
    assert int(np.nanargmin(final.angles)) == angle
    assert final.angles[angle] < 25
    assert final.total < 90


def test_a_fault_in_every_third_repetition_stays_visible():
    tutor, wrong = seen("dance", seconds=27.0), seen("dance", errors=(("left_elbow", 60.0),), seconds=27.0)
    third = len(tutor) // 3
    numbers = np.arange(len(tutor))
    mixed = [wrong.pose(n) if n // third == 1 else tutor.pose(n) for n in numbers]
    final, _ = play(tutor, mixed)
    always, _ = play(tutor, wrong)
    assert int(np.nanargmin(final.angles)) == Angle.LEFT_ELBOW
    # half of a part's points is the mean over its worst third
    assert always.angles[Angle.LEFT_ELBOW] + 10 < final.angles[Angle.LEFT_ELBOW] < 60
    assert always.total + 10 < final.total < 95


def test_two_people_do_not_disturb_each_other_nor_the_lesson():
    lesson = seen("punch")
    copies = [part.copy() for part in (lesson.landmarks, lesson.visibility, lesson.world)]
    users = seen("punch", seed=3, errors=(("left_elbow", 20.0),)), seen("punch", 60.0, seed=4, mirror=True)
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

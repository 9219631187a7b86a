"""From another side or in a mirror, with limbs that the trunk hides: what is no mistake costs nothing."""

import math

import numpy as np
import pytest

from scoring.body.joints import Angle, Landmark
from tests.scoring.adaptive.following import MOVES, blind, follow, play, seen, total

ONE_SIDED = ("front_kick", "dance", "lunge")
LEFT = (Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE)
RIGHT = (Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST, Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE)
LEFT_ANGLES = [Angle.LEFT_ELBOW, Angle.LEFT_SHOULDER, Angle.LEFT_HIP, Angle.LEFT_KNEE, Angle.CROTCH]
RIGHT_ANGLES = [Angle.RIGHT_ELBOW, Angle.RIGHT_SHOULDER, Angle.RIGHT_HIP, Angle.RIGHT_KNEE, Angle.CROTCH]


@pytest.mark.parametrize("yaw", [30.0, 90.0, -60.0, 135.0])
@pytest.mark.parametrize("movement", MOVES)
def test_from_another_side_the_same_movement_stays_good(movement, yaw):
    final, live = play(seen(movement), seen(movement, yaw, seed=3))
    assert final.total > 95
    for score in live[4:]:
        assert math.degrees(score.heading) == pytest.approx(yaw, abs=10)


def test_a_wrong_arm_is_seen_from_another_side_too():
    tutor = seen("overhead_press")
    for yaw in (30.0, 60.0):
        user = seen("overhead_press", yaw, errors=(("right_shoulder", 45.0),), seed=3)
        final, _ = play(tutor, user)
        assert final.total < total(tutor, seen("overhead_press", yaw, seed=3)) - 20
        assert int(np.nanargmin(final.angles)) == Angle.RIGHT_SHOULDER


@pytest.mark.parametrize("yaw", [0.0, 60.0, 180.0])
@pytest.mark.parametrize("movement", [*ONE_SIDED, "punch"])
def test_who_mirrors_the_tutor_is_found_out_and_as_good(movement, yaw):
    tutor = seen(movement)
    plain, _ = follow(tutor, seen(movement, yaw, seed=3))
    mirrored, live = follow(tutor, seen(movement, yaw, seed=3, mirror=True))
    assert not plain.mirrored
    assert mirrored.mirrored
    assert live[-1].mirrored
    assert mirrored.finish().total == pytest.approx(plain.finish().total, abs=3)


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("movement", ONE_SIDED)
def test_a_one_sided_movement_is_decided_once_and_stays_so(movement, mirror):
    tutor, user = seen(movement), seen(movement, seed=3, mirror=mirror)
    sides = [score.mirrored for score in follow(tutor, user)[1]]
    assert sides == sorted(sides)
    assert sides[-1] is mirror


@pytest.mark.parametrize("movement", ["squat", "biceps_curl"])
def test_a_movement_that_is_alike_on_both_sides_is_taken_as_it_is_seen(movement):
    _, live = follow(seen(movement), seen(movement, seed=3))
    assert not any(score.mirrored for score in live)


@pytest.mark.parametrize("hidden", [LEFT, RIGHT])
@pytest.mark.parametrize("yaw", [75.0, -75.0])
@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("movement", ["lunge", "dance"])
def test_far_limbs_that_are_hidden_do_not_decide_who_mirrors(movement, mirror, yaw, hidden):
    user = seen(movement, yaw, seed=3, mirror=mirror)
    scorer, live = follow(seen(movement), blind(user, *hidden))
    assert scorer.mirrored is mirror
    assert [score.mirrored for score in live[-4:]] == [mirror] * 4
    final = scorer.finish()
    assert final.total > 95
    # in the tutor's sides, as all scores are
    unseen = LEFT_ANGLES if (hidden is LEFT) != mirror else RIGHT_ANGLES
    assert np.flatnonzero(np.isnan(final.angles)).tolist() == unseen


@pytest.mark.parametrize("movement", ["squat", "biceps_curl"])
def test_far_limbs_that_are_hidden_cost_nothing(movement):
    for yaw in (75.0, -75.0):
        scorer, live = follow(seen(movement), blind(seen(movement, yaw, seed=3), *RIGHT))
        assert not any(score.mirrored for score in live)
        assert scorer.finish().total > 95

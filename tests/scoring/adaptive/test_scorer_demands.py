"""What a lesson asks for: pauses in which nothing is judged, and limbs that do not matter."""

import math

import numpy as np
import pytest

from scoring.body.joints import Angle, Joint
from scoring.demands import Demands
from scoring.limb import Limb
from tests.scoring.adaptive.following import late, play, poses, rows, seen, total

NO_ARMS = Demands(ignored=frozenset({Limb.ARMS}))
ARM_JOINTS = [Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_WRIST]
ARM_ANGLES = [Angle.LEFT_ELBOW, Angle.RIGHT_ELBOW, Angle.LEFT_SHOULDER, Angle.RIGHT_SHOULDER]
BENT = (("left_elbow", 40.0), ("right_elbow", 40.0))
SPREAD = (("left_shoulder", 40.0), ("right_shoulder", 40.0))
PAUSE = Demands(pauses=((10.0, 15.0),))


@pytest.mark.parametrize("errors", [BENT, SPREAD])
def test_arms_held_elsewhere_cost_little_where_they_are_held_and_much_where_they_work(errors):
    lunge = total(seen("lunge"), seen("lunge", errors=errors, seed=3))
    press = total(seen("overhead_press"), seen("overhead_press", errors=errors, seed=3))
    assert lunge > 80
    assert press < 50


@pytest.mark.parametrize("movement", ["squat", "high_knees", "dance"])
def test_ignored_arms_may_be_wrong_and_have_no_points(movement):
    tutor, wrong = seen(movement), seen(movement, errors=BENT + SPREAD, seed=3)
    assert total(tutor, wrong) < 60
    final, live = play(tutor, wrong, NO_ARMS)
    assert final.total == pytest.approx(total(tutor, seen(movement, seed=3), NO_ARMS), abs=1)
    assert final.total > 97
    for score in (final, *live):
        assert np.flatnonzero(np.isnan(score.joints)).tolist() == ARM_JOINTS
        assert np.flatnonzero(np.isnan(score.angles)).tolist() == ARM_ANGLES


def test_who_moves_nothing_but_ignored_arms_does_not_take_part():
    """A jumping jack with the legs kept still."""
    tutor = seen("jumping_jack")
    user = rows(seen("lateral_raise"), np.arange(len(tutor)))
    assert total(tutor, user, NO_ARMS) < 10


def test_ignored_legs_leave_the_arms():
    tutor = seen("dance")
    demands = Demands(ignored=frozenset({Limb.LEGS}))
    wrong = seen("dance", errors=(("left_elbow", 45.0),), seed=3)
    final, _ = play(tutor, wrong, demands)
    assert int(np.nanargmin(final.angles)) == Angle.LEFT_ELBOW
    assert final.total < total(tutor, seen("dance", seed=3), demands) - 30
    assert np.isnan(final.angles[[Angle.LEFT_KNEE, Angle.RIGHT_KNEE]]).all()


def test_all_limbs_ignored_leaves_the_trunk():
    final, _ = play(seen("squat"), seen("squat", errors=BENT, seed=3), Demands(ignored=frozenset(Limb)))
    assert final.total > 95
    known = np.flatnonzero(np.isfinite(final.joints))
    assert set(known.tolist()) <= {
        Joint.LEFT_SHOULDER,
        Joint.RIGHT_SHOULDER,
        Joint.LEFT_HIP,
        Joint.RIGHT_HIP,
        Joint.HIP_CENTRE,
        Joint.SHOULDER_CENTRE,
    }
    assert len(known)


def in_pause(track, others):
    """The poses of a track, with those of another one during PAUSE but for a quarter second at its ends."""
    pairs = zip(poses(track), others, strict=True)
    return [other if 205 <= n < 295 else own for n, (own, other) in enumerate(pairs)]


@pytest.mark.parametrize("movement", ["squat", "dance"])
def test_what_is_done_in_a_pause_does_not_matter(movement):
    tutor = seen(movement, seconds=24.0)
    user = late(seen(movement, seconds=24.0, seed=3), 0.3)
    clear, _ = play(tutor, user, PAUSE)
    stands = poses(rows(user, np.full(len(user), 205)))
    others = poses(rows(seen("punch", seconds=24.0), np.arange(len(user))))
    for done in (stands, others):
        final, live = play(tutor, in_pause(user, done), PAUSE)
        assert final.total == pytest.approx(clear.total, abs=2)
        assert final.total > play(tutor, in_pause(user, done))[0].total + 8
        for score in live:
            if 215 < score.sample <= 290:
                assert math.isnan(score.total)
                assert np.isnan(score.joints).all()
                assert np.isnan(score.angles).all()
            if score.sample <= 200 or score.sample > 345:
                assert math.isfinite(score.total)


def test_without_pauses_every_moment_is_judged():
    _, live = play(seen("squat"), seen("squat", seed=3))
    assert not any(math.isnan(score.total) for score in live)


def test_a_lesson_that_is_all_pause_is_not_judged():
    tutor = seen("squat")
    final, live = play(tutor, tutor, Demands(pauses=((0.0, 1e3),)))
    assert math.isnan(final.total)
    assert np.isnan([score.total for score in live]).all()


def test_a_wrong_repetition_counts_more_where_the_rest_is_pause():
    tutor, wrong = seen("squat", seconds=24.0), seen("squat", errors=SPREAD, seconds=24.0)
    user = [wrong.pose(n) if n < 120 else tutor.pose(n) for n in range(len(tutor))]
    all_of_it, most_of_it = total(tutor, user), total(tutor, user, Demands(pauses=((6.0, 14.0),)))
    assert most_of_it < all_of_it - 5

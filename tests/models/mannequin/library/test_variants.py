"""The ways in which people do a movement: all are possible, and they differ as people do."""

from itertools import combinations

import numpy as np
import pytest

from models.mannequin.body import Body
from models.mannequin.channels import INDEX
from models.mannequin.kinematics import solve
from models.mannequin.library import LIBRARY
from models.mannequin.library.forms import FORMS
from models.mannequin.library.variants import variant
from models.mannequin.truth import angles_of
from scoring.body.joints import Angle, Landmark

L = Landmark
PHASES = np.linspace(0, 0.999, 24)
WHOLE = np.ones(len(PHASES))
SOLES = [L.LEFT_HEEL, L.RIGHT_HEEL, L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX]


def several(name, count=40):
    return [variant(name, np.random.default_rng([5, number])) for number in range(count)]


def landmarks(movement):
    return solve(movement.at(PHASES, WHOLE), Body()).landmarks


@pytest.mark.parametrize("name", LIBRARY)
def test_every_variant_is_possible(name):
    for movement in several(name, 6):
        places = landmarks(movement)
        assert np.isfinite(places).all()
        assert movement.name == name
        assert movement.place == LIBRARY[name].place or name in FORMS
        assert movement.ends[-1] == 1.0
        if movement.place == "feet" and name != "pull_up":
            assert places[:, SOLES, 1].min() == pytest.approx(0, abs=0.03)
            assert places[:, :, 1].min() > -0.07, "hands of a small person reach further down than that"


def test_an_unknown_movement_is_a_fault():
    with pytest.raises(KeyError):
        variant("somersault", np.random.default_rng(1))


@pytest.mark.parametrize("name", ["squat", "dance", "rest", "talk", "other"])
def test_the_same_seed_is_the_same_person_and_another_another(name):
    one, again, other = (landmarks(variant(name, np.random.default_rng(seed))) for seed in (3, 3, 4))
    assert np.array_equal(one, again)
    assert np.abs(one - other).max() > 0.05


def test_squats_are_shallow_or_deep_upright_or_leaning_narrow_or_wide():
    places = [landmarks(movement) for movement in several("squat", 60)]
    knees = [angles_of(one)[:, Angle.LEFT_KNEE].min() for one in places]
    assert min(knees) < 55
    assert max(knees) > 85
    trunk = [one[:, [L.LEFT_SHOULDER]] - one[:, [L.LEFT_HIP]] for one in places]
    lean = [np.degrees(np.arctan2(one[..., 2], one[..., 1])).max() for one in trunk]
    assert min(lean) < 30
    assert max(lean) > 50
    stance = [np.abs(one[0, L.LEFT_ANKLE, 0] - one[0, L.RIGHT_ANKLE, 0]) for one in places]
    assert min(stance) < 0.30
    assert max(stance) > 0.50


def test_hands_of_those_who_squat_are_everywhere():
    heights = []
    for movement in several("squat", 60):
        low = landmarks(movement)[11]
        heights.append(
            low[[L.LEFT_WRIST, L.RIGHT_WRIST], 1].mean() - low[[L.LEFT_SHOULDER, L.RIGHT_SHOULDER], 1].mean()
        )
    share = np.histogram(heights, [-1, -0.3, -0.1, 0.1, 1])[0] / len(heights)
    assert (share > 0.02).all(), "hanging, before the body, at the shoulders, overhead"


def test_lunges_take_turns_or_stay_on_one_side():
    ends = [movement.ends for movement in several("lunge")]
    assert 0.15 < np.mean([one == (1.0,) for one in ends]) < 0.6


def test_curls_are_with_both_arms_one_arm_or_in_turn_standing_or_sitting():
    curls = several("biceps_curl", 80)
    rows = [movement.at(PHASES, WHOLE) for movement in curls]
    moves = [[np.ptp(one[:, INDEX[f"{side}_elbow"]]) > 40 for side in ("left", "right")] for one in rows]
    in_turn = [movement.ends == (0.5, 1.0) for movement in curls]
    assert 0.05 < np.mean([sum(one) == 1 for one in moves]) < 0.5
    assert 0.1 < np.mean(in_turn) < 0.45
    assert 0.05 < np.mean([one[0, INDEX["hip_y"]] < 0.6 for one in rows]) < 0.4


def test_some_jacks_leave_the_arms_low_and_some_do_not_jump():
    jacks = [landmarks(movement) for movement in several("jumping_jack", 60)]
    high = [(one[:, L.LEFT_WRIST, 1] - one[:, L.NOSE, 1]).max() > 0.1 for one in jacks]
    jumps = [one[:, SOLES, 1].min(axis=1).max() > 0.02 for one in jacks]
    assert 0.4 < np.mean(high) < 0.9
    assert 0.4 < np.mean(jumps) < 0.95


def test_push_ups_stay_on_hands_and_toes():
    for movement in several("push_up", 10):
        places = landmarks(movement)
        hands = places[:, [L.LEFT_WRIST, L.RIGHT_WRIST]]
        assert np.ptp(hands, axis=0).max() < 0.045
        assert np.ptp(places[:, [L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX]], axis=0).max() < 0.04
        assert np.ptp(places[:, L.NOSE, 1]) > 0.06


def test_who_rests_moves_less_than_who_talks_and_who_talks_less_than_who_dances():
    def motion(name):
        ways = [landmarks(movement) for movement in several(name, 40)]
        return np.median([np.ptp(one, axis=0).mean() for one in ways])

    assert motion("rest") < motion("talk") < motion("dance")


def test_hardly_two_dances_are_alike():
    shapes = [landmarks(movement) for movement in several("dance", 20)]
    alike = [np.abs(one - other).max() < 0.3 for one, other in combinations(shapes, 2)]
    assert np.mean(alike) < 0.05


def test_other_stands_bends_and_lies():
    lowest = [landmarks(movement)[:, L.NOSE, 1].min() for movement in several("other", 60)]
    share = np.histogram(lowest, [0, 0.8, 1.3, 2])[0] / len(lowest)
    assert (share > 0.05).all()

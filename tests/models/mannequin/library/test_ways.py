"""What people change in a movement, on a squat and a lunge whose channels are known."""

from dataclasses import replace

import numpy as np
import pytest

from models.mannequin.body import Body
from models.mannequin.channels import INDEX, mirrored
from models.mannequin.kinematics import solve
from models.mannequin.library import LIBRARY, ways
from models.mannequin.library.holds import ARMS, SEATED
from models.mannequin.library.ways import Cycle
from scoring.body.joints import Landmark

L = Landmark
PITCH, HIP_Y, RAISE, ELBOW = (INDEX[name] for name in ("pitch", "hip_y", "left_raise", "left_elbow"))


def cycle(name):
    return Cycle.of(LIBRARY[name])


def bottom(one):
    return one.rows[one.rows[:, HIP_Y].argmin()]


def test_a_movement_survives_being_taken_apart():
    movement = LIBRARY["lunge"]
    again = Cycle.of(movement).movement()
    phases = np.linspace(0, 0.999, 50)
    np.testing.assert_allclose(again.at(phases, np.ones(50)), movement.at(phases, np.ones(50)), atol=1e-12)
    assert (again.beats, again.ends, again.place) == (movement.beats, movement.ends, movement.place)


def test_other_arms_leave_the_legs_and_heavy_ones_hang_from_a_trunk_that_leans():
    squat = cycle("squat")
    clasped = ways.with_arms(squat, "clasped")
    legs = [place for place in range(squat.rows.shape[1]) if place not in ways.ARM_PLACES]
    np.testing.assert_array_equal(clasped.rows[:, legs], squat.rows[:, legs])
    assert (clasped.rows[:, ELBOW] == ARMS["clasped"]["elbow"]).all()
    heavy = ways.with_arms(squat, "dumbbells")
    places = solve(bottom(heavy)[None], Body()).landmarks[0]
    down = places[L.LEFT_WRIST] - places[L.LEFT_SHOULDER]
    assert -down[1] / np.linalg.norm(down) > 0.97


def test_arms_may_hang_at_the_start_only():
    one = ways.with_arms(cycle("squat"), "front", at_start="hanging")
    assert one.rows[0, RAISE] == ARMS["hanging"]["raise"]
    assert (one.rows[1:, RAISE] == ARMS["front"]["raise"]).all()


def test_a_way_grows_from_the_start_and_arms_that_hang_follow_the_trunk():
    deadlift = cycle("deadlift")
    half = ways.leaning(deadlift, 0.5, hangs=True)
    lean = INDEX["bend"]
    np.testing.assert_array_equal(half.rows[0], deadlift.rows[0])
    assert half.rows[1, PITCH] == pytest.approx(deadlift.rows[1, PITCH] / 2)
    less = deadlift.rows[1, [PITCH, lean]].sum() - half.rows[1, [PITCH, lean]].sum()
    assert half.rows[1, RAISE] == pytest.approx(deadlift.rows[1, RAISE] - less)


def test_one_side_of_a_lunge_is_its_first_half():
    lunge = cycle("lunge")
    one = ways.one_side(lunge)
    assert (one.ends, one.beats) == ((1.0,), 4)
    phases, whole = np.linspace(0, 0.999, 40), np.ones(40)
    np.testing.assert_allclose(
        one.movement().at(phases, whole), lunge.movement().at(phases / 2, whole), atol=1e-9
    )


def test_taking_turns_is_the_cycle_and_its_mirror_image():
    kick = cycle("side_kick")
    both = ways.in_turn(kick).movement()
    phases, whole = np.linspace(0, 0.4999, 40), np.ones(40)
    first, second = both.at(phases, whole), both.at(phases + 0.5, whole)
    np.testing.assert_allclose(first, kick.movement().at(phases * 2, whole), atol=1e-9)
    np.testing.assert_allclose(second, mirrored(first), atol=1e-9)
    assert (both.ends, both.beats) == ((0.5, 1.0), 8)


def test_arms_in_turn_move_one_at_a_time():
    curl = ways.arms_in_turn(cycle("biceps_curl")).movement()
    rows = curl.at(np.linspace(0, 0.999, 80), np.ones(80))
    left, right = (np.abs(rows[:, INDEX[f"{side}_elbow"]] - rows[0, ELBOW]) > 1 for side in ways.SIDES)
    assert left.any()
    assert right.any()
    assert not (left & right).any()
    assert curl.ends == (0.5, 1.0)


def test_who_sits_keeps_sitting():
    seated = ways.with_legs(cycle("overhead_press"), SEATED)
    assert (seated.rows[:, HIP_Y] == SEATED["hip_y"]).all()
    assert np.ptp(seated.rows[:, ELBOW]) > 90


@pytest.mark.parametrize("name", ["squat", "lunge", "march", "burpee"])
def test_another_pace_keeps_the_order_and_where_repetitions_end(name):
    before = cycle(name)
    after = ways.paced(before, np.random.default_rng(4), 0.5)
    assert (np.diff(after.phases) > 0).all()
    assert after.phases[0] == 0
    assert after.phases[-1] < 1
    assert not np.allclose(after.phases, before.phases, atol=0.01)
    for end in before.ends[:-1]:
        place = np.flatnonzero(np.isclose(before.phases, end))
        np.testing.assert_allclose(after.phases[place], end)


def test_unsteadiness_leaves_the_start_and_keeps_holds():
    before = cycle("deadlift")
    after = ways.unsteady(before, np.random.default_rng(4), 5.0)
    np.testing.assert_array_equal(after.rows[0], before.rows[0])
    np.testing.assert_array_equal(after.rows[1], after.rows[2])
    assert 1 < np.abs(after.rows[1] - before.rows[1]).max() < 30


def test_sides_differ_less_than_people():
    random = np.random.default_rng(1)
    rows = np.stack([ways.drawn(random, {"raise": 5, "pitch": 3}) for _ in range(2000)])
    left, right = rows[:, RAISE], rows[:, INDEX["right_raise"]]
    assert left.std() == pytest.approx(5 * np.hypot(1, ways.OWN), rel=0.1)
    assert (left - right).std() == pytest.approx(5 * ways.OWN * np.sqrt(2), rel=0.1)
    assert rows[:, PITCH].std() == pytest.approx(3, rel=0.1)


@pytest.mark.parametrize("wide", [0.2, 0.5])
@pytest.mark.parametrize("heel", [0.0, 40.0])
def test_who_stands_wide_stands_lower_with_both_feet_down(wide, heel):
    one = cycle("squat")
    rows = one.rows.copy()
    rows[:, ways.places(("foot_x",))] = wide
    rows[:, ways.places(("heel",))] = heel
    rows[:, HIP_Y] = 1.2
    low = ways.standing(replace(one, rows=rows))
    places = solve(low.rows, Body()).landmarks
    ball = places[:, [L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX], 1]
    assert ball.max() < 0.04
    assert low.rows[:, HIP_Y].min() > 0.8 * np.sqrt(1 - wide**2)


def test_who_can_reach_the_floor_stands_as_before():
    lunge = cycle("lunge")
    np.testing.assert_allclose(ways.standing(lunge).rows, lunge.rows, atol=0.02)

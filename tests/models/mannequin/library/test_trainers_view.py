"""Each movement is what a trainer means by its name; `test_library` has what every body can do."""

import numpy as np
import pytest

from models.mannequin.body import Body
from models.mannequin.kinematics import solve
from models.mannequin.library import LIBRARY
from models.mannequin.truth import angles_of
from scoring.body.joints import Angle, Landmark

L = Landmark
PHASES = np.linspace(0, 0.999, 60)
BODIES = [
    Body(),
    Body(height_m=1.25, legs=0.9, head=1.2),
    Body(height_m=1.95, legs=1.1, arms=1.08, girth=1.2),
]


def landmarks(name, body=BODIES[0], amount=1.0, phases=PHASES):
    rows = LIBRARY[name].at(phases, np.full(len(phases), amount))
    return solve(rows, body).landmarks


@pytest.mark.parametrize("name", ["knee_push_up", "pike_push_up", "bench_dip"])
@pytest.mark.parametrize("body", BODIES)
def test_hands_that_carry_stay_where_they_are(name, body):
    wrists = landmarks(name, body)[:, [L.LEFT_WRIST, L.RIGHT_WRIST]]
    # somebody with long legs and a short trunk hardly reaches the floor in a pike
    assert np.ptp(wrists, axis=0).max() < (0.1 if body.legs > 1 else 0.05)


@pytest.mark.parametrize("body", [*BODIES, Body(arms=1.25), Body(arms=0.8)])
def test_a_pull_up_hangs_from_its_bar_and_lifts_the_chin_to_it(body):
    places = landmarks("pull_up", body)
    wrists = places[:, [L.LEFT_WRIST, L.RIGHT_WRIST]]
    assert np.ptp(wrists[..., 1:], axis=0).max() < 1e-6
    assert np.ptp(wrists[..., 0], axis=0).max() < 0.1, "hands do not slide along the bar"
    assert places[..., 1].min() > 0.1, "feet hang above the floor"
    mouth = places[:, L.MOUTH_LEFT, 1] - wrists[:, 0, 1]
    assert mouth.min() < -0.2 * body.height_m * body.arms
    assert mouth.max() > 0


def test_knees_carry_a_knee_push_up_and_the_chest_comes_near_the_floor():
    places = landmarks("knee_push_up")
    knees = places[:, [L.LEFT_KNEE, L.RIGHT_KNEE]]
    assert np.ptp(knees, axis=0).max() < 0.03
    assert knees[..., 1].max() < 0.09
    shoulder = places[:, L.LEFT_SHOULDER, 1]
    assert shoulder.max() > 0.5
    assert shoulder.min() < 0.3


def test_a_plank_rests_on_forearms_and_toes_and_is_straight():
    for body in BODIES:
        place = landmarks("plank", body)[0]
        assert place[[L.LEFT_ELBOW, L.RIGHT_ELBOW, L.LEFT_WRIST, L.RIGHT_WRIST], 1].max() < 0.12
        assert place[[L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX], 1].max() < 0.12
        angles = angles_of(place[None])[0]
        assert angles[[Angle.LEFT_HIP, Angle.RIGHT_HIP]].min() > 165


def test_a_side_plank_lies_on_one_side():
    place = landmarks("side_plank")[0]
    assert place[L.LEFT_ELBOW, 1] < 0.1
    assert place[L.LEFT_ANKLE, 1] < 0.12
    assert place[L.RIGHT_SHOULDER, 1] > place[L.LEFT_SHOULDER, 1] + 0.3
    assert place[L.LEFT_HIP, 1] > 0.15


def test_four_points_carry_a_bird_dog_and_opposite_limbs_reach():
    start, reach = landmarks("bird_dog", phases=np.array([0.0, 0.25]))
    assert start[[L.LEFT_WRIST, L.RIGHT_WRIST, L.LEFT_KNEE, L.RIGHT_KNEE], 1].max() < 0.12
    assert reach[L.LEFT_WRIST, 1] > 0.9 * reach[L.LEFT_SHOULDER, 1]
    assert reach[L.RIGHT_ANKLE, 1] > 0.8 * reach[L.RIGHT_HIP, 1]
    assert reach[L.RIGHT_WRIST, 1] < 0.12
    assert reach[L.LEFT_KNEE, 1] < 0.12


@pytest.mark.parametrize(
    ("name", "phase", "points", "direction", "least"),
    [
        ("front_raise", 0.5, (L.LEFT_SHOULDER, L.LEFT_WRIST), 2, 0.5),
        ("scaption", 0.5, (L.LEFT_SHOULDER, L.LEFT_WRIST), 0, 0.3),
        ("scaption", 0.5, (L.LEFT_SHOULDER, L.LEFT_WRIST), 2, 0.3),
        ("arm_raise_one_side", 0.5, (L.RIGHT_SHOULDER, L.RIGHT_WRIST), 1, 0.4),
        ("shoulder_extension", 0.5, (L.RIGHT_WRIST, L.RIGHT_SHOULDER), 2, 0.3),
        ("upright_row", 0.5, (L.LEFT_WRIST, L.LEFT_ELBOW), 1, 0.1),
        ("bent_over_row", 0.5, (L.LEFT_SHOULDER, L.LEFT_ELBOW), 1, -0.08),
        ("bent_over_fly", 0.5, (L.LEFT_SHOULDER, L.LEFT_WRIST), 0, 0.45),
        ("triceps_extension", 0.5, (L.LEFT_WRIST, L.LEFT_ELBOW), 1, 0.06),
        ("triceps_kickback", 0.5, (L.LEFT_WRIST, L.LEFT_ELBOW), 2, 0.2),
        ("thruster", 0.8, (L.LEFT_SHOULDER, L.LEFT_WRIST), 1, 0.5),
        ("glute_bridge", 0.5, (L.LEFT_SHOULDER, L.LEFT_HIP), 1, 0.15),
        ("superman", 0.5, (L.LEFT_HIP, L.LEFT_ANKLE), 1, 0.1),
        ("donkey_kick", 0.5, (L.RIGHT_HIP, L.RIGHT_ANKLE), 1, 0.2),
        ("leg_raise", 0.5, (L.LEFT_HIP, L.LEFT_ANKLE), 1, 0.75),
        ("straight_leg_raise", 0.5, (L.LEFT_ANKLE, L.RIGHT_ANKLE), 1, 0.7),
        ("side_bend", 0.25, (L.LEFT_SHOULDER, L.RIGHT_SHOULDER), 1, 0.15),
    ],
)
def test_the_end_of_a_movement_is_where_a_trainer_expects_it(name, phase, points, direction, least):
    place = landmarks(name, phases=np.array([phase]))[0]
    assert place[points[1], direction] - place[points[0], direction] > least

"""Every movement of the library is one that a body can do; `test_kinematics` has those that are rendered."""

import numpy as np
import pytest

from models.mannequin.body import Body
from models.mannequin.channels import INDEX, mirrored
from models.mannequin.kinematics import solve
from models.mannequin.library import LIBRARY
from models.mannequin.movements import MOVEMENTS
from models.mannequin.truth import angles_of
from scoring.body.joints import Angle, Landmark
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting

NEW = [name for name in LIBRARY if name not in MOVEMENTS]
PHASES = np.linspace(0, 0.999, 60)
SMALL, TALL = Body(height_m=1.25, legs=0.9, head=1.2), Body(height_m=1.95, legs=1.1, arms=1.08)
L, A = Landmark, Angle
FEET = [L.LEFT_ANKLE, L.RIGHT_ANKLE, L.LEFT_HEEL, L.RIGHT_HEEL, L.LEFT_FOOT_INDEX, L.RIGHT_FOOT_INDEX]
JUMPS = {"jump_squat", "jump_lunge", "jumping_jack", "jump_rope", "star_jump", "burpee", "skater"}
# what the body stands on is not the floor
ON_SOMETHING = {"step_up", "pull_up"}
# no elbow, hip or knee folds further; an arm that hangs has almost no angle at the shoulder
FOLDING = [A.LEFT_ELBOW, A.RIGHT_ELBOW, A.LEFT_HIP, A.RIGHT_HIP, A.LEFT_KNEE, A.RIGHT_KNEE]
FOLDED_DEG = 12.0


def landmarks(name, body, amount=1.0):
    return solve(LIBRARY[name].at(PHASES, np.full(len(PHASES), amount)), body).landmarks


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("body", [Body(), SMALL, TALL], ids=["average", "small", "tall"])
def test_nothing_sinks_into_the_floor(name, body):
    places = landmarks(name, body)
    assert np.isfinite(places).all()
    assert places[:, :, 1].min() > -0.005


@pytest.mark.parametrize("name", [name for name in NEW if LIBRARY[name].place == "feet"])
def test_who_stands_has_a_foot_on_the_floor_unless_they_jump(name):
    lowest = landmarks(name, Body())[:, FEET, 1].min(axis=1)
    assert lowest.min() < 0.05 or name in ON_SOMETHING
    assert lowest.max() < 0.05 or name in JUMPS | ON_SOMETHING
    assert name not in JUMPS or lowest.max() > 0.05


@pytest.mark.parametrize("name", NEW)
def test_nobody_moves_faster_than_a_punch(name):
    places = landmarks(name, Body())
    speed = np.linalg.norm(np.diff(places, axis=0), axis=2) * len(PHASES) / (LIBRARY[name].beats * 0.5)
    assert speed.max() < 14.0


@pytest.mark.parametrize("name", LIBRARY)
def test_what_counts_twice_a_cycle_is_what_both_sides_count(name):
    if len(LIBRARY[name].ends) > 1:
        assert CATALOGUE[name].counting is Counting.SIDES


@pytest.mark.parametrize("name", NEW)
def test_no_joint_leaves_its_range(name):
    angles = angles_of(landmarks(name, Body()))
    assert np.isfinite(angles).all()
    assert angles[:, FOLDING].min() > FOLDED_DEG


@pytest.mark.parametrize("name", NEW)
def test_something_moves_unless_it_is_held(name):
    moves = np.ptp(landmarks(name, Body()), axis=0).max()
    if CATALOGUE[name].counting is Counting.HELD:
        assert moves < 0.05
    else:
        assert moves > 0.08


@pytest.mark.parametrize(
    "name",
    [name for name in NEW if CATALOGUE[name].counting is Counting.SIDES and name != "side_kick"],
)
def test_left_and_right_take_turns(name):
    movement, whole = LIBRARY[name], np.ones(30)
    assert movement.ends == (0.5, 1.0)
    phases = np.linspace(0, 0.5, 30, endpoint=False)
    first, second = movement.at(phases, whole), movement.at(phases + 0.5, whole)
    np.testing.assert_allclose(second, mirrored(first), atol=1e-9)


def test_a_movement_flows_through_keys_on_the_way_and_never_beyond_them():
    movement = LIBRARY["reverse_lunge"]
    height = movement.at(np.linspace(0, 0.5, 501), np.ones(501))[:, INDEX["hip_y"]]
    keys = [values["hip_y"] for phase, values in movement.keys if phase < 0.5]
    assert height.min() == pytest.approx(min(keys))
    assert height.max() == pytest.approx(0.997)
    turns = np.diff(np.sign(np.diff(height)[np.abs(np.diff(height)) > 1e-12]))
    assert np.count_nonzero(turns) == 1
    on_the_way = next(phase for phase, values in movement.keys if values["hip_y"] not in (min(keys), 0.997))
    near = movement.at(np.array([on_the_way - 1e-4, on_the_way + 1e-4]), np.ones(2))[:, INDEX["hip_y"]]
    assert (near[1] - near[0]) / 2e-4 < -0.3, "it does not stop there"

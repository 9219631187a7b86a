"""Other forms of exercises, and what people change in only one of them."""

import zlib

import numpy as np
import pytest

from models.mannequin.body import Body
from models.mannequin.channels import INDEX
from models.mannequin.kinematics import solve
from models.mannequin.library import LIBRARY, ways
from models.mannequin.library.floor_ways import FLOOR_WAYS
from models.mannequin.library.forms import FORMS, form
from models.mannequin.library.upper_ways import UPPER_WAYS, about_mean, bent, fixed
from models.mannequin.library.ways import Cycle
from models.mannequin.movements import Movement
from models.mannequin.truth import angles_of
from scoring.body.joints import Angle, Landmark

L, A = Landmark, Angle
OWN = {**UPPER_WAYS, **FLOOR_WAYS}
PHASES = np.linspace(0, 0.999, 40)
FOLDING = [A.LEFT_ELBOW, A.RIGHT_ELBOW, A.LEFT_HIP, A.RIGHT_HIP, A.LEFT_KNEE, A.RIGHT_KNEE]
PEOPLE = 12


def landmarks(movement, phases=PHASES, body=None):
    rows = movement.at(phases, np.ones(len(phases)))
    return solve(rows, body if body is not None else Body()).landmarks


def somebody(name, person):
    random = np.random.default_rng(zlib.crc32(name.encode()) + person)
    cycle = OWN.get(name, lambda cycle, _: cycle)(Cycle.of(form(name, random)), random)
    return (ways.standing(cycle) if cycle.like.place == "feet" and name != "pull_up" else cycle).movement()


def people(name, count=60):
    return (somebody(name, person) for person in range(count))


@pytest.mark.parametrize("name", FORMS)
def test_forms_have_the_name_and_the_counting_of_their_exercise(name):
    assert sum(share for share, _ in FORMS[name]) < 1, "some do it as the library has it"
    for _, movement in FORMS[name]:
        assert movement.name == name
        assert movement.ends == LIBRARY[name].ends


@pytest.mark.parametrize("name", FORMS)
def test_forms_come_as_often_as_their_shares_say(name):
    random = np.random.default_rng(4)
    drawn = [form(name, random) for _ in range(2000)]
    for share, movement in FORMS[name]:
        assert sum(one is movement for one in drawn) / 2000 == pytest.approx(share, abs=0.04)


@pytest.mark.parametrize("name", [name for name in LIBRARY if name not in FORMS])
def test_what_has_no_other_form_is_done_as_the_library_has_it(name):
    assert form(name, np.random.default_rng(1)) is LIBRARY[name]


@pytest.mark.parametrize("name", sorted({*FORMS, *OWN}))
def test_whatever_people_do_their_bodies_can_do(name):
    for movement in people(name, PEOPLE):
        places = landmarks(movement)
        assert np.isfinite(places).all()
        assert places[:, :, 1].min() > -0.005
        assert angles_of(places)[:, FOLDING].min() > 12.0
        seconds = movement.beats * 0.5 / len(PHASES)
        assert np.linalg.norm(np.diff(places, axis=0), axis=2).max() / seconds < 14.0


@pytest.mark.parametrize("name", OWN)
def test_people_differ_and_the_same_person_does_the_same(name):
    first = landmarks(somebody(name, 0))
    np.testing.assert_array_equal(first, landmarks(somebody(name, 0)))
    assert max(np.abs(first - landmarks(somebody(name, other))).max() for other in range(1, 6)) > 0.02


@pytest.mark.parametrize("name", OWN)
def test_what_is_counted_stays_what_is_counted(name):
    for movement in people(name, PEOPLE):
        assert movement.ends in {LIBRARY[name].ends, (1.0,)}, "one side only counts once a cycle"


def test_a_value_is_held_throughout_and_a_mean_stays():
    cycle = Cycle.of(LIBRARY["arm_circle"])
    raised = INDEX["left_raise"]
    np.testing.assert_array_equal(fixed(cycle, {"raise": 40}).rows[:, raised], 40)
    wider = about_mean(cycle, ("left_raise",), 2.0).rows[:, raised]
    assert wider.mean() == pytest.approx(cycle.rows[:, raised].mean())
    assert np.ptp(wider) == pytest.approx(2 * np.ptp(cycle.rows[:, raised]))


@pytest.mark.parametrize("by", [-25.0, 15.0])
@pytest.mark.parametrize("name", ["bent_over_row", "bent_over_fly"])
def test_arms_hang_however_far_the_trunk_is_bent(name, by):
    start = landmarks(bent(Cycle.of(LIBRARY[name]), by).movement())[0]
    hanging = start[L.LEFT_WRIST] - start[L.LEFT_SHOULDER]
    assert hanging[1] < 0
    assert abs(hanging[2]) < 0.3 * abs(hanging[1])


def raised(name, channel, least):
    """Of sixty people those whose start posture has the channel at least there."""
    return [movement for movement in people(name) if movement.start[channel] >= least]


def test_a_push_up_against_a_table_is_a_straight_body_on_hands_that_stay():
    found = raised("push_up", "left_hand_y", 0.25)
    assert 3 < len(found) < 30
    for movement in found:
        places = landmarks(movement, np.array([0.0, 0.49]))
        assert np.ptp(places[:, L.LEFT_WRIST], axis=0).max() < 0.03
        assert angles_of(places)[:, [A.LEFT_HIP, A.LEFT_KNEE]].min() > 150
        shoulder = places[:, L.LEFT_SHOULDER, 1]
        assert shoulder[0] - shoulder[1] > 0.2


def test_feet_on_something_make_a_push_up_steeper():
    found = raised("push_up", "left_foot_y", 0.2)
    assert 2 < len(found) < 25
    for movement in found:
        place = landmarks(movement, np.array([0.49]))[0]
        assert place[L.LEFT_ANKLE, 1] > place[L.LEFT_SHOULDER, 1]


def test_some_rotate_the_arm_at_the_waist_and_some_at_shoulder_height():
    high = [movement.start["right_raise"] > 45 for movement in people("shoulder_rotation", 100)]
    assert 0.3 < np.mean(high) < 0.8


@pytest.mark.parametrize(("name", "share"), [("shoulder_extension", 0.35), ("shoulder_rotation", 0.35)])
def test_some_use_both_arms(name, share):
    def both(movement: Movement) -> bool:
        angles = landmarks(movement)
        return bool(np.ptp(angles[:, L.LEFT_WRIST], axis=0).max() > 0.1)

    assert np.mean([both(movement) for movement in people(name, 100)]) == pytest.approx(share, abs=0.12)

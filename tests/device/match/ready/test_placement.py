import numpy as np
import pytest

from device.match.ready.placement import (
    COME_CLOSER,
    MOVE_LEFT,
    MOVE_RIGHT,
    STEP_BACK,
    TILT_DOWN,
    TILT_UP,
    TURN_SIDEWAYS,
    Placement,
)
from scoring.body.joints import Joint, joints_of
from tests.device.match.standing import HEIGHT, UPRIGHT, WIDTH, person, pose_of

FEET = (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)
KNEES = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
HANDS = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)
ELBOWS = (Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)


def placement(**how):
    return Placement(person(**how), WIDTH, HEIGHT)


def fault(shown=None, *, alone=True, side=False, **how):
    return placement(**how).fault(shown, alone=alone, side=side)


@pytest.mark.parametrize("tall", [0.4, 0.6, 0.8])
def test_how_tall_a_body_is_in_the_picture(tall):
    assert placement(tall=tall).tall_px / HEIGHT == pytest.approx(tall, rel=0.08)


@pytest.mark.parametrize(
    ("movement", "yaw"), [("squat", 30), ("push_up", 90), ("sit_up", 90), ("deadlift", 60)]
)
def test_posture_does_not_make_a_body_shorter(movement, yaw):
    upright = Placement(UPRIGHT, WIDTH, HEIGHT).tall_px
    assert Placement(pose_of(movement, yaw, 4.8), WIDTH, HEIGHT).tall_px == pytest.approx(upright, rel=0.15)


def test_who_stands_well_is_told_nothing():
    assert fault() is None
    assert fault(pose=pose_of(yaw=70)) is None
    assert placement().well_enough
    assert placement().feet_seen


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"tall": 0.95, "feet": 0.98}, STEP_BACK),
        ({"tall": 1.6, "feet": 1.7}, STEP_BACK),
        ({"tall": 0.25}, COME_CLOSER),
        ({"tall": 0.6, "feet": 0.45}, TILT_UP),
        ({"tall": 0.6, "feet": 1.1}, TILT_DOWN),
        ({"hidden": FEET}, "feet_not_seen"),
        ({"hidden": (*FEET, *KNEES)}, "legs_not_seen"),
        ({"hidden": HANDS}, "hands_not_seen"),
        ({"hidden": (*HANDS, *ELBOWS)}, "arms_not_seen"),
        ({"hidden": (*FEET, *HANDS)}, "feet_not_seen"),
        ({"tall": 0.25, "hidden": FEET}, COME_CLOSER),
        ({"tall": 0.95, "feet": 0.98, "x": 0.1}, STEP_BACK),
    ],
)
def test_one_thing_at_a_time_the_most_important_first(how, expected):
    assert fault(**how) == expected


def test_the_pictures_right_is_the_persons_own_left():
    left, right = (placement(x=x) for x in (0.1, 0.9))
    # facing the camera, the own left shoulder lies on the picture's right
    joints = joints_of(person().landmarks[:, :2])
    assert joints[Joint.LEFT_SHOULDER, 0] > joints[Joint.RIGHT_SHOULDER, 0]
    assert left.fault(None) == MOVE_LEFT
    assert right.fault(None) == MOVE_RIGHT


def test_one_of_two_may_stand_at_a_side_but_needs_room_for_an_arm():
    assert fault(x=0.2) == MOVE_LEFT
    assert fault(x=0.2, alone=False) is None
    assert fault(x=0.08, alone=False) == MOVE_LEFT
    assert fault(x=0.92, alone=False) == MOVE_RIGHT


@pytest.mark.parametrize(
    ("yaw", "expected"),
    [(0, TURN_SIDEWAYS), (30, TURN_SIDEWAYS), (60, None), (90, None), (-90, None), (150, TURN_SIDEWAYS)],
)
def test_a_side_view_is_asked_for_where_the_lesson_wants_it(yaw, expected):
    pose = pose_of(yaw=yaw)
    assert fault(pose=pose, side=True) == expected
    assert fault(pose=pose, side=False) is None
    assert placement(pose=pose).turned_deg == pytest.approx(abs(yaw), abs=6)


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ({"tall": 0.82}, STEP_BACK),
        ({"tall": 0.34}, COME_CLOSER),
        ({"x": 0.26}, MOVE_LEFT),
        ({"x": 0.74}, MOVE_RIGHT),
    ],
)
def test_it_takes_more_to_end_a_fault_than_not_to_begin_one(how, key):
    how = {"feet": 0.93, **how}
    assert fault(**how) is None
    assert fault(key, **how) == key


def test_what_a_match_needs_at_least():
    assert placement(hidden=(*FEET, *HANDS)).well_enough
    assert not placement(hidden=FEET).feet_seen
    assert not placement(hidden=KNEES).well_enough
    assert not placement(hidden=ELBOWS).well_enough
    assert not placement(hidden=(Joint.LEFT_SHOULDER,)).well_enough


def test_joints_beyond_the_edge_are_not_seen_whatever_the_network_says():
    pose = person(feet=1.1)
    pose.visibility[:] = 1
    found = Placement(pose, WIDTH, HEIGHT)
    assert np.isnan(found.joints[list(FEET)]).all()
    assert found.fault("feet_not_seen") == TILT_DOWN

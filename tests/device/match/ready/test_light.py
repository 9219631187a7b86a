import numpy as np
import pytest

from device.match.ready.light import BEHIND, DARK, light_fault
from scoring.body.joints import joints_of
from tests.device.match.standing import HEIGHT, WIDTH, person, room

POSE = person()
JOINTS = joints_of(POSE.landmarks[:, :2])


@pytest.mark.parametrize(("luma", "expected"), [(5, DARK), (40, DARK), (70, None), (120, None), (250, None)])
@pytest.mark.parametrize("joints", [None, JOINTS])
def test_a_dark_room(luma, expected, joints):
    assert light_fault(room(luma), joints, None) == expected


def test_a_silhouette_before_a_window():
    assert light_fault(room(230, 35, POSE), JOINTS, None) == BEHIND
    assert light_fault(room(230, 120, POSE), JOINTS, None) is None
    assert light_fault(room(110, 55, POSE), JOINTS, None) is None


def test_black_clothes_before_a_white_wall_are_no_silhouette():
    image = room(230, 25, POSE)
    top = int(JOINTS[0, 1])
    image[top - 30 : top + 30] = 90  # a dark face in fair light
    assert light_fault(image, JOINTS, None) is None


def test_advice_ends_in_better_light_than_it_begins_in():
    assert light_fault(room(52), JOINTS, None) is None
    assert light_fault(room(52), JOINTS, DARK) == DARK
    assert light_fault(room(160, 68, POSE), JOINTS, None) is None
    assert light_fault(room(160, 68, POSE), JOINTS, BEHIND) == BEHIND
    assert light_fault(room(66), JOINTS, DARK) is None


def test_colours_weigh_as_the_eye_weighs_them():
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[..., 2] = 255
    assert light_fault(image, None, None) == DARK
    image[..., 1] = 255
    assert light_fault(image, None, None) is None


def test_a_person_of_whom_nothing_is_in_the_picture_is_judged_by_the_picture():
    unseen = np.full_like(JOINTS, np.nan)
    assert light_fault(room(20), unseen, None) == DARK
    assert light_fault(room(120), JOINTS + 5000, None) is None

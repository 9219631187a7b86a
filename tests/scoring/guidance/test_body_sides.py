import numpy as np
import pytest

from scoring.body.directions import LINES
from scoring.body.joints import BONE_COUNT
from scoring.guidance.body_sides import LIFTED, SIDES, STANDING, lifted, stands

LEFT, RIGHT = SIDES


def legs(left, right):
    """Lines of which each leg's hip is so far above its foot; NaN where unseen."""
    lines = np.zeros((3, len(LINES)), np.float32)
    for side, height in ((LEFT, left), (RIGHT, right)):
        lines[1, side.thigh] = lines[1, side.shank] = height / 2
    return lines


def test_the_sides_are_mirror_images():
    assert LEFT.outward == -RIGHT.outward
    bones = [[side.upper_arm, side.forearm, side.thigh, side.shank] for side in SIDES]
    assert len({*bones[0], *bones[1]}) == 8
    assert max(*bones[0], *bones[1]) < BONE_COUNT
    for number in range(4):
        one, other = LINES[bones[0][number]], LINES[bones[1][number]]
        assert [joint.name.replace("LEFT", "RIGHT") for joint in one] == [joint.name for joint in other]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (2.0, 2.0, [False, False]),
        (2.0 - LIFTED - 0.01, 2.0, [True, False]),
        (2.0, 0.9, [False, True]),
        (np.nan, 2.0, [False, False]),
    ],
)
def test_a_foot_is_lifted_when_it_is_clearly_higher(left, right, found):
    assert lifted(legs(left, right)) == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (2.0, 2.0, True),
        (STANDING + 0.05, STANDING + 0.05, True),
        (0.1, 0.1, False),
        (np.nan, 2.0, True),
        (np.nan, np.nan, False),
    ],
)
def test_who_lies_does_not_stand(left, right, found):
    assert stands(legs(left, right)) == found

import numpy as np
import pytest

from scoring.body.joints import BONE_COUNT, Angle
from scoring.guidance.asks import SPINE
from scoring.guidance.clarity import (
    ANGLE_SHARE_DEG,
    BONE_SHARE_DEG,
    HIDDEN_TIMES,
    cameras_share,
    kind_of_angle,
    kind_of_bone,
)

UPRIGHT = np.tile(np.array([[0.0], [1.0], [0.0]], np.float32), 16)
ASIDE = np.radians(60)


def lying(depth):
    """A body whose trunk goes so deep, as a share of its length."""
    lines = UPRIGHT.copy()
    lines[:, SPINE] = np.sqrt(1 - depth**2), 0, depth
    return lines


def test_from_the_same_side_nothing_is_forgiven():
    bones, angles = cameras_share(0.0, UPRIGHT, UPRIGHT)
    assert (bones == 0).all()
    assert (angles == 0).all()


def test_every_part_has_its_own_share_from_aside():
    bones, angles = cameras_share(ASIDE, UPRIGHT, UPRIGHT)
    assert np.degrees(angles) == pytest.approx([ANGLE_SHARE_DEG[kind_of_angle(angle)] for angle in Angle])
    assert np.degrees(bones) == pytest.approx(
        [BONE_SHARE_DEG[kind_of_bone(one)] for one in range(BONE_COUNT)]
    )
    assert set(map(kind_of_angle, Angle)) == set(ANGLE_SHARE_DEG)
    assert set(map(kind_of_bone, range(BONE_COUNT))) == set(BONE_SHARE_DEG)


def test_the_share_rises_with_the_heading_to_either_side():
    shares = [cameras_share(np.radians(turn), UPRIGHT, UPRIGHT)[1][0] for turn in (0, 5, 10, 15, 60)]
    assert shares == sorted(set(shares))
    assert cameras_share(-0.2, UPRIGHT, UPRIGHT)[1][0] == cameras_share(0.2, UPRIGHT, UPRIGHT)[1][0]


@pytest.mark.parametrize("pair", [(lying(0.95), UPRIGHT), (UPRIGHT, lying(-0.95))])
def test_a_body_seen_end_on_hides_much(pair):
    _, clear = cameras_share(ASIDE, UPRIGHT, UPRIGHT)
    _, hidden = cameras_share(ASIDE, *pair)
    assert hidden == pytest.approx(HIDDEN_TIMES * clear)


def test_a_trunk_that_nobody_sees_is_no_clear_view():
    unseen = np.full_like(UPRIGHT, np.nan)
    _, clear = cameras_share(ASIDE, UPRIGHT, UPRIGHT)
    assert cameras_share(ASIDE, unseen, unseen)[1] == pytest.approx(HIDDEN_TIMES * clear)
    assert cameras_share(ASIDE, unseen, UPRIGHT)[1] == pytest.approx(clear)

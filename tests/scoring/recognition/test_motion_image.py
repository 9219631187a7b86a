import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.recognition.motion_image import (
    ALONG_CHAINS,
    CHAIN_POINTS,
    CHAINS,
    ROWS,
    Point,
    joints_in_columns,
    joints_of,
    motion_image,
)
from tests.scoring.recognition.bodies import random_window, standing, turned


def naive_columns(joints, seen, rate_hz):
    """The slow twin: a mean of three known samples, then the straight line between two of them."""
    means = []
    for row in range(len(joints)):
        near = [place for place in (row - 1, row, row + 1) if 0 <= place < len(joints) and seen[place]]
        means.append(sum(joints[place] for place in near) / len(near) if near else None)
    found = []
    while len(found) / 12.5 < len(joints) / rate_hz - 1e-9:
        place = len(found) / 12.5 * rate_hz
        before, after = means[int(place)], means[min(int(place) + 1, len(means) - 1)]
        share = place - int(place)
        if before is None or after is None:
            kept = after if before is None else before
            found.append(np.zeros((17, 3)) if kept is None else kept)
        else:
            found.append(before * (1 - share) + after * share)
    return np.array(found)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 50), st.sampled_from([20.0, 25.0]))
def test_columns_equal_their_slow_twin(seed, count, rate_hz):
    world = random_window(seed, count)[2]
    found = joints_in_columns(world, rate_hz)
    wanted = naive_columns(joints_of(world), np.isfinite(world).all(axis=(1, 2)), rate_hz)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, wanted, atol=1e-5)


def test_two_seconds_are_25_columns():
    assert joints_in_columns(np.tile(standing(), (40, 1, 1))).shape == (25, 17, 3)


def test_nobody_and_nothing_are_zeros():
    assert not joints_in_columns(np.full((20, 33, 3), np.nan, np.float32)).any()
    assert joints_in_columns(np.zeros((0, 33, 3), np.float32)).shape == (0, 17, 3)


def test_joints_stand_where_human36m_has_them():
    joints = joints_of(standing()[None])[0]
    trunk = joints[Point.THORAX]
    np.testing.assert_allclose(joints[Point.PELVIS], 0, atol=1e-6)
    np.testing.assert_allclose(joints[Point.SPINE], trunk / 2, atol=1e-6)
    assert np.linalg.norm(trunk) == pytest.approx(1)
    # x to the person's left, y up, and the head above the nose
    assert joints[Point.LEFT_WRIST, 0] > 0.3
    assert joints[Point.LEFT_ANKLE, 1] < joints[Point.LEFT_KNEE, 1] < 0
    assert joints[Point.HEAD, 1] > joints[Point.NECK, 1] > trunk[1]


@given(st.integers(0, 359))
@settings(max_examples=20, deadline=None)
def test_where_the_camera_stands_does_not_matter(degrees):
    body = standing()[None]
    np.testing.assert_allclose(joints_of(turned(body, degrees)), joints_of(body), atol=1e-4)


def test_a_row_lies_on_its_chain():
    joints = joints_of(random_window(3, 1, hidden=0)[2])[0]
    rows = ALONG_CHAINS @ joints
    assert rows.shape == (ROWS, 3) == (320, 3)
    for number, chain in enumerate(CHAINS):
        part = rows[number * CHAIN_POINTS : (number + 1) * CHAIN_POINTS]
        for place in range(CHAIN_POINTS):
            along = place * (len(chain) - 1) / (CHAIN_POINTS - 1)
            first = min(int(along), len(chain) - 2)
            step = joints[chain[first + 1]] - joints[chain[first]]
            np.testing.assert_allclose(part[place], joints[chain[first]] + step * (along - first), atol=1e-5)


def test_a_picture_has_the_newest_columns_and_then_zeros():
    joints = joints_in_columns(random_window(1, 64, hidden=0)[2])
    picture = motion_image(joints, 60)
    assert picture.shape == (320, 60, 3)
    assert not picture[:, len(joints) :].any()
    np.testing.assert_allclose(picture[63, : len(joints)], joints[:, Point.RIGHT_ANKLE], atol=1e-5)
    np.testing.assert_allclose(motion_image(joints, 10)[63, 9], joints[-1, Point.RIGHT_ANKLE], atol=1e-5)


def test_another_shape_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        joints_of(np.zeros((2, 17, 3), np.float32))


def test_every_joint_is_one_of_a_chain():
    assert {point for chain in CHAINS for point in chain} == set(Point)

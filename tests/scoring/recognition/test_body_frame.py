"""Framed bodies: the camera does not matter, gravity does; the kernel against one frame at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.body.joints import JOINT_LANDMARKS
from scoring.recognition.body_frame import FEET, LEANING, LYING, SEEN_MIN, framed
from tests.scoring.recognition.bodies import mirrored, random_window, standing, turned

SEEN = np.ones((1, 33), np.float32)


def slow(world, visibility):
    """The same with whole arrays: x to the left, y up, z to the front."""
    points = np.full((len(world), 19, 3), np.nan)
    for row, landmark in enumerate([*JOINT_LANDMARKS, *FEET]):
        seen = (visibility[:, landmark] >= SEEN_MIN) | (row in {1, 2, 7, 8})
        points[seen, row if row < 13 else row + 2] = world[seen, landmark]
    points[:, 13] = points[:, 7:9].mean(axis=1)
    points[:, 14] = points[:, 1:3].mean(axis=1)
    trunk = points[:, 14] - points[:, 13]
    known = np.isfinite(trunk).all(axis=1)
    if not known.any():
        return points
    length = np.linalg.norm(trunk[known], axis=1).mean()
    across = (points[:, 1] - points[:, 2] + points[:, 7] - points[:, 8])[known].sum(axis=0)
    front = np.array([across[2], -across[0]]) / np.hypot(across[0], across[2])
    lean = trunk[known].sum(axis=0)[[0, 2]] / (length * known.sum())
    size = np.hypot(*lean)
    share = np.clip((size - LEANING) / (LYING - LEANING), 0, 1)
    if share > 0:
        front = (1 - share) * front + share * lean / size * np.where(front @ lean < 0, -1, 1)
        front /= np.hypot(*front)
    place = (points - points[:, 13:14]) / length
    x, y, z = place[..., 0], place[..., 1], place[..., 2]
    return np.stack([-x * front[1] + z * front[0], -y, x * front[0] + z * front[1]], axis=-1)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_the_kernel_does_what_whole_arrays_do(seed, count):
    _, visibility, world = random_window(seed, count)
    np.testing.assert_allclose(framed(world, visibility), slow(world, visibility), atol=2e-4)


def test_left_is_x_up_is_y_and_the_front_is_z():
    body = framed(standing()[None], SEEN)[0]
    assert body[1] == pytest.approx([0.4, 1, 0], abs=1e-5)
    assert body[5] == pytest.approx([0.44, -0.1, 0.1], abs=1e-5)
    assert body[17] == pytest.approx([0.24, -1.9, 0.3], abs=1e-5)


@pytest.mark.parametrize("degrees", [30, 90, 180, 250])
def test_where_the_camera_stands_does_not_matter(degrees):
    np.testing.assert_allclose(
        framed(turned(standing(), degrees)[None], SEEN), framed(standing()[None], SEEN), atol=1e-5
    )


@pytest.mark.parametrize("degrees", [0, 77])
@pytest.mark.parametrize("face_down", [True, False])
def test_who_lies_faces_where_the_trunk_points(degrees, face_down):
    """Face down the head is in front, face up the feet are; the line of the shoulders may be wrong."""
    lying = standing()
    # the camera's side of the body (-z) becomes below (+y) or above
    down = 1 if face_down else -1
    lying[:, 1], lying[:, 2] = -down * lying[:, 2].copy(), down * lying[:, 1].copy()
    # the shoulders as a camera from the side sees them: their line is turned by 40 degrees
    lying[11:13] = turned(lying[11:13] - lying[11:13].mean(axis=0), 40) + lying[11:13].mean(axis=0)
    body = framed(turned(lying, degrees)[None], SEEN)[0]
    assert body[14] == pytest.approx([0, 0, down], abs=1e-4)


def test_mirroring_changes_the_sides_alone():
    _, visibility, world = random_window(3, 20, hidden=0)
    one, other = framed(world, visibility), framed(mirrored(world), visibility)
    swapped = [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 13, 14, 16, 15, 18, 17]
    np.testing.assert_allclose(other[:, swapped] * (-1, 1, 1), one, atol=1e-4)


def test_hidden_wrists_are_unknown_and_hidden_shoulders_are_not():
    visibility = SEEN * 0
    body = framed(standing()[None], visibility)[0]
    assert np.isnan(body[[0, 3, 5, 9, 11, 15, 17]]).all()
    assert np.isfinite(body[[1, 2, 7, 8, 13, 14]]).all()


def test_nobody_is_unknown():
    assert np.isnan(framed(np.full((4, 33, 3), np.nan, np.float32), np.zeros((4, 33), np.float32))).all()


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="do not fit together"):
        framed(standing()[None], np.ones((2, 33), np.float32))

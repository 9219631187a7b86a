import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.recognition.motion_image import joints_of
from scoring.recognition.postures import BONES, directions, mirrored, turning_points
from tests.scoring.recognition import bodies

ARM = 10


def film(low, high, count=40):
    """Joints of somebody who goes from one posture to the other and back."""
    share = (1 - np.cos(np.linspace(0, 2 * np.pi, count)))[:, None, None] / 2
    return joints_of((low * (1 - share) + high * share).astype(np.float32))


def arms_up():
    """World landmarks (33, 3) of `standing` with both arms up."""
    world = bodies.standing()
    world[[13, 14]] = world[[11, 12]] + (0, -0.3, 0)
    world[[15, 16]] = world[[13, 14]] + (0, -0.25, 0)
    return world


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000))
def test_directions_are_of_length_one_along_their_bones(seed):
    joints = np.random.default_rng(seed).normal(size=(3, 17, 3)).astype(np.float32)
    found = directions(joints)
    assert found.shape == (3, 15, 3)
    np.testing.assert_allclose(np.linalg.norm(found, axis=-1), 1, atol=1e-5)
    for number, (start, end) in enumerate(BONES):
        line = joints[:, end] - joints[:, start]
        length = np.linalg.norm(line, axis=1, keepdims=True)
        np.testing.assert_allclose(found[:, number] * length, line, atol=1e-5)


def test_a_bone_without_length_has_no_direction():
    assert not directions(np.zeros((17, 3), np.float32)).any()


def test_another_shape_is_refused():
    with pytest.raises(ValueError, match="joints must be"):
        directions(np.zeros((33, 3), np.float32))


def test_a_mirror_swaps_sides():
    world = arms_up()
    world[15] += (0.3, 0, 0)
    lines = directions(joints_of(world[None]))
    np.testing.assert_allclose(mirrored(mirrored(lines)), lines)
    np.testing.assert_allclose(
        mirrored(lines), directions(joints_of(bodies.mirrored(world)[None])), atol=1e-5
    )


def test_turning_points_are_the_two_ends():
    ends = turning_points(film(bodies.standing(), arms_up()))
    arms = sorted(float(end[ARM, 1]) for end in ends)
    assert arms[0] < -0.97
    assert arms[1] > 0.97


def test_of_nobody_there_are_none():
    assert not turning_points(np.zeros((10, 17, 3), np.float32)).any()


def test_moments_without_a_person_do_not_count():
    joints = film(bodies.standing(), arms_up())
    with_gap = np.concatenate([joints, np.zeros((30, 17, 3), np.float32)])
    np.testing.assert_allclose(turning_points(with_gap), turning_points(joints), atol=1e-6)

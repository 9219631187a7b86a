import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.directions import LINES, directions, mirrored
from scoring.body.features import angles
from scoring.body.joints import (
    BONES,
    JOINT_LANDMARKS,
    LANDMARK_COUNT,
    VISIBILITY_MIN,
    Joint,
    Landmark,
    joints_of,
)
from tests.scoring.bodies import scattered
from tests.scoring.body import naive_lines
from tests.scoring.body.naive_lines import line_angles

SEEN = np.ones((1, LANDMARK_COUNT), np.float32)


def body(seed=3):
    """One body in metres, and 200 px of picture for each."""
    world = np.random.default_rng(seed).normal(scale=0.4, size=(1, LANDMARK_COUNT, 3)).astype(np.float32)
    return world * 200 + 300, world


def other_side(landmark):
    swap = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    return Landmark["_".join(swap.get(part, part) for part in landmark.name.split("_"))]


@settings(max_examples=80)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.0, 0.02, 0.3]),
    st.sampled_from([0.0, 0.02, 0.3]),
    st.booleans(),
)
def test_it_equals_its_slow_twin(seed, hidden, lost, flat):
    random = np.random.default_rng(seed)
    # whole numbers: some lines have no length
    landmarks, world = random.integers(-4, 5, (2, 3, LANDMARK_COUNT, 3)).astype(np.float32)
    visibility = random.choice(
        [0.49, 0.0, 0.5, 1.0], (3, LANDMARK_COUNT), p=[hidden, hidden, 0.4 - hidden, 0.6 - hidden]
    )
    visibility = visibility.astype(np.float32)
    landmarks[random.random(landmarks.shape) < lost] = np.nan
    world[random.random(world.shape) < lost] = np.nan
    if flat:
        landmarks[1] = 5
        world[2] = 5
    found = directions(landmarks, visibility, world)
    for t in range(3):
        slow = naive_lines.directions(
            landmarks[t].tolist(), (visibility[t] >= VISIBILITY_MIN).tolist(), world[t].tolist()
        )
        np.testing.assert_allclose(found[t].T, slow, atol=1e-5)


def test_lines_are_unit_vectors_from_joint_to_joint():
    landmarks, world = body()
    found = directions(landmarks, SEEN, world)[0]
    joints = joints_of(world)[0]
    for number, (start, end) in enumerate(LINES):
        line = joints[end] - joints[start]
        np.testing.assert_allclose(found[:, number], line / np.linalg.norm(line), atol=1e-5)
    assert LINES[:14] == BONES


@pytest.mark.parametrize("metres", [0.6, 1.0, 1.3])
@pytest.mark.parametrize("pixels", [0.3, 1.0, 2.5])
def test_neither_size_nor_place_nor_distance_matters(metres, pixels):
    landmarks, world = body()
    found = directions(landmarks * pixels + np.array([40, -70, 0], np.float32), SEEN, world * metres)
    np.testing.assert_allclose(found, directions(landmarks, SEEN, world), atol=1e-4)


def test_across_and_down_come_from_the_picture_and_depth_from_the_world():
    landmarks, world = body()
    shoved = world.copy()
    # the whole forearm goes back, so that nothing but the upper arm changes its depth
    shoved[0, [Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST], 2] += 0.2
    before, after = directions(landmarks, SEEN, world)[0], directions(landmarks, SEEN, shoved)[0]
    changed = [LINES[number] for number in np.flatnonzero(np.abs(after - before).max(axis=0) > 1e-5)]
    assert changed == [(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW)]
    flat = before[:2] / np.linalg.norm(before[:2], axis=0)
    np.testing.assert_allclose(after[:2] / np.linalg.norm(after[:2], axis=0), flat, atol=1e-5)


def test_a_hidden_shoulder_hides_what_hangs_on_it_and_no_more():
    landmarks, world = body()
    visibility = SEEN.copy()
    visibility[0, Landmark.LEFT_SHOULDER] = 0.49
    found = np.isnan(directions(landmarks, visibility, world)[0]).all(axis=0)
    gone = {LINES[number] for number in np.flatnonzero(found)}
    assert gone == {line for line in LINES if {Joint.LEFT_SHOULDER, Joint.SHOULDER_CENTRE} & set(line)}


def test_of_a_lost_person_nothing_is_known():
    landmarks, world = body()
    assert np.isnan(directions(landmarks, SEEN * 0, world)).all()
    assert np.isnan(directions(landmarks * np.nan, SEEN, world * np.nan)).all()
    assert directions(landmarks[:0], SEEN[:0], world[:0]).shape == (0, 3, 16)


@pytest.mark.parametrize("shape", [(1, 32, 3), (1, LANDMARK_COUNT, 2), (2, LANDMARK_COUNT, 3)])
def test_wrong_shapes_are_refused(shape):
    with pytest.raises(ValueError, match="fit together"):
        directions(np.zeros(shape, np.float32), SEEN, np.zeros((1, LANDMARK_COUNT, 3), np.float32))


def test_a_mirrored_body_is_the_body_seen_in_a_mirror():
    landmarks, world = body()
    swapped = [other_side(landmark) for landmark in Landmark]
    across = np.array([-1, 1, 1], np.float32)
    in_mirror = directions((landmarks * across)[:, swapped], SEEN, (world * across)[:, swapped])
    np.testing.assert_allclose(mirrored(directions(landmarks, SEEN, world)), in_mirror, atol=1e-5)


@given(st.integers(0, 2**32 - 1))
def test_two_mirrors_change_nothing(seed):
    lines = scattered(seed, 4, lost=0.2)
    np.testing.assert_array_equal(mirrored(mirrored(lines)), lines)


def test_angles_between_lines_are_those_between_joints():
    landmarks, world = body(8)
    lines = directions(landmarks, SEEN, world)
    np.testing.assert_allclose(line_angles(lines), angles(joints_of(world)), atol=0.05)


def test_an_angle_with_a_lost_line_is_lost():
    landmarks, world = body()
    visibility = SEEN.copy()
    visibility[0, JOINT_LANDMARKS[Joint.RIGHT_WRIST]] = 0
    lost = np.isnan(line_angles(directions(landmarks, visibility, world))[0])
    assert np.flatnonzero(lost).tolist() == [1]

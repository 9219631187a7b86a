import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.heading import ACROSS_ERROR, axis_weights, depth_error, turned
from scoring.body.joints import BONE_COUNT, Angle
from scoring.body.pose_errors import activity, pose_errors
from tests.scoring.bodies import scattered, wandering
from tests.scoring.body import naive_pose_errors
from tests.scoring.body.naive_lines import line_angles, lines_of

seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.2, 0.6, 1.0])
counts = st.integers(0, 6)


@settings(max_examples=80)
@given(seeds, counts, shares, shares)
def test_activity_equals_its_slow_twin(seed, count, lost, other_lost):
    body, beside = scattered(seed, count, lost), scattered(seed + 1, count, other_lost)
    weights = np.random.default_rng(seed).uniform(0.1, 1, 16).astype(np.float32)
    rows, others = lines_of(body), lines_of(beside)
    expected = naive_pose_errors.activity(rows, others, weights.tolist())
    back = naive_pose_errors.activity(others, rows, weights.tolist())
    assert activity(body, beside, weights) == pytest.approx((expected, back), abs=1e-3)


@settings(max_examples=60)
@given(seeds, counts, shares, shares, st.floats(-3.2, 3.2))
def test_errors_equal_their_slow_twins(seed, count, lost, other_lost, heading):
    user, tutor = scattered(seed, count, lost), scattered(seed + 1, count, other_lost)
    found = pose_errors(user, tutor, heading)
    assert found.bones.shape == (count, 14)
    assert found.angles.shape == (count, 10)
    axes = axis_weights(heading).tolist()
    deep = math.sqrt(depth_error(heading) ** 2 - ACROSS_ERROR**2)
    sides = zip(lines_of(user), lines_of(tutor), strict=True)
    for t, (one, other) in enumerate(sides):
        slow = [naive_pose_errors.bone_error(one[k], other[k], heading, axes) for k in range(BONE_COUNT)]
        np.testing.assert_allclose(found.bones[t], slow, atol=1e-4)
        slow = naive_pose_errors.angle_errors(one, other, ACROSS_ERROR, deep)
        # an angle near 0 or 180 degrees is only known to the root of a float's precision
        np.testing.assert_allclose(found.angles[t], slow, atol=2e-3)


def test_who_does_the_same_is_nowhere_off_however_turned():
    body = wandering(4, 40)
    for heading in (0.0, 0.6, -2.0):
        found = pose_errors(turned(body, -heading), body, heading)
        np.testing.assert_allclose(found.bones, 0, atol=2e-3)
        np.testing.assert_allclose(found.angles, 0, atol=2e-3)


def flat(lines):
    """The same lines without depth."""
    across = lines * np.array([1, 1, 0], np.float32)[:, None]
    return across / np.linalg.norm(across, axis=1, keepdims=True)


def test_a_wider_angle_has_a_plus_and_a_narrower_one_a_minus():
    tutor, user = wandering(4, 30), wandering(6, 30)
    off = np.radians(line_angles(user) - line_angles(tutor))
    found = pose_errors(user, tutor, 0.0).angles
    # less than the difference, because part of it rests on depth
    assert (np.abs(found) <= np.abs(off) + 5e-3).all()
    clear = np.abs(off) > 0.02
    np.testing.assert_array_equal(np.sign(found[clear]), np.sign(off[clear]))
    np.testing.assert_allclose(pose_errors(tutor, user, 0.0).angles, -found, atol=1e-5)


def test_an_angle_across_the_picture_is_off_by_all_of_the_difference():
    tutor, user = flat(wandering(4, 30)), flat(wandering(6, 30))
    off = np.radians(line_angles(user) - line_angles(tutor))
    np.testing.assert_allclose(pose_errors(user, tutor, 0.0).angles, off, atol=5e-3)


def test_what_rests_on_depth_counts_less_from_another_side_and_what_does_not_stays():
    """Two arms bent a right angle wrong: one in the picture, one straight away from the camera."""
    tutor = np.zeros((1, 3, 16), np.float32)
    tutor[:, 1] = 1
    user = tutor.copy()
    user[0, :, 1] = (0, -1, 0)
    user[0, :, 3] = (0, 0, 1)
    near, far = pose_errors(user, tutor, 0.0), pose_errors(user, tutor, math.pi / 2)
    flat, deep = Angle.LEFT_ELBOW, Angle.RIGHT_ELBOW
    assert far.angles[0, flat] == pytest.approx(near.angles[0, flat])
    assert abs(far.angles[0, deep]) < 0.7 * abs(near.angles[0, deep])


def test_nobody_is_asked_for_what_was_not_seen():
    body, weights = wandering(3, 40), np.ones(16, np.float32)
    hidden = body.copy()
    hidden[:, :, :8] = np.nan
    one, other = activity(body, hidden, weights)
    assert one == pytest.approx(other)
    assert one < activity(body, body, weights)[0]
    assert activity(body * np.nan, body, weights) == (0, 0)

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.directions import line_angles
from scoring.body.heading import ACROSS_ERROR, axis_weights, depth_error, turned
from scoring.body.joints import BONE_COUNT, Angle
from scoring.body.pose_errors import (
    FULL_WORK,
    REST_SHARE,
    SEEN_SHARE_MIN,
    WEIGHT_SEEN_MIN,
    WORST_POWER,
    activity,
    over_time,
    parts_of,
    pose_errors,
    spread,
    together,
    work,
)
from tests.scoring.adaptive import naive_adaptive
from tests.scoring.adaptive.naive_adaptive import PART_COUNT
from tests.scoring.bodies import scattered, wandering

seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.2, 0.6, 1.0])
counts = st.integers(0, 6)
EVEN = np.ones(PART_COUNT, np.float32)


@settings(max_examples=80)
@given(seeds, counts, shares, shares)
def test_straying_and_activity_equal_their_slow_twins(seed, count, lost, other_lost):
    body, beside = scattered(seed, count, lost), scattered(seed + 1, count, other_lost)
    weights = np.random.default_rng(seed).uniform(0.1, 1, 16).astype(np.float32)
    rows, others = naive_adaptive.lines_of(body), naive_adaptive.lines_of(beside)
    slow = [naive_adaptive.spread([row[k] for row in rows], [row[k] for row in rows]) for k in range(16)]
    np.testing.assert_allclose(spread(body), slow, atol=1e-3)
    expected = naive_adaptive.activity(rows, others, weights.tolist())
    back = naive_adaptive.activity(others, rows, weights.tolist())
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
    sides = zip(naive_adaptive.lines_of(user), naive_adaptive.lines_of(tutor), strict=True)
    for t, (one, other) in enumerate(sides):
        slow = [naive_adaptive.bone_error(one[k], other[k], heading, axes) for k in range(BONE_COUNT)]
        np.testing.assert_allclose(found.bones[t], slow, atol=1e-4)
        slow = naive_adaptive.angle_errors(one, other, ACROSS_ERROR, deep)
        # an angle near 0 or 180 degrees is only known to the root of a float's precision
        np.testing.assert_allclose(found.angles[t], slow, atol=2e-3)


@settings(max_examples=80)
@given(seeds, counts, shares)
def test_the_mean_over_time_equals_its_slow_twin(seed, count, lost):
    random = np.random.default_rng(seed)
    values = random.normal(size=(count, 5)).astype(np.float32)
    values[random.random(values.shape) < lost] = np.nan
    slow = [naive_adaptive.mean(part, max(SEEN_SHARE_MIN * count, 1)) for part in values.T.tolist()]
    np.testing.assert_allclose(over_time(values), np.array(slow or [math.nan] * 5), atol=1e-5)


@settings(max_examples=80)
@given(seeds, shares)
def test_the_mean_over_parts_equals_its_slow_twin(seed, lost):
    random = np.random.default_rng(seed)
    parts, weights = random.random(PART_COUNT), random.integers(1, 9, PART_COUNT).astype(np.float32) / 8
    parts[random.random(PART_COUNT) < lost] = np.nan
    slow = naive_adaptive.together(parts.tolist(), weights.tolist(), WORST_POWER, WEIGHT_SEEN_MIN)
    assert together(parts, weights) == pytest.approx(slow, nan_ok=True)


def test_who_does_the_same_is_nowhere_off_however_turned():
    body = wandering(4, 40)
    for heading in (0.0, 0.6, -2.0):
        parts = parts_of(pose_errors(turned(body, -heading), body, heading))
        np.testing.assert_allclose(parts, 0, atol=2e-3)


def test_a_wider_angle_has_a_plus_and_a_narrower_one_a_minus():
    tutor = wandering(4, 30)
    asked = line_angles(tutor)
    user = wandering(6, 30)
    off = np.radians(line_angles(user) - asked)
    found = pose_errors(user, tutor, 0.0)
    np.testing.assert_allclose(found.angles, off, atol=5e-3)
    np.testing.assert_allclose(pose_errors(tutor, user, 0.0).angles, -found.angles, atol=1e-5)
    assert (parts_of(found) >= 0).all()


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


def test_what_moves_works_and_what_rests_still_counts():
    moving, resting = wandering(3, 60), np.repeat(wandering(3, 1), 60, axis=0)
    assert work(resting, line_angles(resting)) == pytest.approx(REST_SHARE, abs=1e-3)
    lines = resting.copy()
    lines[:, :, 1] = moving[:, :, 1]
    found = work(lines, line_angles(lines))
    strays = float(spread(moving)[1])
    assert found[1] == pytest.approx(REST_SHARE + (1 - REST_SHARE) * min(strays / FULL_WORK, 1), abs=1e-3)
    assert found[BONE_COUNT + Angle.LEFT_ELBOW] > REST_SHARE + 0.05
    others = [part for part in range(PART_COUNT) if part not in {1, BONE_COUNT + Angle.LEFT_ELBOW}]
    assert found[others] == pytest.approx(REST_SHARE, abs=1e-3)


@given(seeds, counts, shares)
def test_work_is_from_the_rest_share_to_one_whatever_was_seen(seed, count, lost):
    lines = scattered(seed, count, lost)
    found = work(lines, line_angles(lines))
    assert ((found >= REST_SHARE - 1e-6) & (found <= 1 + 1e-6)).all()


def test_nobody_is_asked_for_what_was_not_seen():
    body, weights = wandering(3, 40), np.ones(16, np.float32)
    hidden = body.copy()
    hidden[:, :, :8] = np.nan
    one, other = activity(body, hidden, weights)
    assert one == pytest.approx(other)
    assert one < activity(body, body, weights)[0]
    assert activity(body * np.nan, body, weights) == (0, 0)


def test_the_worst_part_counts_most_and_the_working_part_more_than_the_resting():
    assert together(np.full(PART_COUNT, 0.3), EVEN) == pytest.approx(0.3)
    one_bad = np.zeros(PART_COUNT)
    one_bad[5] = 0.6
    assert together(one_bad, EVEN) > 4 * one_bad.mean()
    resting = EVEN.copy()
    resting[5] = REST_SHARE
    assert together(one_bad, resting) < together(one_bad, EVEN)


def test_a_part_that_was_seldom_seen_is_not_judged():
    values = np.full((10, 3), 0.5, np.float32)
    values[:6, 1] = np.nan
    values[:7, 2] = np.nan
    assert over_time(values) == pytest.approx([0.5, 0.5, math.nan], nan_ok=True)
    assert np.isnan(over_time(values[:0])).all()


def test_too_little_of_a_body_is_not_judged():
    parts = np.full(PART_COUNT, 0.5)
    parts[9:] = np.nan
    assert together(parts, EVEN) == pytest.approx(0.5)
    parts[8:] = np.nan
    assert math.isnan(together(parts, EVEN))
    assert math.isnan(together(np.full(PART_COUNT, np.nan), EVEN))

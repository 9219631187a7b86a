import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body import points
from scoring.body.joints import BONE_COUNT, Angle, Joint
from scoring.body.points import FLOOR, FLOOR_HEADING, PART, PARTS_OF_JOINTS, TOTAL
from scoring.body.pose_errors import WEIGHT_SEEN_MIN, WORST_POWER
from scoring.calibration import worth
from tests.scoring.adaptive import naive_adaptive
from tests.scoring.adaptive.naive_adaptive import PART_COUNT

EVEN = np.ones(PART_COUNT, np.float32)


def total(error, heading):
    """The points of a body that is off by the same everywhere."""
    return points.points_of(np.full(PART_COUNT, error), EVEN, heading).total


def joints(parts, heading):
    return points.points_of(parts, EVEN, heading).joints


def angles(parts, heading):
    return points.points_of(parts, EVEN, heading).angles


@settings(max_examples=100)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.3, 0.8, 1.0]), st.floats(-4, 4))
def test_the_points_equal_their_slow_twin(seed, lost, heading):
    random = np.random.default_rng(seed)
    parts = random.random(PART_COUNT)
    parts[random.random(PART_COUNT) < lost] = np.nan
    off = np.array(naive_adaptive.joint_errors(parts.tolist()))
    expected = worth(np.sqrt(np.maximum(off**2 - points.floor(heading) ** 2, 0)), PART)
    np.testing.assert_allclose(joints(parts, heading), expected, atol=1e-6)
    off = parts[BONE_COUNT:]
    expected = worth(np.sqrt(np.maximum(off**2 - points.floor(heading) ** 2, 0)), PART)
    np.testing.assert_allclose(angles(parts, heading), expected, atol=1e-6)
    off = naive_adaptive.together(parts.tolist(), EVEN.tolist(), WORST_POWER, WEIGHT_SEEN_MIN)
    expected = worth(np.sqrt(np.maximum(off**2 - points.floor(heading) ** 2, 0)), TOTAL)
    assert points.points_of(parts, EVEN, heading).total == pytest.approx(float(expected), nan_ok=True)


def test_no_error_is_a_hundred_and_half_the_curve_is_fifty():
    assert total(0.0, 0.0) == 100
    assert total(TOTAL.half, 0.0) == pytest.approx(50)
    assert angles(np.full(PART_COUNT, PART.half), 0.0) == pytest.approx(50)
    assert math.isnan(total(math.nan, 0.0))


@given(st.floats(0, 3), st.floats(0, 3), st.floats(-7, 7))
def test_more_error_is_never_worth_more(one, other, heading):
    low, high = sorted((one, other))
    assert 0 <= total(high, heading) <= total(low, heading) <= 100


@given(st.floats(0, 3), st.floats(-3, 3))
def test_another_view_is_never_worth_less_and_a_full_turn_is_none(error, heading):
    assert total(error, heading) >= total(error, 0.0)
    assert points.floor(heading) == pytest.approx(points.floor(heading + 2 * math.pi), abs=1e-9)
    assert points.floor(heading) == pytest.approx(points.floor(-heading), abs=1e-9)


def test_the_floor_rises_with_the_heading_and_then_stays():
    assert points.floor(0.0) == 0
    assert points.floor(FLOOR_HEADING / 2) == pytest.approx(FLOOR / 2)
    assert points.floor(FLOOR_HEADING) == points.floor(math.pi) == pytest.approx(FLOOR)
    assert total(FLOOR, 1.0) == 100 > total(FLOOR, 0.0)


def test_every_part_speaks_for_a_joint_and_every_joint_is_spoken_for():
    assert (PARTS_OF_JOINTS.sum(axis=0) > 0).all()
    assert (PARTS_OF_JOINTS.sum(axis=1) > 0).all()


@pytest.mark.parametrize("angle", Angle)
def test_a_wrong_angle_is_the_worst_angle_and_shows_at_its_joint(angle):
    parts = np.full(PART_COUNT, 0.02)
    parts[BONE_COUNT + angle] = 0.6
    assert int(angles(parts, 0.0).argmin()) == angle
    found = joints(parts, 0.0)
    at = {"NECK": Joint.SHOULDER_CENTRE, "CROTCH": Joint.HIP_CENTRE}.get(angle.name)
    assert int(found.argmin()) == (Joint[angle.name] if at is None else at)
    assert (found < 99).sum() == 1


def test_what_nobody_saw_has_no_points():
    parts = np.full(PART_COUNT, np.nan)
    assert np.isnan(joints(parts, 0.3)).all()
    assert np.isnan(angles(parts, 0.3)).all()
    parts[0] = 0.0
    # the left upper arm places the left elbow and nothing else
    assert np.flatnonzero(np.isfinite(joints(parts, 0.0))).tolist() == [Joint.LEFT_ELBOW]


def test_parts_of_another_shape_are_refused():
    with pytest.raises(ValueError, match="24"):
        points.points_of(np.zeros(10), EVEN, 0.0)

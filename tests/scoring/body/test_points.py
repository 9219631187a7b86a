import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.joints import BONE_COUNT, Angle, Joint
from scoring.body.part_errors import PART_COUNT, PartErrors
from scoring.body.points import (
    CURVE,
    LIMBS,
    MOVE_MOST,
    NOTHING_SEEN,
    PARTS_OF_JOINTS,
    STILL_MOVE,
    STRAY_MOVING,
    STRAY_STILL,
    WEIGHT_SEEN_MIN,
    points_of,
)
from scoring.limb import Limb
from tests.scoring.body import naive_points

seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.3, 0.8, 1.0])
limbs = st.sets(st.sampled_from(Limb))
ARMS, LEGS, TRUNK = (np.array([limb is one for limb in LIMBS]) for one in (Limb.ARMS, Limb.LEGS, None))
ELBOWS_AND_WRISTS = [Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_WRIST]


def errors(bias=0.0, stray=0.0, amplitude=0.3):
    return PartErrors(*(np.full(PART_COUNT, value) for value in (bias, stray, amplitude)))


def some(seed, lost=0.0, size=0.4):
    """Errors of any size, of which a share is unknown."""
    random = np.random.default_rng(seed)
    bias, stray, amplitude = random.random((3, PART_COUNT)) * size
    hidden = random.random(PART_COUNT) < lost
    bias[hidden], stray[hidden] = np.nan, np.nan
    amplitude[random.random(PART_COUNT) < lost / 3] = np.nan
    return PartErrors(bias, stray, amplitude)


def careful(amplitude):
    """The stray of a careful person, radians."""
    return math.hypot(STRAY_STILL, STRAY_MOVING * amplitude)


def known(found):
    return np.array([found.total, *found.joints, *found.angles])


@settings(max_examples=150)
@given(seeds, shares, limbs, st.sampled_from([0.1, 0.4, 1.5]))
def test_the_points_equal_their_slow_twin(seed, lost, ignored, size):
    given_errors = some(seed, lost, size)
    found = points_of(given_errors, ignored)
    lists = [part.tolist() for part in (given_errors.bias, given_errors.stray, given_errors.amplitude)]
    judged, seen = naive_points.units(*lists, ignored)
    total = naive_points.total(judged, lists[2]) if seen >= WEIGHT_SEEN_MIN else math.nan
    assert found.total == pytest.approx(total, abs=1e-6, nan_ok=True)
    np.testing.assert_allclose(found.joints, naive_points.joints(judged), atol=1e-6)
    np.testing.assert_allclose(found.angles, naive_points.angles(judged), atol=1e-6)


@given(limbs, st.sampled_from([0.0, STILL_MOVE, 0.5, 2.0]))
def test_no_error_is_a_hundred_everywhere(ignored, amplitude):
    found = known(points_of(errors(amplitude=amplitude), ignored))
    assert set(found[np.isfinite(found)]) == {100.0}
    assert found[0] == 100


@given(st.sampled_from([0.0, 0.1, 0.5, 0.9]), st.floats(0, 4))
def test_one_curve_is_for_the_whole_and_for_each_part(amplitude, units):
    """The same stray everywhere, in units of a careful person's, gives all the same points."""
    found = points_of(errors(stray=units * careful(amplitude), amplitude=amplitude))
    expected = naive_points.worth(units)
    np.testing.assert_allclose(known(found), expected, atol=1e-6)
    assert naive_points.worth(CURVE.half) == 50


@given(seeds, st.integers(0, PART_COUNT - 1), st.floats(0, 2))
def test_more_stray_of_one_part_is_never_worth_more(seed, part, more):
    less = some(seed)
    stray = less.stray.copy()
    stray[part] += more
    worse = known(points_of(PartErrors(less.bias, stray, less.amplitude)))
    better = known(points_of(less))
    assert (worse[1:] <= better[1:] + 1e-9).all()
    # what the user moves weighs more, so a stray that is smaller than all others may soften them a little
    assert worse[0] <= better[0] + 3
    assert (worse >= 0).all()


@given(seeds, st.floats(1, 6))
def test_more_bias_of_all_is_never_worth_more(seed, times):
    less = some(seed)
    worse = known(points_of(PartErrors(less.bias * times, less.stray, less.amplitude)))
    assert (worse <= known(points_of(less)) + 1e-9).all()


@given(seeds, st.floats(0, 2))
def test_more_bias_of_the_part_that_is_most_off_is_never_worth_more(seed, more):
    """Of another part it may be: a bias counts against the usual one."""
    less = some(seed)
    bias = less.bias.copy()
    bias[bias.argmax()] += more
    worse = known(points_of(PartErrors(bias, less.stray, less.amplitude)))
    assert (worse <= known(points_of(less)) + 1e-9).all()


def test_a_bias_counts_less_where_the_whole_body_is_off():
    """Ten degrees of one arm: in a body that else agrees to two, and in one that is all off by ten."""
    alone, usual = errors(bias=0.035), errors(bias=0.175)
    alone.bias[BONE_COUNT + Angle.LEFT_ELBOW] = 0.175
    place = 1 + len(Joint) + Angle.LEFT_ELBOW
    assert known(points_of(alone))[place] < known(points_of(usual))[place]


@pytest.mark.parametrize("angle", Angle)
@pytest.mark.parametrize("kind", ["bias", "stray"])
def test_a_wrong_angle_is_the_lowest_angle_and_shows_at_its_joint_alone(angle, kind):
    wrong = errors(bias=0.02, stray=0.02)
    getattr(wrong, kind)[BONE_COUNT + angle] = 0.8
    found = points_of(wrong)
    assert int(found.angles.argmin()) == angle
    assert found.angles[angle] < 30
    at = {"NECK": Joint.SHOULDER_CENTRE, "CROTCH": Joint.HIP_CENTRE}.get(angle.name)
    place = Joint[angle.name] if at is None else at
    assert int(found.joints.argmin()) == place
    assert (found.joints < 99).sum() == (found.angles < 99).sum() == 1


def test_a_part_that_moves_counts_more_than_one_that_is_still():
    amplitude = np.where(ARMS, 0.6, 0.05)
    units = np.where(ARMS, careful(0.6), careful(0.05)) * 2
    in_arms = PartErrors(np.zeros(PART_COUNT), np.where(ARMS, units, 0.0), amplitude)
    in_legs = PartErrors(np.zeros(PART_COUNT), np.where(LEGS, units, 0.0), amplitude)
    assert points_of(in_arms).total < 80
    assert points_of(in_legs).total > points_of(in_arms).total


def test_arms_that_are_held_elsewhere_cost_nothing_while_the_legs_move():
    squat = np.where(LEGS, 0.5, 0.02)
    held = PartErrors(np.where(ARMS, 1.0, 0.02), np.full(PART_COUNT, 0.03), squat)
    assert points_of(held).total > 95
    assert points_of(held).angles[Angle.LEFT_ELBOW] < 30
    # but trunk and legs that are held elsewhere place the body
    press = np.where(ARMS, 0.5, 0.02)
    leaning = PartErrors(np.where(TRUNK, 1.0, 0.02), np.full(PART_COUNT, 0.03), press)
    assert points_of(leaning).total < 50


def test_arms_that_are_held_elsewhere_cost_where_nothing_moves():
    plank = np.full(PART_COUNT, STILL_MOVE / 2)
    held = PartErrors(np.where(ARMS, 1.0, 0.02), np.full(PART_COUNT, 0.03), plank)
    assert points_of(held).total < 50


@given(seeds, seeds, st.sets(st.sampled_from(Limb), min_size=1))
def test_an_ignored_limb_has_no_points_and_counts_nothing(seed, other, ignored):
    one, strange = some(seed), some(other, size=3.0)
    inside = np.array([limb in ignored for limb in LIMBS])
    changed = PartErrors(
        *(
            np.where(inside, b, a)
            for a, b in (
                (one.bias, strange.bias),
                (one.stray, strange.stray),
                (one.amplitude, strange.amplitude),
            )
        )
    )
    np.testing.assert_array_equal(known(points_of(changed, ignored)), known(points_of(one, ignored)))
    assert np.isnan(points_of(one, ignored).angles[inside[BONE_COUNT:]]).all()
    assert np.isfinite(points_of(one, ignored).total)


def test_ignored_arms_have_no_points_at_elbows_and_wrists():
    found = points_of(errors(), {Limb.ARMS})
    assert np.flatnonzero(np.isnan(found.joints)).tolist() == sorted(ELBOWS_AND_WRISTS)
    assert np.flatnonzero(np.isnan(found.angles)).tolist() == [
        Angle.LEFT_ELBOW,
        Angle.RIGHT_ELBOW,
        Angle.LEFT_SHOULDER,
        Angle.RIGHT_SHOULDER,
    ]


def test_a_limb_that_nobody_saw_is_unjudged_and_never_a_hundred():
    wrong = errors(stray=0.1, amplitude=0.3)
    wrong.bias[LEGS], wrong.stray[LEGS] = np.nan, np.nan
    found = points_of(wrong)
    assert np.isfinite(found.total)
    assert np.isnan(found.joints[[Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE]]).all()
    assert np.isnan(found.angles[[Angle.LEFT_KNEE, Angle.LEFT_HIP, Angle.CROTCH]]).all()


def test_where_too_little_of_what_moves_is_seen_there_is_no_total():
    """The arms move, the legs are still: without the arms nothing of the exercise was seen."""
    shown = errors()
    amplitude = np.where(ARMS, MOVE_MOST, 0.05)
    hidden = PartErrors(np.where(ARMS, np.nan, shown.bias), np.where(ARMS, np.nan, shown.stray), amplitude)
    found = points_of(hidden)
    assert math.isnan(found.total)
    assert found.angles[Angle.LEFT_KNEE] == 100
    # hidden legs are hardly missed
    hidden = PartErrors(np.where(LEGS, np.nan, 0.0), np.where(LEGS, np.nan, 0.0), amplitude)
    assert points_of(hidden).total == 100


def test_what_nobody_saw_has_no_points():
    nothing = errors(bias=np.nan, stray=np.nan)
    np.testing.assert_array_equal(known(points_of(nothing)), known(NOTHING_SEEN))
    assert np.isnan(known(NOTHING_SEEN)).all()
    nothing.bias[0], nothing.stray[0] = 0.0, 0.0
    # the left upper arm places the left elbow and nothing else
    assert np.flatnonzero(np.isfinite(points_of(nothing).joints)).tolist() == [Joint.LEFT_ELBOW]


def test_every_part_speaks_for_a_joint_and_every_joint_is_spoken_for():
    assert (PARTS_OF_JOINTS.sum(axis=0) > 0).all()
    assert (PARTS_OF_JOINTS.sum(axis=1) > 0).all()


def test_parts_of_another_shape_are_refused():
    ten = np.zeros(10)
    with pytest.raises(ValueError, match="24"):
        points_of(PartErrors(ten, ten, ten))

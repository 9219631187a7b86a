import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.heading import axis_weights, turned
from scoring.body.joints import BONE_COUNT, Angle
from scoring.body.part_errors import NO_SUMS, PART_COUNT, SEEN_SHARE_MIN, part_errors, part_sums
from tests.scoring.bodies import scattered, wandering
from tests.scoring.body import naive_part_errors

seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.2, 0.6, 1.0])
counts = st.integers(0, 6)
headings = st.floats(-3.2, 3.2)
# An angle near 0 or 180 degrees is only known to the root of a float's precision, radians.
NEAR = 2e-3
LEFT_FOREARM = 1


def errors(user, tutor, heading=0.0):
    return part_errors(part_sums(user, tutor, heading))


def standing(count):
    """A body of which all lines hang down; straight elbows and knees."""
    lines = np.zeros((count, 3, 16), np.float32)
    lines[:, 1] = 1
    return lines


@settings(max_examples=60)
@given(seeds, counts, shares, shares, headings)
def test_sums_and_errors_equal_their_slow_twins(seed, count, lost, other_lost, heading):
    user, tutor = scattered(seed, count, lost), scattered(seed + 1, count, other_lost)
    found = part_sums(user, tutor, heading)
    parts = naive_part_errors.series(user, tutor, heading)
    np.testing.assert_allclose(found, naive_part_errors.sums(parts, count), atol=count * 4 * NEAR)
    slow = np.array(naive_part_errors.errors(parts, SEEN_SHARE_MIN))
    of_stretch = part_errors(found)
    np.testing.assert_allclose(of_stretch.bias, slow[:, 0], atol=2 * NEAR)
    np.testing.assert_allclose(of_stretch.stray, slow[:, 1], atol=2 * NEAR)
    np.testing.assert_allclose(of_stretch.amplitude, slow[:, 2], atol=2 * NEAR)


@given(seeds, counts, counts, shares, headings)
def test_the_sums_of_a_stretch_are_those_of_its_windows(seed, count, more, lost, heading):
    user, tutor = scattered(seed, count + more, lost), scattered(seed + 1, count + more, lost)
    whole = part_sums(user, tutor, heading)
    first, second = (
        part_sums(user[part], tutor[part], heading) for part in (slice(count), slice(count, None))
    )
    np.testing.assert_allclose(first + second, whole, atol=1e-9)
    np.testing.assert_array_equal(first + NO_SUMS, first)


@pytest.mark.parametrize("heading", [0.0, 0.6, -2.0])
def test_who_does_the_same_has_no_error_however_turned(heading):
    body = wandering(4, 40)
    found = errors(turned(body, -heading), body, heading)
    np.testing.assert_allclose(found.bias, 0, atol=NEAR)
    np.testing.assert_allclose(found.stray, 0, atol=NEAR)


def test_what_stays_is_bias_and_what_changes_is_stray():
    tutor = wandering(4, 40)
    user = tutor.copy()
    user[:, 0, LEFT_FOREARM] += 0.3
    user[::2, 1, LEFT_FOREARM] += 0.2
    user[1::2, 1, LEFT_FOREARM] -= 0.2
    found = errors(user, tutor)
    assert found.bias[LEFT_FOREARM] == pytest.approx(0.3, abs=1e-5)
    assert found.stray[LEFT_FOREARM] == pytest.approx(0.2, abs=1e-5)
    others = np.arange(BONE_COUNT) != LEFT_FOREARM
    np.testing.assert_allclose(found.bias[:BONE_COUNT][others], 0, atol=1e-6)
    np.testing.assert_allclose(found.stray[:BONE_COUNT][others], 0, atol=1e-6)


def test_a_difference_in_depth_counts_by_the_weight_of_its_axis():
    tutor = wandering(4, 40)
    user = tutor.copy()
    user[:, 2, LEFT_FOREARM] += 0.3
    deep = float(axis_weights(0.0)[2])
    assert deep < 1
    assert errors(user, tutor).bias[LEFT_FOREARM] == pytest.approx(0.3 * deep, abs=1e-5)


def test_an_angle_has_its_bias_and_stray_in_radians():
    """Forearms swing in the picture: the left one by 0.3 radians about a bend of 0.5, the right as asked."""
    time = np.linspace(0, 4 * np.pi, 80, endpoint=False)
    tutor, user = standing(80), standing(80)
    for body, forearm, bend in (
        (tutor, LEFT_FOREARM, np.full(80, 0.1)),
        (user, LEFT_FOREARM, 0.6 + 0.3 * np.sin(time)),
        (tutor, 3, 0.8 + 0.4 * np.sin(time)),
        (user, 3, 0.8 + 0.4 * np.sin(time)),
    ):
        body[:, 0, forearm], body[:, 1, forearm] = np.sin(bend), np.cos(bend)
    found = errors(user, tutor)
    left, right = BONE_COUNT + Angle.LEFT_ELBOW, BONE_COUNT + Angle.RIGHT_ELBOW
    assert found.bias[left] == pytest.approx(0.5, abs=NEAR)
    assert found.stray[left] == pytest.approx(0.3 / math.sqrt(2), abs=NEAR)
    assert found.amplitude[left] == pytest.approx(0, abs=NEAR)
    assert found.bias[right] == pytest.approx(0, abs=NEAR)
    assert found.stray[right] == pytest.approx(0, abs=NEAR)
    assert found.amplitude[right] == pytest.approx(0.4 / math.sqrt(2), abs=NEAR)


def test_a_part_that_was_seldom_seen_has_no_error_but_what_the_tutor_did_is_known():
    tutor, user = wandering(4, 20), wandering(5, 20)
    enough = math.ceil(SEEN_SHARE_MIN * 20)
    user[enough:, :, 0] = np.nan
    user[enough - 1 :, :, 2] = np.nan
    found = errors(user, tutor)
    assert np.isfinite([found.bias[0], found.stray[0]]).all()
    assert np.isnan([found.bias[2], found.stray[2]]).all()
    assert np.isfinite(found.amplitude).all()
    back = errors(tutor, user)
    assert np.isnan([back.bias[2], back.stray[2], back.amplitude[2]]).all()


def test_a_stretch_without_samples_has_no_errors():
    for sums in (NO_SUMS, part_sums(standing(0), standing(0), 0.3)):
        found = part_errors(sums)
        assert np.isnan([found.bias, found.stray, found.amplitude]).all()
        assert found.bias.shape == (PART_COUNT,)


def test_what_does_not_fit_together_is_refused():
    with pytest.raises(ValueError, match="fit together"):
        part_sums(standing(3), standing(2), 0.0)
    with pytest.raises(ValueError, match="sums"):
        part_errors(NO_SUMS[:-1])

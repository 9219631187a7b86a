import cmath
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.heading import (
    ACROSS_ERROR,
    DEPTH_ERROR,
    DEPTH_ERROR_ASIDE,
    axis_weights,
    correlation,
    depth_error,
    turned,
)
from tests.scoring.bodies import scattered, wandering
from tests.scoring.body import naive_lines

headings = st.floats(-7, 7)
seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.3, 1.0])


@settings(max_examples=80)
@given(seeds, st.integers(0, 3), shares, headings)
def test_turning_equals_its_slow_twin(seed, count, lost, heading):
    lines = scattered(seed, count, lost)
    slow = [[naive_lines.turned(line, heading) for line in body] for body in naive_lines.lines_of(lines)]
    found = turned(lines, heading)
    seen = np.isfinite(lines).all(axis=1)
    np.testing.assert_allclose(
        found.transpose(0, 2, 1)[seen], np.array(slow).reshape(count, 16, 3)[seen], atol=1e-5
    )
    assert np.isnan(found.transpose(0, 2, 1)[~seen]).all()


@settings(max_examples=80)
@given(seeds, st.integers(0, 4), shares, shares)
def test_correlating_equals_its_slow_twin(seed, count, lost, other_lost):
    user, tutor = scattered(seed, count, lost), scattered(seed + 1, count, other_lost)
    weights = np.random.default_rng(seed).random(16).astype(np.float32)
    slow = naive_lines.correlation(naive_lines.lines_of(user), naive_lines.lines_of(tutor), weights.tolist())
    assert correlation(user, tutor, weights) == pytest.approx(slow, abs=1e-4)


def test_turned_from_x_towards_z():
    line = np.array([[[1], [0], [0]]], np.float32)
    np.testing.assert_allclose(turned(line, math.pi / 2)[0, :, 0], [0, 0, 1], atol=1e-6)


@given(seeds, headings)
def test_the_correlation_tells_by_how_much_to_turn(seed, heading):
    tutor, weights = scattered(seed, 5, lost=0.1), np.ones(16, np.float32)
    user = turned(tutor, -heading)
    found = cmath.phase(correlation(user, tutor, weights))
    assert cmath.phase(cmath.rect(1, found - heading)) == pytest.approx(0, abs=1e-3)
    again = turned(user, found)
    np.testing.assert_allclose(again, tutor, atol=2e-3)


def test_a_line_without_weight_has_no_say_and_who_shows_more_is_surer():
    tutor = wandering(1, 20)
    user = turned(tutor, -0.7)
    user[:, :, 4] = turned(tutor[:, :, 4:5], 2.0)[:, :, 0]
    weights = np.ones(16, np.float32)
    weights[4] = 0
    assert cmath.phase(correlation(user, tutor, weights)) == pytest.approx(0.7, abs=1e-3)
    half = correlation(user[:10], tutor[:10], weights) + correlation(user[10:], tutor[10:], weights)
    assert half == pytest.approx(correlation(user, tutor, weights), rel=1e-5)
    assert correlation(user * np.nan, tutor, weights) == 0


def test_depth_is_trusted_less_than_the_picture_even_from_the_same_side():
    np.testing.assert_allclose(axis_weights(0.0), [1, 1, ACROSS_ERROR / DEPTH_ERROR], atol=1e-6)
    assert depth_error(0.0) == DEPTH_ERROR > ACROSS_ERROR


def test_from_behind_depth_is_the_same_axis_again_and_trusted_least():
    errors = math.hypot(DEPTH_ERROR, math.sqrt(2) * DEPTH_ERROR_ASIDE)
    assert depth_error(math.pi) == pytest.approx(errors)
    np.testing.assert_allclose(axis_weights(math.pi), [ACROSS_ERROR / errors, 1, 1], atol=1e-6)


@given(st.floats(-math.pi, math.pi))
def test_the_height_is_always_trusted_and_left_is_as_right(heading):
    weights = axis_weights(heading)
    assert weights[1] == 1
    assert (weights > 0).all()
    assert (weights <= 1 + 1e-6).all()
    np.testing.assert_allclose(weights, axis_weights(-heading), atol=1e-6)
    assert depth_error(heading) == pytest.approx(depth_error(-heading))


def test_the_further_round_the_less_depth_is_trusted():
    errors = [depth_error(heading) for heading in np.linspace(0, math.pi, 9)]
    assert errors == sorted(errors)
    assert errors[-1] > 2 * errors[0]
    weights = [axis_weights(heading)[2] for heading in np.linspace(0, math.pi / 2, 5)]
    assert weights == sorted(weights, reverse=True)


def test_from_a_right_angle_either_sees_the_others_depth():
    across, down, deep = axis_weights(math.pi / 2)
    assert across == pytest.approx(deep)
    assert across < 0.6 < down

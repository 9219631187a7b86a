import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.weights import (
    AROUND_S,
    CARRYING,
    FULL_SPREAD,
    HELD,
    JITTER,
    _variance,
    line_weights,
)
from scoring.body.directions import LINES
from scoring.body.joints import BONE_COUNT, BONES, Joint
from scoring.body.points import LIMBS
from scoring.limb import Limb
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.adaptive import naive_adaptive
from tests.scoring.bodies import scattered

UPPER_ARM = BONES.index((Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW))
THIGH = BONES.index((Joint.LEFT_HIP, Joint.LEFT_KNEE))
HELD_LIMBS = (Limb.ARMS, Limb.HEAD)
LEAST = np.array([HELD if limb in HELD_LIMBS else CARRYING for limb in LIMBS[:BONE_COUNT]])


def swinging(line, spread, seconds=12.0):
    """A lesson in which one line swings, once a second, with a standard deviation of `spread` radians."""
    time_s = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    angle = np.sqrt(2) * spread * np.sin(2 * np.pi * time_s)
    lines = np.zeros((len(time_s), 3, len(LINES)), np.float32)
    lines[:, 1] = 1
    lines[:, 0, line], lines[:, 1, line] = np.sin(angle), np.cos(angle)
    return lines


@pytest.mark.parametrize("line", [UPPER_ARM, THIGH])
def test_what_moves_counts_fully_and_what_is_held_little(line):
    found = line_weights(swinging(line, FULL_SPREAD * 1.1))
    expected = LEAST.copy()
    expected[line] = 1
    assert found[:BONE_COUNT] == pytest.approx(expected, abs=0.01)
    assert (found[BONE_COUNT:] == 0).all(), "the lines of the crotch repeat the thighs"


def test_a_small_movement_counts_fully_where_nothing_else_moves_and_a_jitter_does_not():
    assert line_weights(swinging(THIGH, 2 * JITTER))[THIGH] == pytest.approx(1, abs=0.01)
    jitter = line_weights(swinging(THIGH, JITTER / 2))[THIGH]
    assert jitter == pytest.approx(CARRYING + (1 - CARRYING) / 2, abs=0.02)


def test_a_smaller_movement_counts_by_its_share_of_the_largest():
    lines = swinging(THIGH, 0.3)
    lines[:, :, UPPER_ARM] = swinging(UPPER_ARM, 0.1)[:, :, UPPER_ARM]
    assert line_weights(lines)[UPPER_ARM] == pytest.approx(HELD + (1 - HELD) / 3, abs=0.02)


def test_a_limb_that_moves_half_of_the_time_counts_half():
    lines = swinging(THIGH, 0.4, 60.0)
    lines[len(lines) // 2 :, :, THIGH] = [0, 1, 0]
    assert line_weights(lines)[THIGH] == pytest.approx(CARRYING + (1 - CARRYING) / 2, abs=0.06)


@pytest.mark.parametrize("limb", list(Limb))
def test_limbs_that_are_ignored_have_no_weight_and_the_others_keep_theirs(limb):
    lines = swinging(UPPER_ARM, 0.4)
    lines[:, :, THIGH] = swinging(THIGH, 0.4)[:, :, THIGH]
    found, all_lines = line_weights(lines, frozenset({limb})), line_weights(lines)
    inside = np.array([one is limb for one in LIMBS[:BONE_COUNT]])
    assert (found[:BONE_COUNT][inside] == 0).all()
    assert (found[:BONE_COUNT][~inside] == all_lines[:BONE_COUNT][~inside]).all()


def test_an_empty_lesson_and_one_that_nobody_is_in():
    assert line_weights(swinging(THIGH, 0.4)[:0]).tolist() == [0] * len(LINES)
    unseen = line_weights(swinging(THIGH, 0.4) * np.float32(np.nan))
    assert unseen[:BONE_COUNT] == pytest.approx(LEAST)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 30), st.integers(0, 12), st.sampled_from([0.0, 0.4, 1.0]))
def test_movement_around_each_moment_equals_its_slow_twin(seed, count, half, lost):
    values = scattered(seed, count, lost, lines=3)[:, 0]
    slow = [naive_adaptive.spread_around(line.tolist(), half) for line in values.T]
    np.testing.assert_allclose(np.sqrt(_variance(values, half)), np.transpose(slow), atol=1e-6)


def test_movement_is_measured_some_seconds_before_and_after():
    lines = swinging(THIGH, 0.4, 30.0)
    lines[: len(lines) // 2, :, THIGH] = [0, 1, 0]
    half = round(AROUND_S * SAMPLE_RATE_HZ)
    found = _variance(lines[:, 0, :BONE_COUNT], half)[:, THIGH]
    begins = len(lines) // 2
    assert (found[: begins - half] < 1e-9).all()
    assert (found[begins - half + 5 :] > 0).all()

"""The statistics of a window against numpy's, by name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.recognition import statistics as module
from scoring.recognition.channels import CHANNEL_COUNT, PAIRED, SINGLE, SINGLES_BEGIN, SWAPPED
from scoring.recognition.statistics import COUNT, NAMES, SAMPLES_MIN, TAIL, of_channels, statistics
from tests.scoring.recognition.bodies import mirrored, random_window, standing


def slow_series(values):
    known = values[np.isfinite(values)]
    if len(known) < SAMPLES_MIN:
        return np.full(4, np.nan)
    ranked, cut = np.sort(known), int(TAIL * len(known))
    return np.array([known.mean(), ranked[cut], ranked[-1 - cut], known.std()])


def slow_correlation(one, other):
    known = np.isfinite(one + other)
    if known.sum() < SAMPLES_MIN:
        return np.nan
    a, b = one[known] - one[known].mean(), other[known] - other[known].mean()
    return (a @ b) / np.sqrt((a @ a + 1e-6) * (b @ b + 1e-6))


def mean(values):
    known = [value for value in values if np.isfinite(value)]
    return np.mean(known) if known else np.nan


def slow(series):
    """The statistics by name."""
    found = {}
    columns = {name: (2 * k, 2 * k + 1) for k, name in enumerate(PAIRED)}
    columns |= {name: (SINGLES_BEGIN + k,) * 2 for k, name in enumerate(SINGLE)}
    of = [slow_series(series[:, column]) for column in range(CHANNEL_COUNT)]
    for name in PAIRED:
        left, right = (of[column] for column in columns[name])
        for k, what in enumerate(("mean", "low", "high", "spread")):
            found[f"{name} {what}"] = mean((left[k], right[k]))
        found[f"{name} sides mean"] = abs(left[0] - right[0])
        found[f"{name} sides spread"] = abs(left[3] - right[3])
    for name in SINGLE:
        middle, low, high, spread = of[columns[name][0]]
        if name in SWAPPED:
            middle = abs(middle)
            low, high = (-high, -low) if -low > high else (low, high)
        found |= {
            f"{name} mean": middle, f"{name} low": low, f"{name} high": high,
            f"{name} spread": spread
        }  # fmt: skip
    for name in NAMES:
        if name.endswith(" together"):
            left, right = columns[name.removesuffix(" together")]
            found[name] = slow_correlation(series[:, left], series[:, right])
        elif " with " in name:
            one, other = (columns[part] for part in name.split(" with "))
            found[name] = mean(
                slow_correlation(series[:, a], series[:, b]) for a, b in zip(one, other, strict=True)
            )
    return np.array([found[name] for name in NAMES])


@given(st.integers(0, 2**32 - 1), st.integers(0, 70), st.sampled_from([0, 0.1, 0.8]))
def test_the_kernel_does_what_numpy_does(seed, count, unseen):
    random = np.random.default_rng(seed)
    series = random.normal(size=(count, CHANNEL_COUNT)).cumsum(axis=0).astype(np.float32)
    series[random.random(series.shape) < unseen] = np.nan
    np.testing.assert_allclose(of_channels(series), slow(series.astype(np.float64)), atol=1e-3, rtol=1e-3)


def test_each_statistic_has_a_name_of_its_own():
    assert len(set(NAMES)) == COUNT == 226


def test_a_mirrored_window_has_the_same_statistics():
    landmarks, visibility, world = random_window(8, 60, hidden=0)
    other = statistics(mirrored(landmarks - 300) + 300, visibility, mirrored(world))
    np.testing.assert_allclose(other, statistics(landmarks, visibility, world), atol=5e-3)


def test_arms_that_rise_and_fall_together_say_so():
    world = np.repeat(standing()[None], 60, axis=0)
    wave = np.sin(np.arange(60) * 2 * np.pi / 40) * 0.2
    world[:, [15, 16], 1] += wave[:, None]
    found = statistics(world * 200, np.ones((60, 33), np.float32), world)
    assert found[NAMES.index("wrist_up together")] == pytest.approx(1, abs=1e-3)
    assert found[NAMES.index("wrist_up spread")] == pytest.approx((wave / 0.5).std(), rel=1e-3)
    world[:, 16, 1] -= 2 * wave
    found = statistics(world * 200, np.ones((60, 33), np.float32), world)
    assert found[NAMES.index("wrist_up together")] == pytest.approx(-1, abs=1e-3)


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="channels must be"):
        of_channels(np.zeros((5, 3), np.float32))


def test_the_table_of_correlations_has_a_row_a_name():
    assert len(module._CORRELATED) == sum(" together" in name or " with " in name for name in NAMES)

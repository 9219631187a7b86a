import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.keypoint_dtw.lookup import _KEEP, FILLED_MIN, STEP_MAX, Lookup, _advance_kernel
from scoring.keypoint_dtw.references import Recognised, References
from tests.scoring.keypoint_dtw import naive_references

numbers = st.floats(-10, 10, width=32)
numbers_or_lost = st.one_of(numbers, numbers, numbers, st.just(np.float32(np.nan)))
RANDOM = np.random.default_rng(3)
# Three movements from two sides, twelve phases, smooth as limbs are.
KNOTS = RANDOM.normal(0, 0.5, (2, 3, 2, 1, 13, 2))
TURNS = 2 * np.pi * np.arange(12).reshape(12, 1, 1) / 12
TABLE = References(
    ("wave", "bow", "hop"),
    (0.0, 90.0),
    (KNOTS[0] * np.sin(TURNS) + KNOTS[1] * np.cos(2 * TURNS)).astype(np.float32),
)
NOTHING = np.full((13, 2), np.nan, np.float32)


def fed(samples, table=TABLE):
    lookup = Lookup(table)
    for sample in samples:
        lookup.push(sample)
    return lookup


def done(movement, view, count=80, tempo=0.6, start=5.0):
    """Samples of a movement at `tempo` phases a sample, between the table's own phases too."""
    ring = TABLE.cycles[movement, view]
    at = (start + tempo * np.arange(count)) % len(ring)
    low, share = at.astype(int), (at % 1)[:, None, None]
    return (ring[low] * (1 - share) + ring[(low + 1) % len(ring)] * share).astype(np.float32)


@settings(max_examples=200)
@given(st.data(), st.integers(1, 3), st.integers(1, 6), st.sampled_from([0.0, 0.5, 1.0]))
def test_the_kernel_equals_its_slow_twin(data, count, phases, share_min):
    far = data.draw(arrays(np.float32, (count, phases), elements=st.floats(0, 10, width=32)))
    rings = data.draw(arrays(np.float32, (4, 2, count, phases), elements=numbers))
    points = data.draw(arrays(np.float32, (4, 2), elements=numbers_or_lost))
    fast, shown = _advance_kernel(far, rings, points, np.float32(0.75), share_min)
    for number in range(count):
        ring = rings[:, :, number].transpose(2, 0, 1).tolist()
        slow, seen = naive_references.advance(
            far[number].tolist(), ring, points.tolist(), 0.75, share_min, STEP_MAX
        )
        np.testing.assert_allclose(fast[number], slow, rtol=1e-4, atol=1e-4)
        assert shown == seen


@settings(max_examples=30)
@given(arrays(np.float32, (4, 13, 2), elements=numbers))
def test_distance_and_phase_are_those_of_the_best_of_all_paths(samples):
    lookup = fed(samples)
    for movement in range(3):
        for view in range(2):
            ring = TABLE.cycles[movement, view]
            far = naive_references.nearest(samples.tolist(), ring.tolist(), _KEEP, STEP_MAX)
            assert lookup.distances[movement, view] == pytest.approx(min(far), rel=1e-4, abs=1e-5)
            assert far[lookup.phases[movement, view]] == pytest.approx(min(far), rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("tempo", [0.15, 0.6, 1.0, 1.9])
@pytest.mark.parametrize("movement", range(3))
@pytest.mark.parametrize("view", range(2))
def test_a_movement_and_its_view_are_named_at_any_tempo(movement, view, tempo):
    samples = done(movement, view, tempo=tempo)
    lookup = fed(samples)
    assert lookup.recognised == Recognised(TABLE.movements[movement], TABLE.views_deg[view])
    truth = (5 + tempo * (len(samples) - 1)) % 12
    off = abs((lookup.phases[movement, view] - truth + 6) % 12 - 6)
    assert off <= 1


def test_some_lost_joints_do_not_hinder():
    samples = done(1, 0)
    samples[:, :6] = np.nan
    assert fed(samples).recognised == Recognised("bow", 0.0)


def test_nothing_is_named_before_enough_was_seen_nor_long_after():
    needed = int(np.ceil(np.log(1 - FILLED_MIN) / np.log(_KEEP)))
    assert Lookup(TABLE).recognised is None
    assert np.isnan(Lookup(TABLE).distances).all()
    assert fed(done(0, 0, needed - 1)).recognised is None
    lookup = fed(done(0, 0, needed))
    assert lookup.recognised is not None
    lookup.push(NOTHING)
    assert lookup.recognised is None


def test_another_movement_takes_over_after_some_seconds():
    samples = np.concatenate([done(0, 0), done(2, 1, 100)])
    assert fed(samples).recognised == Recognised("hop", 90.0)


def test_what_is_near_to_nothing_has_no_name():
    assert fed(done(0, 0) + 1).recognised is None


def test_what_is_as_near_to_two_has_no_name():
    double = References(("wave", "again"), TABLE.views_deg, TABLE.cycles[[0, 0]])
    assert fed(done(0, 0), double).recognised is None
    alone = References(("wave",), TABLE.views_deg, TABLE.cycles[:1])
    assert fed(done(0, 0), alone).recognised == Recognised("wave", 0.0)


def test_a_sample_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="13"):
        Lookup(TABLE).push(np.zeros((15, 2), np.float32))

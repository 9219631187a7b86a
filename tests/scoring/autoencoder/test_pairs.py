import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.autoencoder.pairs import (
    PAIR_COUNT,
    POINT_COUNT,
    POINTS,
    POINTS_SEEN_MIN,
    joint_distances,
    pair_distances,
)
from scoring.body.joints import JOINT_COUNT, JOINT_LANDMARKS, Joint, Landmark
from scoring.dtw import distances, fill_gaps
from tests.scoring.autoencoder import naive_latent

SHOULDERS, HIPS = (5, 6), (11, 12)


def bodies(count, seed=0):
    random = np.random.default_rng(seed)
    return random.normal(size=(count, 33, 3)).astype(np.float32), np.ones((count, 33), np.float32)


def test_there_are_136_pairs_of_17_points_that_hold_all_joints():
    assert (POINT_COUNT, PAIR_COUNT) == (17, 136)
    assert set(JOINT_LANDMARKS) <= set(POINTS)


@settings(max_examples=60)
@given(st.integers(0, 1000), st.sets(st.sampled_from(POINTS), max_size=12))
def test_it_equals_its_slow_twin(seed, hidden):
    world, visibility = bodies(2, seed)
    visibility[1, list(hidden)] = 0.4
    found = pair_distances(world, visibility)
    assert found.dtype == np.float32
    for row in range(2):
        points = world[row, POINTS].astype(np.float64).tolist()
        seen = [not (row and point in hidden) for point in POINTS]
        slow = naive_latent.pair_distances(points, seen, SHOULDERS, HIPS, POINTS_SEEN_MIN)
        np.testing.assert_allclose(found[row], slow, rtol=1e-4)


def test_neither_size_nor_place_nor_view_matters():
    world, visibility = bodies(3)
    turn = np.linalg.qr(np.random.default_rng(5).normal(size=(3, 3)))[0].astype(np.float32)
    moved = (1.4 * world @ turn + 0.5).astype(np.float32)
    np.testing.assert_allclose(
        pair_distances(moved, visibility), pair_distances(world, visibility), rtol=1e-3, atol=1e-4
    )


def test_a_hidden_wrist_loses_its_16_distances():
    world, visibility = bodies(1)
    visibility[0, Landmark.LEFT_WRIST] = 0.1
    assert np.isnan(pair_distances(world, visibility)).sum() == 16


def test_without_a_hip_there_is_no_size():
    world, visibility = bodies(2)
    visibility[1, Landmark.RIGHT_HIP] = 0.1
    assert np.isnan(pair_distances(world, visibility)).all(axis=1).tolist() == [False, True]


def test_a_lost_frame_is_a_lost_row():
    world, visibility = bodies(2)
    world[0], visibility[0] = np.nan, 0
    assert np.isnan(pair_distances(world, visibility)).all(axis=1).tolist() == [True, False]


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="world"):
        pair_distances(np.zeros((2, 15, 3), np.float32), np.zeros((2, 15), np.float32))


def test_joint_distances_equal_their_slow_twin():
    random = np.random.default_rng(3)
    user, tutor = random.uniform(0, 3, (2, 12, PAIR_COUNT)).astype(np.float32)
    user[:, random.random(PAIR_COUNT) < 0.4] = np.nan
    flat = [np.stack([side, np.zeros_like(side)], axis=1) for side in (user, tutor)]
    each = distances(*(fill_gaps(side) for side in flat), 3).tolist()
    slow = [naive_latent.joint_distance(POINTS.index(landmark), each) for landmark in JOINT_LANDMARKS]
    found = joint_distances(user, tutor, 3)
    assert np.isnan(slow).any()
    assert np.isfinite(slow).any()
    np.testing.assert_allclose(found, slow, rtol=1e-5)


def test_the_joint_that_moved_is_the_furthest_off():
    world, visibility = bodies(1)
    world, visibility = world.repeat(10, axis=0), visibility.repeat(10, axis=0)
    tutor = pair_distances(world, visibility)
    world[:, Landmark.RIGHT_KNEE] += 1.0
    off = joint_distances(pair_distances(world, visibility), tutor)
    assert len(off) == JOINT_COUNT - 2
    assert np.argmax(off) == Joint.RIGHT_KNEE
    assert off[Joint.RIGHT_KNEE] > 5 * np.delete(off, Joint.RIGHT_KNEE).max()

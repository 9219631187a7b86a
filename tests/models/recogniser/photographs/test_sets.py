"""Tracks of photographed people."""

import numpy as np
import pytest

from models.recogniser.photographs import sets
from models.recogniser.photographs.file import photographs_of
from models.recogniser.photographs.sets import photographed
from scoring.body.joints import OTHER_SIDE_LANDMARKS, Landmark

PHOTOGRAPHS = photographs_of()
ROW = PHOTOGRAPHS.names.index("squat")


@pytest.fixture
def exact(monkeypatch):
    """Neither turned nor trembling."""
    monkeypatch.setattr(sets, "TREMBLE", 0.0)
    monkeypatch.setattr(sets, "TURN_DEG", 0.0)
    monkeypatch.setattr(sets, "REACH", (1.0, 1.0))


@pytest.mark.usefixtures("exact")
def test_it_moves_from_one_photograph_to_the_other_and_back():
    track = photographed(PHOTOGRAPHS, ROW, np.random.default_rng(2), 12.0)
    assert len(track) == 240
    hips = PHOTOGRAPHS.world[ROW][:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
    first, last = PHOTOGRAPHS.world[ROW] - hips
    ways = [(first, last), *([(side[OTHER_SIDE_LANDMARKS, :] * (-1, 1, 1) for side in (first, last))])]
    off = min(
        max(np.abs(track.world - end).max(axis=(1, 2)).min() for end in (one, other)) for one, other in ways
    )
    assert off < 0.02


def test_the_same_seed_gives_the_same_set_and_another_another():
    one, again, other = (photographed(PHOTOGRAPHS, ROW, np.random.default_rng(k), 3.0) for k in (1, 1, 2))
    assert np.array_equal(one.world, again.world)
    assert not np.allclose(one.world, other.world)
    assert np.allclose(one.world[:, [23, 24]].mean(axis=1), 0, atol=1e-5)


@pytest.mark.usefixtures("exact")
def test_half_of_the_sets_are_mirrored_with_everything_that_belongs_to_a_side():
    found = set()
    for seed in range(12):
        track = photographed(PHOTOGRAPHS, ROW, np.random.default_rng(seed), 1.0)
        across = track.world[0, Landmark.LEFT_SHOULDER, 0] - track.world[0, Landmark.RIGHT_SHOULDER, 0]
        flat = track.landmarks[0, Landmark.LEFT_SHOULDER, 0] - track.landmarks[0, Landmark.RIGHT_SHOULDER, 0]
        assert np.sign(across) == np.sign(flat)
        found.add(bool(track.landmarks[0, 0, 0] > 0))
    assert found == {True, False}

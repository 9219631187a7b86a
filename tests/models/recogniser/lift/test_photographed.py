import itertools

import numpy as np
import pytest

from models.recogniser.lift import photographed as module
from models.recogniser.lift.photographed import photographed
from models.recogniser.vocabulary import vocabulary_of
from scoring.recognition.motion_image import joints_in_columns
from scoring.recognition.postures import mirrored, turning_points


@pytest.fixture
def exact(monkeypatch):
    """No errors of a network."""
    monkeypatch.setattr(
        module, "as_seen", lambda world, random, *, film: (world.astype(np.float32), np.ones(world.shape[:2]))
    )


@pytest.mark.parametrize("name", ["Barbell Curl", "Front Barbell Squat", "Pushups"])
def test_a_set_goes_between_both_photographs(exact, name):
    known = vocabulary_of()
    postures = known.postures[known.names.index(name)]
    world, _ = photographed(postures.astype(np.float64), np.random.default_rng(1), 12.0)
    found = turning_points(joints_in_columns(world.astype(np.float32)))
    apart = [
        np.abs(ends - reading).max()
        for ends in (found, found[::-1])
        for reading in (postures, mirrored(postures))
    ]
    assert min(apart) < 0.45


def test_it_begins_each_repetition_at_the_first_posture(exact):
    known = vocabulary_of()
    postures = known.postures[known.names.index("Barbell Curl")].astype(np.float64)
    world, bounds = photographed(postures, np.random.default_rng(2), 12.0)
    # the height of the wrists above the elbows, a curl's way
    wrists, elbows = world[:, [15, 16], 1].mean(axis=1), world[:, [13, 14], 1].mean(axis=1)
    lifted = elbows - wrists
    inner = [round(bound * 20) for bound in bounds if 0.2 < bound < 11.8]
    middles = [round(sum(pair) * 10) for pair in itertools.pairwise(bounds) if pair[0] > 0 and pair[1] < 12]
    assert len(inner) >= 2
    assert max(lifted[inner]) < min(lifted[middles])


def test_the_network_errs():
    known = vocabulary_of()
    postures = known.postures[0].astype(np.float64)
    one = photographed(postures, np.random.default_rng(1), 4.0)[0]
    assert one.shape == (80, 33, 3)
    step = np.abs(np.diff(one, axis=0)).mean()
    assert 0.005 < step < 0.1

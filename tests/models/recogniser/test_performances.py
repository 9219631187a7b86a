"""The made-up people who do exercises."""

import numpy as np
import pytest

from models.mannequin.library import LIBRARY
from models.recogniser.performances import performed
from scoring.exercises.catalogue import CATALOGUE
from scoring.scorer import SAMPLE_RATE_HZ


def test_every_movement_is_an_exercise_of_the_catalogue():
    assert set(LIBRARY) <= set(CATALOGUE)


@pytest.mark.parametrize("name", LIBRARY)
def test_a_set_lasts_as_long_as_wanted_and_its_repetitions_rise(name):
    one = performed(name, np.random.default_rng(3), 6.0)
    assert len(one.track) == round(6 * SAMPLE_RATE_HZ)
    assert np.isfinite(one.track.world).all()
    assert (np.diff(one.ends) > 0).all()
    assert one.ends[0] <= 0 < one.ends[1]
    assert one.ends[-1] >= one.track.times[-1]


def test_the_same_seed_gives_the_same_set_and_another_another():
    one, again, other = (performed("squat", np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(one.track.world, again.track.world)
    assert not np.allclose(one.track.world, other.track.world)


def test_repetitions_begin_and_end_upright():
    one = performed("squat", np.random.default_rng(5), 20.0, noisy=False)
    height = one.track.world[:, 27:29, 1].mean(axis=1)  # ankles below the hips, m
    bounds = one.ends[(one.ends > 0) & (one.ends < one.track.times[-1])]
    at_bounds = np.interp(bounds, one.track.times, height)
    assert (at_bounds > 0.93 * height.max()).all()
    assert height.min() < 0.8 * height.max()

"""The made-up people who do exercises."""

from itertools import pairwise

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


def test_both_sides_of_a_lunge_are_repetitions_of_their_own():
    """At every bound somebody stands upright, and in between goes down once."""
    for seed in range(8):
        one = performed("lunge", np.random.default_rng(seed), 20.0, noisy=False)
        height = one.track.world[:, 27:29, 1].mean(axis=1)
        bounds = one.ends[(one.ends > 0) & (one.ends < one.track.times[-1])]
        places = np.searchsorted(one.track.times, bounds)
        for begin, end in pairwise(places):
            part = height[begin:end]
            assert min(part[0], part[-1]) > part.min() + 0.5 * np.ptp(part)


def test_some_turn_about_and_most_of_those_who_exercise_do_not():
    def turned(name):
        shares = []
        for seed in range(40):
            world = performed(name, np.random.default_rng(seed), noisy=False).track.world
            across = world[:, 23] - world[:, 24]
            heading = np.unwrap(np.arctan2(across[:, 2], across[:, 0]))
            shares.append(np.ptp(heading) > np.radians(45))
        return np.mean(shares)

    assert turned("biceps_curl") < 0.15
    assert 0.3 < turned("other") < 0.9


def test_legs_are_unseen_in_some_pictures_of_those_who_stand_still():
    def unseen(name):
        tracks = [performed(name, np.random.default_rng(seed), 3.0).track for seed in range(80)]
        return np.mean([(track.visibility[:, 25:33] == 0).all() for track in tracks])

    assert 0.03 < unseen("biceps_curl") < 0.25
    assert not any(map(unseen, ("squat", "high_knees", "push_up")))

"""The forest that is shipped names made-up people whom it was not trained on."""

import numpy as np
import pytest

from device.match.recognition import load_forest, named_segments, recogniser
from models.recogniser.performances import performed
from scoring.exercises.catalogue import CATALOGUE
from scoring.recognition.statistics import COUNT


def test_the_shipped_forest_knows_names_of_the_catalogue():
    forest = load_forest()
    assert forest.statistics == COUNT
    assert set(forest.names) <= set(CATALOGUE)
    assert {"squat", "push_up", "jumping_jack", "rest"} <= set(forest.names)


@pytest.mark.parametrize("name", ["squat", "push_up", "jumping_jack", "sit_up", "biceps_curl"])
def test_made_up_people_are_named(name):
    track = performed(name, np.random.default_rng(20_000), 8.0).track
    (segment,) = named_segments(track)
    assert CATALOGUE[segment.name].family == CATALOGUE[name].family


def test_each_person_has_a_recogniser_of_their_own():
    assert recogniser() is not recogniser()
    assert recogniser().names == load_forest().names

"""The published methods, as trained, name made-up people whom they were not trained on."""

import numpy as np
import pytest

from device.errors import ModelMissingError
from device.match.recognition import recogniser
from models.mannequin.library import LIBRARY
from models.recogniser.performances import performed
from models.recogniser.seeds.files import THREE, TrainedNetwork, place, write_network

# bytes of both files together
SIZE_MAX = {"angles_forest": 1_000_000, "clusters": 10_000, "lstm": 2_000_000, "stgcn": 500_000}
SEEDS = tuple(SIZE_MAX)
BENCH, SQUAT = "bench_press", "squat"
# frames of a deadlift are mostly those of a squat, and clusters do not know which frames belong together
NAMED = {"angles_forest": (BENCH, SQUAT), "lstm": THREE, "stgcn": THREE, "clusters": (BENCH,)}


def named(method, name, seed):
    """What a method trained on THREE makes of 8 s of somebody."""
    track = performed(name, np.random.default_rng([20_000, seed]), 8.0).track
    made = recogniser(method, place(method, THREE))
    answers = [made.push(track.pose(index)) for index in range(len(track))]
    shares = np.mean([answer.probabilities for answer in answers if answer is not None], axis=0)
    assert shares.sum() == pytest.approx(1, abs=1e-3)
    return made.names[int(shares.argmax())]


@pytest.mark.parametrize(("method", "name"), [(method, name) for method in SEEDS for name in NAMED[method]])
def test_most_made_up_people_are_named(method, name):
    found = [named(method, name, seed) for seed in range(7)]
    assert found.count(name) >= 4


@pytest.mark.parametrize("method", SEEDS)
def test_the_files_know_their_names_and_are_small(method):
    assert recogniser(method, place(method, THREE)).names == THREE
    assert sum(place(method, names).stat().st_size for names in (THREE, ())) <= SIZE_MAX[method]


@pytest.mark.parametrize("method", SEEDS)
def test_all_movements_are_known(method):
    assert set(recogniser(method).names) == set(LIBRARY)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="there is no method tea leaves; known: forest, "):
        recogniser("tea leaves")


def test_a_method_without_its_file_says_how_to_train_it(tmp_path):
    with pytest.raises(ModelMissingError, match=r"a is not there.*make recogniser METHOD=stgcn"):
        recogniser("stgcn", tmp_path / "a")


def test_a_damaged_network_says_so(tmp_path):
    write_network(TrainedNetwork(names=("squat",), length=30, graph=b"no graph"), tmp_path / "a")
    with pytest.raises(ModelMissingError, match=r"network .* damaged"):
        recogniser("lstm", tmp_path / "a")

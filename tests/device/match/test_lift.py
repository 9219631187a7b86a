import hashlib
from pathlib import Path

import numpy as np
import pytest

from device.errors import ModelMissingError
from device.match.lift import answer, lift_recogniser, predict, vocabulary
from models.recogniser.lift.file import GRAPH, said_by
from models.recogniser.lift.sets import all_words
from models.recogniser.performances import performed
from scoring.exercises.catalogue import CATALOGUE
from scoring.recognition.lift import COLUMNS

CARD = GRAPH.parent / "lift/README.md"
SIZE_MAX = 10_000_000
EMBEDDING = 128
SET_S = 10.0


def test_the_card_names_the_file_that_lies_there():
    card = CARD.read_text()
    assert hashlib.sha256(GRAPH.read_bytes()).hexdigest() in card
    assert f"{GRAPH.stat().st_size:,} bytes" in card
    assert GRAPH.stat().st_size < SIZE_MAX


def test_its_row_has_words_embedding_and_rhythm():
    row = predict(np.zeros((1, 320, 1 + COLUMNS, 3), np.float32))
    assert row.shape == (len(said_by().words) + EMBEDDING + 3 * COLUMNS,)


def test_it_says_the_words_of_the_catalogue():
    assert said_by().words == all_words()
    assert set(said_by().names) <= set(CATALOGUE)


@pytest.mark.parametrize("name", ["squat", "push_up"])
def test_it_names_what_somebody_does(name):
    """These two; the card says how often it is right of all."""
    recogniser = lift_recogniser()
    named = []
    for track in (one.track for one in sets_of(name)):
        found = [recogniser.push(track.pose(row)) for row in range(len(track))][-1]
        named.append(recogniser.names[int(found.probabilities.argmax())])
    family = [CATALOGUE[one].family for one in named]
    assert family.count(CATALOGUE[name].family) >= 3


def test_it_counts_squats():
    off = []
    for one in sets_of("squat"):
        inside = np.interp([0.0, SET_S], one.ends, np.arange(len(one.ends)))
        off.append(abs(answer(one.track.world).count - np.diff(inside)[0]))
    assert np.median(off) < 1.0


def sets_of(name):
    """Sets of five made-up people."""
    return [performed(name, np.random.default_rng([3, seed]), SET_S) for seed in range(5)]


def test_what_unknown_movement_is_like():
    done = performed("biceps_curl", np.random.default_rng(8), 10.0)
    near = vocabulary().nearest(done.track.world)
    assert any("curl" in name.lower() for name, _ in near)


def test_a_missing_network_is_said():
    with pytest.raises(ModelMissingError, match="Install Formbox again"):
        predict(np.zeros((1, 320, 1 + COLUMNS, 3), np.float32), Path("nowhere.tflite"))

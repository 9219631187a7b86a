import json

import numpy as np
import pytest

from models.recogniser.vocabulary import FILE, FOLDER, KINDS, make, vocabulary_of, words_of
from scoring.exercises.exercise import Muscle, WordKind
from tests.scoring.recognition.bodies import standing

SIZE_MAX = 200_000


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Barbell Curls", ("barbell", "curl")),
        ("Push-Ups With Feet On An Exercise Ball", ("push-up", "with", "ball")),
        ("Pushups", ("push-up",)),
        ("3/4 Sit-Up", ("sit-up",)),
        ("Bent Over Two-Dumbbell Row", ("bent-over", "dumbbell", "row")),
        ("One-Arm Side Laterals", ("single", "arm", "side")),
        ("Landmine 180's", ()),
    ],
)
def test_a_public_name_has_the_words_of_the_catalogue(name, words):
    assert words_of(name) == words


def test_the_catalogue_decides_what_its_words_are():
    assert KINDS["squat"] is WordKind.ACTION
    assert KINDS["barbell"] is WordKind.EQUIPMENT


def test_the_shipped_file_is_small_and_whole():
    known = vocabulary_of()
    assert FILE.stat().st_size < SIZE_MAX
    assert len(known.names) == len(known.words) == len(known.muscles) == len(known.postures) == 851
    np.testing.assert_allclose(np.linalg.norm(known.postures, axis=-1), 1, atol=2e-3)
    muscles = {muscle.value for muscle in Muscle}
    assert {muscle for row in known.muscles for muscle in row.split(",")} <= muscles


def test_making_leaves_out_who_was_not_seen(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    record = {
        "name": "Air Squats",
        "primaryMuscles": ["quadriceps"],
        "secondaryMuscles": ["glutes", "calves"],
    }
    (folder / "exercises.json").write_text(json.dumps([record, record | {"name": "Nobody"}]))
    world = np.tile(standing(), (2, 2, 1, 1))
    world[1, 1] = np.nan
    np.savez(folder / "pairs.npz", world=world)
    assert make(tmp_path, tmp_path / "made.npz") == 1
    found = vocabulary_of(tmp_path / "made.npz")
    assert found.names == ("Air Squats",)
    assert found.words == ("squat",)
    assert found.muscles == ("quadriceps,glutes,calves",)
    assert found.postures.shape == (1, 2, 15, 3)

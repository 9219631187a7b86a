"""Which public exercise is which of the catalogue, and the file of their photographs."""

import json

import numpy as np
import pytest

from models.recogniser.photographs.file import FILE, photographs_of
from models.recogniser.photographs.make import FOLDER, key_of, make
from scoring.exercises.catalogue import CATALOGUE


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Barbell Full Squat", "squat"),
        ("Weighted Jump Squat", "jump_squat"),
        ("Kneeling Jump Squat", None),
        ("Hack Squat", None),
        ("Barbell Lunge", "lunge"),
        ("Dumbbell Rear Lunge", "reverse_lunge"),
        ("Romanian Deadlift from Deficit", "romanian_deadlift"),
        ("Sumo Deadlift", "deadlift"),
        ("Pushups", "push_up"),
        ("Push Up to Side Plank", None),
        ("Hammer Curls", "biceps_curl"),
        ("Lying Leg Curls", None),
        ("Machine Bench Press", None),
        ("Wrist Circles", None),
    ],
)
def test_a_public_name_means_one_exercise_or_none(name, key):
    assert key_of(name) == key


def test_the_file_in_the_tree_names_exercises_of_the_catalogue():
    photographs = photographs_of()
    count = len(photographs.names)
    assert set(photographs.names) <= set(CATALOGUE)
    assert photographs.world.shape == (count, 2, 33, 3)
    assert photographs.flat.shape == (count, 2, 33, 2)
    assert photographs.visibility.shape == (count, 2, 33)
    assert ((photographs.visibility >= 0) & (photographs.visibility <= 1)).all()
    assert FILE.stat().st_size < 300_000


def test_what_is_made_of_the_data_is_read_again(tmp_path):
    random = np.random.default_rng(1)
    names = ("Barbell Squat", "Wrist Circles", "Pullups", "Plank")
    world, landmarks = random.normal(0, 0.5, (4, 2, 33, 3)), random.uniform(0, 640, (4, 2, 33, 3))
    world[3, 1, 0] = np.nan
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "exercises.json").write_text(json.dumps([{"name": name} for name in names]), "utf-8")
    np.savez(
        folder / "pairs.npz", world=world, landmarks=landmarks, visibility=random.uniform(0, 1, (4, 2, 33))
    )
    assert make(tmp_path, tmp_path / "out.npz") == 2
    found = photographs_of(tmp_path / "out.npz")
    assert found.names == ("squat", "pull_up")
    np.testing.assert_allclose(found.world, world[[0, 2]], atol=1e-3)
    np.testing.assert_allclose(found.flat, landmarks[[0, 2], ..., :2], atol=0.3)

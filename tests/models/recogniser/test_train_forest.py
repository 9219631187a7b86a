"""Training itself runs where scikit-learn is: in .venv-train, which `make trainer` makes."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from device.match.recognition import load_forest
from models.recogniser.__main__ import main
from models.recogniser.dataset import made_up
from models.recogniser.forest_file import FILE, forest_of
from tests.needs import Need

ROOT = Path(__file__).parents[3]
TRAINER = ROOT / ".venv-train/bin/python"
SIZE_MAX = 4_000_000
MEMORY_MAX = 25_000_000


@Need.TENSORFLOW.unless(TRAINER.exists())
def test_a_trained_forest_names_and_is_the_same_twice(tmp_path):
    for name in ("one", "other"):
        command = [
            TRAINER, "-m", "models.recogniser", "train", "--method", "forest", "--names", "squat", "punch",
            "--sets", "20", "--out", tmp_path / name,
        ]  # fmt: skip
        done = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
        assert "of windows right" in done.stdout
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    forest = forest_of((tmp_path / "one").read_bytes())
    unseen = made_up(("squat", "punch"), 10, seed=77)
    named = [int(forest.probabilities(row).argmax()) for row in unseen.values]
    assert named == unseen.labels.tolist()


def test_the_shipped_file_is_small():
    assert FILE.stat().st_size <= SIZE_MAX
    forest = load_forest()
    arrays = (getattr(forest, name) for name in forest.__slots__)
    assert sum(array.nbytes for array in arrays if isinstance(array, np.ndarray)) <= MEMORY_MAX


def test_without_the_libraries_of_training_it_says_what_to_run(monkeypatch, capsys):
    def missing(chosen):
        raise ImportError("sklearn")

    monkeypatch.setattr("models.recogniser.methods._forest.__code__", missing.__code__)
    assert main(["train", "--method", "forest"]) == 2
    assert "make recogniser" in capsys.readouterr().err


def test_an_unknown_name_is_refused():
    with pytest.raises(SystemExit):
        main(["train", "--names", "juggling"])

"""Training itself runs where TensorFlow is: in .venv-train, which `make trainer` makes."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np

from device.match.judging.encoder import run_rows
from device.pose.runtime import Network
from models.autoencoder import ENCODER
from models.autoencoder.__main__ import main
from tests.needs import Need

ROOT = Path(__file__).parents[3]
TRAINER = ROOT / ".venv-train/bin/python"
CARD = ENCODER.with_name("README.md")
SCRIPT = """
import sys
import numpy as np
from models.autoencoder.moments import moments
from models.autoencoder.train import train
made = moments(1500, np.random.default_rng(1))
graphs = [train(made, seed=3, epochs=2) for _ in range(2)]
assert graphs[0].graph == graphs[1].graph, "two trainings differ"
open(sys.argv[1] + "/small.tflite", "wb").write(graphs[0].graph)
np.savez(sys.argv[1] + "/small.npz", seen=made.one[:40], latents=graphs[0].encode(made.one[:40]))
"""


def test_the_card_names_the_file_that_lies_there():
    digest = hashlib.sha256(ENCODER.read_bytes()).hexdigest()
    card = CARD.read_text()
    assert digest in card
    assert f"{ENCODER.stat().st_size:,} bytes" in card


@Need.TENSORFLOW.unless(TRAINER.exists())
def test_a_trained_file_computes_what_was_trained_and_is_the_same_twice(tmp_path):
    done = subprocess.run(
        [str(TRAINER), "-c", SCRIPT, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with np.load(tmp_path / "small.npz") as known:
        found = run_rows(Network(tmp_path / "small.tflite"), known["seen"])
        assert np.isnan(known["seen"]).any()
        np.testing.assert_allclose(found, known["latents"], atol=1e-3)


def test_without_tensorflow_training_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "models.autoencoder.train", None)
    assert main(["train"]) == 2
    assert "make autoencoder" in capsys.readouterr().err

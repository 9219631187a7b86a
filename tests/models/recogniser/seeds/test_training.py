"""Training itself runs where its libraries are: in .venv-train, which `make trainer` makes."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from device.match.recognition import load_clusters, load_forest
from device.pose.runtime import Network
from models.recogniser.__main__ import main
from models.recogniser.seeds import train
from models.recogniser.seeds.files import network_of
from models.recogniser.seeds.frames import made_up
from tests.needs import Need

ROOT = Path(__file__).parents[4]
TRAINER = ROOT / ".venv-train/bin/python"
# of frames, by guessing 0.5: clusters keep stretched bodies from bent ones, not exercises
RIGHT_MIN = {"angles_forest": 0.9, "clusters": 0.65}
NETWORK = """
import sys
from pathlib import Path
import numpy as np
from models.recogniser.seeds import lstm, stgcn
from models.recogniser.seeds.files import write_network
from models.recogniser.seeds.network import Fitting, fit
made = {"lstm": lstm.made, "stgcn": stgcn.made}[sys.argv[1]]
# fewer layers: all are made, learnt and converted in the same way, and TensorFlow takes seconds for each
lstm.UNITS, stgcn.BLOCKS = (16, 8), ((8, 1), (16, 2))
fitting = Fitting(length=30, sets=12, epochs=1, batch=8)
one, other = (fit(("squat", "punch"), fitting, 3, made) for _ in range(2))
assert one.network.graph == other.network.graph, "two trainings differ"
slices = np.random.default_rng(1).standard_normal((9, 30, 19, 3)).astype(np.float32)
write_network(one.network, Path(sys.argv[2], "network.npz"))
np.savez(Path(sys.argv[2], "known.npz"), slices=slices, shares=one.model.predict(slices, verbose=0))
"""
BONES = """
import numpy as np
from models.recogniser.seeds.stgcn import adjacency
mixed = adjacency()
assert mixed.shape == (3, 19, 19)
np.testing.assert_allclose(mixed.sum(axis=(0, 1)), 1, rtol=1e-6)
# the left knee (9) has the hip (7), which is nearer to the hip centre, and the ankle (11)
assert np.flatnonzero(mixed[0, :, 9]).tolist() == [9]
assert np.flatnonzero(mixed[1, :, 9]).tolist() == [7]
assert np.flatnonzero(mixed[2, :, 9]).tolist() == [11]
"""


def trainer(*arguments):
    """Run Python where the libraries of training are; its output."""
    done = subprocess.run(
        [str(TRAINER), *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@Need.TENSORFLOW.unless(TRAINER.exists())
@pytest.mark.parametrize("method", ["lstm", "stgcn"])
def test_a_trained_file_computes_what_was_trained_and_is_the_same_twice(method, tmp_path):
    trainer("-c", NETWORK, method, tmp_path)
    trained = network_of((tmp_path / "network.npz").read_bytes())
    assert (trained.names, trained.length) == (("squat", "punch"), 30)
    network = Network(trained.graph)
    with np.load(tmp_path / "known.npz") as known:
        found = np.stack([network.run(body[None])[0][0] for body in known["slices"]])
        assert np.ptp(known["shares"]) > 0
        np.testing.assert_allclose(found, known["shares"], atol=0.01)


@Need.TENSORFLOW.unless(TRAINER.exists())
def test_a_point_takes_from_itself_from_nearer_and_from_further():
    trainer("-c", BONES)


@Need.TENSORFLOW.unless(TRAINER.exists())
@pytest.mark.parametrize("method", ["angles_forest", "clusters"])
def test_frames_are_learnt_and_the_same_twice(method, tmp_path):
    for name in ("one", "other"):
        said = trainer(
            "-m", "models.recogniser", "train", "--method", method, "--names", "squat", "bench_press",
            "--sets", "20", "--out", tmp_path / name,
        )  # fmt: skip
        share = float(said.split(" of frames kept aside right")[0].split()[-1])
        assert share > RIGHT_MIN[method]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    unseen = made_up(("squat", "bench_press"), 10, seed=77)
    read = {"angles_forest": load_forest, "clusters": load_clusters}[method](tmp_path / "one")
    found = read.of_rows(unseen.values) if method == "angles_forest" else read.probabilities(unseen.values)
    assert (found.argmax(axis=1) == unseen.labels).mean() > RIGHT_MIN[method]


@pytest.mark.parametrize("method", ["angles_forest", "clusters", "lstm", "stgcn"])
def test_without_the_libraries_of_training_it_says_what_to_run(method, monkeypatch, capsys):
    def missing(*_):
        raise ImportError(method)

    monkeypatch.setattr(train, "_each", missing)
    assert main(["train", "--method", method]) == 2
    assert "make recogniser" in capsys.readouterr().err

"""Training itself runs where TensorFlow is: in .venv-train, which `make trainer` makes."""

import subprocess
from pathlib import Path

import numpy as np

from device.pose.runtime import Network
from scoring.recognition.lift import COLUMNS
from tests.needs import Need

ROOT = Path(__file__).parents[4]
TRAINER = ROOT / ".venv-train/bin/python"
SCRIPT = """
import sys
import numpy as np
from models.recogniser.lift.sets import all_words, sets
from models.recogniser.lift.train import answers, graph_of, pictures_of, train
made = sets(("squat", "punch"), 40, None, np.random.default_rng(1))
weights = np.ones(len(all_words()), np.float32)
first, loss = train(made, weights, 3, 2)
second, again = train(made, weights, 3, 2)
assert loss == again, "two trainings differ"
assert loss < 20
picture = pictures_of(made.joints[:1].astype(np.float32), np.ones((1, 3), np.float32)).numpy()
words, counts = answers(first, made)
open(sys.argv[1] + "/small.tflite", "wb").write(graph_of(first))
np.savez(sys.argv[1] + "/small.npz", picture=picture, words=words[0], count=counts[0])
"""


@Need.TENSORFLOW.unless(TRAINER.exists())
def test_a_trained_file_computes_what_was_trained_and_is_the_same_twice(tmp_path):
    done = subprocess.run(
        [str(TRAINER), "-c", SCRIPT, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with np.load(tmp_path / "small.npz") as known:
        row = Network(tmp_path / "small.tflite").run(known["picture"])[0][0]
        np.testing.assert_allclose(row[: len(known["words"])], known["words"], atol=0.01)
        count = row[-3 * COLUMNS :].reshape(COLUMNS, 3)[:, 2].sum()
        np.testing.assert_allclose(count, known["count"], rtol=0.02)

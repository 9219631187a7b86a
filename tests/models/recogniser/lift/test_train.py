"""Training itself runs where TensorFlow is: in .venv-train, which `make trainer` makes."""

import subprocess
from pathlib import Path

import numpy as np

from device.pose.runtime import Network
from scoring.recognition.lift import COLUMNS, _asked
from scoring.recognition.motion_image import motion_image
from tests.needs import Need

ROOT = Path(__file__).parents[4]
TRAINER = ROOT / ".venv-train/bin/python"
SCRIPT = """
import sys
import numpy as np
from models.recogniser.lift.sets import all_words, sets
from models.recogniser.lift.train import answers, graph_of, train
made = sets(("squat", "punch"), 16, 0, 1)
weights = np.ones(len(all_words()), np.float32)
first, loss = train(made, weights, 3, 6, blocks=1)
second, again = train(made, weights, 3, 6, blocks=1)
assert loss == again < 30, (loss, again)
for weight, same in zip(first.get_weights(), second.get_weights(), strict=True):
    np.testing.assert_array_equal(weight, same)
words, counts = answers(first, made)
open(sys.argv[1] + "/small.tflite", "wb").write(graph_of(first))
np.savez(sys.argv[1] + "/small.npz", joints=made.joints[0], words=words[0], count=counts[0])
"""


@Need.TENSORFLOW.unless(TRAINER.exists())
def test_a_trained_file_computes_what_was_trained_and_is_the_same_twice(tmp_path):
    done = subprocess.run(
        [str(TRAINER), "-c", SCRIPT, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with np.load(tmp_path / "small.npz") as known:
        row = Network(tmp_path / "small.tflite").run(
            _asked(motion_image(known["joints"].astype(np.float32), COLUMNS))
        )[0][0]
        np.testing.assert_allclose(row[: len(known["words"])], known["words"], atol=0.01)
        count = row[-3 * COLUMNS :].reshape(COLUMNS, 3)[:, 2].sum()
        np.testing.assert_allclose(count, known["count"], rtol=0.02)

"""A written forest is the forest that was written."""

import dataclasses
import io

import numpy as np
import pytest

from models.recogniser.forest_file import forest_of, write
from tests.scoring.recognition.test_forest import random_forest


def test_a_forest_is_read_as_it_was_written(tmp_path):
    forest = dataclasses.replace(random_forest(6, trees=4), sharpness=1.5)
    forest = dataclasses.replace(forest, threshold=forest.threshold.astype(np.float16).astype(np.float32))
    write(forest, tmp_path / "forest.npz")
    read = forest_of((tmp_path / "forest.npz").read_bytes())
    assert (read.names, read.statistics, read.sharpness) == (forest.names, forest.statistics, 1.5)
    random = np.random.default_rng(1)
    for _ in range(20):
        values = random.normal(size=5).astype(np.float32)
        values[random.random(5) < 0.2] = np.nan
        np.testing.assert_array_equal(read.probabilities(values), forest.probabilities(values))


def test_nodes_in_another_order_are_refused(tmp_path):
    forest = random_forest(6, trees=4)
    first = forest.roots[0]
    below, above = forest.below.copy(), forest.above.copy()
    below[first], above[first] = above[first], below[first]
    with pytest.raises(ValueError, match="depth-first order"):
        write(dataclasses.replace(forest, below=below, above=above), tmp_path / "forest.npz")


def test_another_file_is_refused():
    file = io.BytesIO()
    np.savez(file, names=np.array(["squat"]))
    with pytest.raises(ValueError, match="no forest: above, feature"):
        forest_of(file.getvalue())

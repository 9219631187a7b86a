import io

import numpy as np
import pytest

from device.match.judging.references import load_references, references_of
from scoring.joint_scores import POINT_COUNT


def test_the_packages_own_table_is_read_once():
    table = load_references()
    assert table is load_references()
    assert table.cycles.dtype == np.float32
    assert table.cycles.shape[-2:] == (POINT_COUNT, 2)
    assert "squat" in table.movements


def test_what_was_written_is_read():
    cycles = np.random.default_rng(1).normal(size=(2, 3, 4, POINT_COUNT, 2)).astype(np.float16)
    table = references_of(packed(movements=["a", "b"], views_deg=[0.0, 10.0, 20.0], cycles=cycles))
    assert (table.movements, table.views_deg) == (("a", "b"), (0.0, 10.0, 20.0))
    assert (table.cycles == cycles).all()


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"movements": ["a"], "views_deg": [0.0]}, "cycles missing"),
        ({"movements": ["a"], "views_deg": [0.0], "cycles": np.zeros((1, 2, 4, 13, 2))}, "does not fit"),
    ],
)
def test_another_file_is_refused(arrays, words):
    with pytest.raises(ValueError, match=words):
        references_of(packed(**arrays))


def packed(**arrays):
    file = io.BytesIO()
    np.savez(file, **{name: np.asarray(values) for name, values in arrays.items()})
    return file.getvalue()

"""What was trained is read as it was written."""

import io

import numpy as np
import pytest

from models.recogniser.seeds.files import (
    THREE,
    TrainedNetwork,
    clusters_of,
    network_of,
    place,
    write_clusters,
    write_network,
)
from scoring.recognition.clusters import Clusters


def test_a_network_is_read_as_it_was_written(tmp_path):
    written = TrainedNetwork(names=("squat", "rest"), length=70, graph=bytes(range(256)))
    write_network(written, tmp_path / "a")
    found = network_of((tmp_path / "a").read_bytes())
    assert (found.names, found.length, found.graph) == (written.names, written.length, written.graph)


def test_clusters_are_read_as_they_were_written(tmp_path):
    random = np.random.default_rng(1)
    written = Clusters(
        names=("squat", "rest"),
        centres=random.random((3, 6), np.float32),
        spread=random.random(6, np.float32),
        shares=random.random((3, 2), np.float32),
    )
    write_clusters(written, tmp_path / "a")
    found = clusters_of((tmp_path / "a").read_bytes())
    assert found.names == written.names
    for name in ("centres", "spread", "shares"):
        np.testing.assert_array_equal(getattr(found, name), getattr(written, name))


def test_a_file_without_an_array_is_refused():
    file = io.BytesIO()
    np.savez(file, names=np.array(["squat"]))
    with pytest.raises(ValueError, match="graph, length missing"):
        network_of(file.getvalue())


def test_the_published_three_have_a_file_of_their_own():
    assert place("lstm", THREE[::-1]).name == "lstm.three.npz"
    assert place("lstm", ("squat", "rest")).name == "lstm.all.npz"

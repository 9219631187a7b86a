import shutil

import numpy as np
import pytest

from device.errors import ModelMissingError
from device.pose import prepare
from device.pose.runtime import Network
from models.errors import ModelFetchError, ModelPruneError
from models.fetching.fetch import fetch


@pytest.fixture
def folder(networks, tmp_path):
    """A cache with the whole lite network alone."""
    shutil.copy(fetch(["lite"], progress=False)["lite"], tmp_path)
    return tmp_path


def test_the_network_is_pruned_once(folder, monkeypatch):
    first = prepare.landmark_file("lite", folder)
    stamp = first.stat().st_mtime_ns
    monkeypatch.setattr(prepare, "prune", None)  # a second use must not need it
    assert prepare.landmark_file("lite", folder) == first
    assert first.stat().st_mtime_ns == stamp


def test_the_pruned_network_has_only_what_is_read_and_runs(folder):
    network = Network(prepare.landmark_file("lite", folder))
    assert network.output_shapes == [(1, 195), (1, 1), (1, 117), (1, 64, 64, 39)]
    outputs = network.run(np.zeros((1, 256, 256, 3), np.float32))
    assert [output.shape for output in outputs] == network.output_shapes
    assert 0 <= outputs[1][0, 0] <= 1


def test_a_pruned_network_that_differs_is_never_kept(folder, monkeypatch):
    def differs(*_):
        raise ModelPruneError("the pruned network differs")

    monkeypatch.setattr(prepare, "prove", differs)
    with pytest.raises(ModelMissingError, match="differs"):
        prepare.landmark_file("lite", folder)
    assert not list(folder.glob("*pruned*"))


def test_a_network_that_cannot_be_fetched_is_a_sentence(tmp_path, monkeypatch):
    def silent(*_):
        raise ModelFetchError("No source gave the pose network.")

    monkeypatch.setattr(prepare, "fetch", silent)
    with pytest.raises(ModelMissingError, match="No source"):
        prepare.detector_file(tmp_path)


def test_a_damaged_graph_is_a_sentence():
    with pytest.raises(ModelMissingError, match="damaged"):
        Network(b"nothing like a graph")

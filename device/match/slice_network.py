"""Opens and runs the networks of methods `lstm` and `stgcn` with the pose networks' runtime."""

from functools import cache
from pathlib import Path

from device.pose.runtime import Array, Network
from models.recogniser.seeds.files import TrainedNetwork, network_of
from scoring.recognition.slices import SliceRecogniser


def slice_recogniser(path: Path) -> SliceRecogniser:
    """A recogniser by the network of a file, which is read once per process.

    All of one file share its interpreter, so they belong to one thread. Raises ModelMissingError when the
    network cannot be opened.
    """
    trained, network = _opened(path)

    def name_slice(rows: Array) -> Array:
        shares: Array = network.run(rows[None])[0][0]
        return shares

    return SliceRecogniser(trained.names, trained.length, name_slice)


@cache
def _opened(path: Path) -> tuple[TrainedNetwork, Network]:
    trained = network_of(path.read_bytes())
    return trained, Network(trained.graph)

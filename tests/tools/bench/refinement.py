"""The pose pipeline without the heat map, to measure what the refinement adds and costs.

`python -m tests.tools.bench.refinement` prints both pipelines against MediaPipe, and how much a landmark
trembles.
"""

import os
import tempfile
from pathlib import Path

import cv2
import numpy as np

from device.pose.detector import BlazePoseDetector
from device.pose.estimator import BlazePose
from device.pose.geometry import crop
from device.pose.landmarker import INPUT_PX, decode
from device.pose.people import People
from device.pose.prepare import detector_file
from device.pose.runtime import Network
from models.fetching.fetch import fetch
from models.pruning.prune import KEPT_SHAPES, prune
from tests.tools.bench.pose_parity import CLIPS, JOINTS, Peer, compare, pck, set_up_peer


class PlainLandmarker:
    """Replaces BlazePoseLandmarker: no heat map in the graph, no refinement."""

    def __init__(self):
        self._network = Network(prune(fetch(["lite"], progress=False)["lite"].read_bytes(), KEPT_SHAPES[:3]))
        self._crop = np.empty((INPUT_PX, INPUT_PX, 3), np.uint8)
        self._input = np.empty((1, INPUT_PX, INPUT_PX, 3), np.float32)

    def read(self, image, roi):
        crop(image, roi, self._crop, cv2.BORDER_REPLICATE)
        np.multiply(self._crop, np.float32(1 / 255), out=self._input[0])
        numbers, presence, world = self._network.run(self._input)
        return decode(numbers, float(presence[0, 0]), world, roi)


class Plain:
    """An estimator without the refinement; the same pipeline otherwise."""

    def __init__(self):
        self._people = People(BlazePoseDetector(detector_file()), PlainLandmarker(), 1)

    def estimate(self, image, time_s):
        return self._people.update(image, time_s)

    def close(self):
        pass


def tremble(landmarks):
    """The median of the joints' second difference over time, px: jitter, not movement."""
    bends = np.diff(landmarks[:, JOINTS, :2], n=2, axis=0)
    return float(np.nanmedian(np.linalg.norm(bends, axis=2)))


def main():
    """Print one line a clip and pipeline."""
    set_up_peer()
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    peer = Peer(core)
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name in CLIPS:
                for label, make in (("plain", Plain), ("refined", BlazePose)):
                    ms, peer_ms, own, truth = compare(peer, name, Path(folder), make=make)
                    print(
                        f"{name:13} {label:8} {np.median(ms):6.2f} ms, peer {np.median(peer_ms):6.2f} ms, "
                        f"PCK {pck(own, truth):.4f}, "
                        f"tremble {tremble(own):.2f} px, peer {tremble(truth):.2f} px"
                    )
    finally:
        peer.close()


if __name__ == "__main__":
    main()

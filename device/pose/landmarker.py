"""BlazePose's landmark network: the 33 landmarks of the body in one region.

Contains the crop, the decoding of the outputs, and their conversion to the picture's coordinates.

Source: MediaPipe, modules/pose_landmark (options of ImageToTensor, TensorsToLandmarks and the projections).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.pose.geometry import Roi, crop, to_picture, turn_about_axis
from device.pose.refinement import refine
from device.pose.runtime import Network
from scoring.body.joints import LANDMARK_COUNT

Array = NDArray[np.float32]

INPUT_PX: Final = 256
# The network's landmarks: 33 of the body, two that define the next region (HIPS, TIP), four unused.
NETWORK_LANDMARKS: Final = 39
HIPS: Final = 33
TIP: Final = 34


@dataclass(frozen=True, slots=True)
class LandmarkReading:
    """The network's unsmoothed result for one region.

    presence 0..1: that a body is in the region; landmarks (33, 3) px; visibility (33,) 0..1; world (33, 3) m;
    span (2, 2) px: the hips and the tip, which define the next region.
    """

    presence: float
    landmarks: Array
    visibility: Array
    world: Array
    span: Array


class BlazePoseLandmarker:
    """The landmark network; it keeps nothing from one picture to the next."""

    def __init__(self, graph: Path, threads: int = 1) -> None:
        """Open a pruned landmark graph (see models.pruning.prune)."""
        self._network = Network(graph, threads)
        self._crop = np.empty((INPUT_PX, INPUT_PX, 3), np.uint8)
        self._input = np.empty((1, INPUT_PX, INPUT_PX, 3), np.float32)

    def read(self, image: Image, roi: Roi) -> LandmarkReading:
        """Read the body in the region `roi` of `image`, RGB uint8 (height, width, 3)."""
        crop(image, roi, self._crop, cv2.BORDER_REPLICATE)
        np.multiply(self._crop, np.float32(1 / 255), out=self._input[0])
        numbers, presence, world, heat = self._network.run(self._input)
        refine(numbers.reshape(NETWORK_LANDMARKS, 5), heat[0], INPUT_PX)
        return decode(numbers, float(presence[0, 0]), world, roi)


def decode(numbers: Array, presence: float, world: Array, roi: Roi) -> LandmarkReading:
    """Decode the raw outputs numbers (1, 195), presence 0..1 and world (1, 117) of the region `roi`."""
    raw = numbers.reshape(NETWORK_LANDMARKS, 5)
    points = to_picture(raw[: TIP + 1, :3] / np.float32(INPUT_PX), roi)
    with np.errstate(over="ignore"):  # exp may overflow to inf: visibility 0 is right then
        visibility = 1 / (1 + np.exp(-raw[:LANDMARK_COUNT, 3]))
    metres = turn_about_axis(world.reshape(NETWORK_LANDMARKS, 3)[:LANDMARK_COUNT], roi.turn)
    return LandmarkReading(presence, points[:LANDMARK_COUNT], visibility, metres, points[(HIPS, TIP), :2])

"""The landmark network with MediaPipe's heat-map refinement, to measure what leaving it out costs.

Source: MediaPipe, RefineLandmarksFromHeatmap (kernel 7, least confidence 0.5): a landmark moves to the centre of
mass of the heat about it.
"""

import cv2
import numpy as np

from device.pose.detector import Detector
from device.pose.geometry import crop
from device.pose.landmarker import INPUT_PX, NETWORK_LANDMARKS, decode
from device.pose.people import People
from device.pose.prepare import detector_file
from device.pose.runtime import Network
from models.fetch import fetch

KERNEL = 7
CONFIDENCE_MIN = 0.5


def refine(points, heat):
    """points (39, 2) in parts of the crop, moved by heat (64, 64, 39) before its sigmoid."""
    rows, columns, _ = heat.shape
    moved = points.copy()
    reach = KERNEL // 2
    for index, (across, down) in enumerate(points):
        column, row = int(across * columns), int(down * rows)
        if not (0 <= column < columns and 0 <= row < rows):
            continue
        left, top = max(0, column - reach), max(0, row - reach)
        patch = heat[top : row + reach + 1, left : column + reach + 1, index]
        patch = 1 / (1 + np.exp(-patch))
        if patch.max() >= CONFIDENCE_MIN:
            y, x = np.mgrid[top : top + patch.shape[0], left : left + patch.shape[1]]
            moved[index] = (
                (patch * x).sum() / columns / patch.sum(),
                (patch * y).sum() / rows / patch.sum(),
            )
    return moved


class RefiningLandmarker:
    """In the place of `Landmarker`: the whole graph, refined or not."""

    def __init__(self, refined=True, model="lite"):
        self._network = Network(fetch([model])[model])
        self._refined = refined
        self._crop = np.empty((INPUT_PX, INPUT_PX, 3), np.uint8)

    def read(self, image, roi):
        crop(image, roi, self._crop, cv2.BORDER_REPLICATE)
        picture = self._crop[None].astype(np.float32) * np.float32(1 / 255)
        numbers, presence, _, heat, world = self._network.run(picture)
        raw = numbers.reshape(NETWORK_LANDMARKS, 5)
        if self._refined:
            raw[:, :2] = INPUT_PX * refine(raw[:, :2] / INPUT_PX, heat[0])
        return decode(numbers, float(presence[0, 0]), world, roi)


class Refining:
    """An estimator with the refinement; the same pipeline otherwise."""

    def __init__(self, refined=True):
        self._people = People(Detector(detector_file()), RefiningLandmarker(refined), 1)

    def estimate(self, image, time_s):
        return self._people.update(image, time_s)

    def close(self):
        pass

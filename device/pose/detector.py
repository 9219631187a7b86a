"""BlazePose's person detector: finds people in a whole picture.

Contains the anchors, the decoding of boxes and the merging of boxes of one person. `people` calls it only
when a person is missing, because it costs as much as tracking a person.

Source: MediaPipe, modules/pose_detection (options of SsdAnchors, TensorsToDetections and NonMaxSuppression).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.pose.geometry import Roi, crop, roi_of, to_picture, to_roi, whole
from device.pose.runtime import Network

Array = NDArray[np.float32]

INPUT_PX: Final = 224
# (cells a side, anchors a cell) of the five layers; the three of stride 32 share their cells
LAYERS: Final = ((28, 2), (14, 2), (7, 6))
SCORE_MIN: Final = 0.5
SCORE_CLIP: Final = 100.0
# Intersection over union above which two boxes are one person (MediaPipe, min_suppression_threshold).
OVERLAP_MAX: Final = 0.3
# The area painted over to hide a body, in parts of its region, and its grey; chosen on the two-person sample
# clips, where it makes the detector find the other person.
BODY: Final = np.array([[0.32, 0.1], [0.68, 0.1], [0.68, 0.9], [0.32, 0.9]], np.float32)
PAINT: Final = (114, 114, 114)


@dataclass(frozen=True, slots=True)
class Detection:
    """A person: score SCORE_MIN to 1, and the region for the landmark network."""

    score: float
    roi: Roi


def anchors() -> Array:
    """The anchors' centres (2254, 2), in parts of the square picture, in the network's order."""
    layers = []
    for cells, each in LAYERS:
        steps = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        down, across = np.meshgrid(steps, steps, indexing="ij")
        layers.append(np.repeat(np.stack([across.ravel(), down.ravel()], axis=1), each, axis=0))
    return np.concatenate(layers).astype(np.float32)


def decode(numbers: Array, logits: Array, centres: Array) -> tuple[Array, Array]:
    """Scores (n,) and boxes (n, 12) of at least SCORE_MIN, best first.

    numbers (N, 12), logits (N,): the network's raw outputs; centres (N, 2): of the anchors. A box is left,
    top, right, bottom and four points (x, y), all in parts of the square picture.
    """
    # comparing logits with the inverse sigmoid of SCORE_MIN saves 2254 exponentials
    found = np.flatnonzero(logits >= np.log(SCORE_MIN / (1 - SCORE_MIN)))
    scores = 1 / (1 + np.exp(-np.clip(logits[found], -SCORE_CLIP, SCORE_CLIP)))
    order = np.argsort(-scores, kind="stable")
    found = found[order]
    raw = numbers[found] / np.float32(INPUT_PX)
    boxes = np.empty_like(raw)
    middle = raw[:, :2] + centres[found]
    boxes[:, :2] = middle - raw[:, 2:4] / 2
    boxes[:, 2:4] = middle + raw[:, 2:4] / 2
    boxes[:, 4:] = raw[:, 4:] + np.tile(centres[found], 4)
    return scores[order].astype(np.float32), boxes


def merge(scores: Array, boxes: Array) -> tuple[Array, Array]:
    """Non-maximum suppression with averaging: each best box is merged with all boxes that it overlaps.

    scores (n,) falling, boxes (n, 12); returns scores (m,) and boxes (m, 12), m <= n. A merged box is the
    mean weighted by scores, and has the best score.
    """
    kept_scores, kept_boxes = [], []
    left = np.arange(len(scores))
    areas = np.prod(np.maximum(boxes[:, 2:4] - boxes[:, :2], 0), axis=1)
    while len(left):
        best = left[0]
        low = np.maximum(boxes[best, :2], boxes[left, :2])
        high = np.minimum(boxes[best, 2:4], boxes[left, 2:4])
        shared = np.prod(np.maximum(high - low, 0), axis=1)
        union = areas[best] + areas[left] - shared
        same = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0) > OVERLAP_MAX
        same[0] = True  # a box without area has no overlap even with itself
        weights = scores[left[same], None]
        kept_scores.append(scores[best])
        kept_boxes.append((boxes[left[same]] * weights).sum(axis=0) / weights.sum())
        left = left[~same]
    return (
        np.array(kept_scores, np.float32),
        np.array(kept_boxes, np.float32).reshape(-1, boxes.shape[1]),
    )


class BlazePoseDetector:
    """The detector network."""

    def __init__(self, graph: Path, threads: int = 1) -> None:
        """Open the graph of the detector; threads: CPU threads."""
        self._network = Network(graph, threads)
        self._centres = anchors()
        self._crop = np.empty((INPUT_PX, INPUT_PX, 3), np.uint8)
        self._input = np.empty((1, INPUT_PX, INPUT_PX, 3), np.float32)

    def detect(self, image: Image, hidden: Sequence[Roi] = ()) -> list[Detection]:
        """The people in `image`, RGB uint8 (height, width, 3), best first, without those in `hidden`.

        The bodies in `hidden` are painted over, because the network misses a person beside a larger one.
        """
        square = whole(image)
        crop(image, square, self._crop, cv2.BORDER_CONSTANT)
        for roi in hidden:
            corners = to_roi(to_picture(BODY, roi), square) * INPUT_PX
            cv2.fillConvexPoly(self._crop, np.rint(corners).astype(np.int32), PAINT)
        np.multiply(self._crop, np.float32(2 / 255), out=self._input[0])
        self._input -= np.float32(1)
        numbers, logits = self._network.run(self._input)
        scores, boxes = merge(*decode(numbers[0], logits[0, :, 0], self._centres))
        found = []
        for score, box in zip(scores, boxes, strict=True):
            points = to_picture(box[4:8].reshape(2, 2), square)
            roi = roi_of(points[0], points[1])
            if roi.usable:
                found.append(Detection(float(score), roi))
        return found

"""Bodies without a network: coloured trunks, and a detector and landmarker that know where they are."""

from dataclasses import dataclass

import numpy as np

from device.pose.detector import Detection
from device.pose.geometry import Roi, roi_of
from device.pose.landmarker import LandmarkReading
from scoring.body.joints import Landmark

SIZE = 60.0  # hips to tip, px
# landmark offsets from the hips in parts of SIZE: head up, shoulders, hips, feet
OFFSETS = np.zeros((33, 2), np.float32)
OFFSETS[:11] = (0, -0.8)
OFFSETS[11::2] = (0.15, 0.4)
OFFSETS[12::2] = (-0.15, 0.4)
OFFSETS[[11, 12]] = [(0.2, -0.6), (-0.2, -0.6)]
OFFSETS[[23, 24]] = [(0.12, 0), (-0.12, 0)]


@dataclass
class Body:
    """A person whose hips stand at (x, y) and whose shirt has one colour; a hidden one is seen by nobody.

    arms: how far the hands are raised, px; size: hips to tip, px.
    """

    x: float
    y: float = 150.0
    colour: tuple[int, int, int] = (128, 128, 128)
    hidden: bool = False
    arms: float = 0.0
    size: float = SIZE

    @property
    def roi(self):
        return roi_of(self.span[0], self.span[1])

    @property
    def span(self):
        return np.array([[self.x, self.y], [self.x, self.y - self.size]], np.float32)


class Room:
    """The bodies of the moment; serves as detector and as landmarker, and counts its searches."""

    wall = 20

    def __init__(self, *bodies):
        self.bodies = list(bodies)
        self.searches = 0

    @property
    def image(self):
        picture = np.full((300, 600, 3), self.wall, np.uint8)
        for body in self.bodies:
            if not body.hidden:
                left, right = int(body.x - 0.25 * body.size), int(body.x + 0.25 * body.size)
                top = int(body.y - 0.7 * body.size)
                picture[top : int(body.y + 5), max(left, 0) : max(right, 0)] = body.colour
        return picture

    def detect(self, _image, hidden=()):
        self.searches += 1
        return [
            Detection(0.9, body.roi)
            for body in self.bodies
            if not body.hidden and all(abs(roi.x - body.x) > 10 for roi in hidden)
        ]

    def read(self, _image, roi: Roi):
        """The body nearest to the middle of the region, when one is inside."""
        near = [b for b in self.bodies if not b.hidden and abs(b.x - roi.x) < roi.side / 2]
        if not near:
            lost = np.full((33, 3), np.nan, np.float32)
            return LandmarkReading(0.1, lost, lost[:, 0], lost, lost[:2, :2])
        body = min(near, key=lambda b: abs(b.x - roi.x))
        landmarks = np.zeros((33, 3), np.float32)
        landmarks[:, :2] = OFFSETS * body.size + (body.x, body.y)
        landmarks[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST], 1] -= body.arms
        return LandmarkReading(0.9, landmarks, np.ones(33, np.float32), landmarks / 100, body.span)

"""Bodies and recognisers for the tests of this folder."""

import numpy as np

from scoring.body.joints import Landmark
from scoring.body.track import Pose
from scoring.recognition.recogniser import Recognition


def standing():
    """World landmarks (33, 3) m of somebody upright who faces the camera, arms down; y down, z away."""
    world = np.zeros((33, 3), np.float32)
    for side, x in (("LEFT", 1.0), ("RIGHT", -1.0)):
        for name, place in (
            ("SHOULDER", (0.2, -0.5, 0)), ("ELBOW", (0.22, -0.2, 0)), ("WRIST", (0.22, 0.05, -0.05)),
            ("HIP", (0.1, 0, 0)), ("KNEE", (0.1, 0.45, 0)), ("ANKLE", (0.1, 0.9, 0)),
            ("HEEL", (0.1, 0.95, 0.05)), ("FOOT_INDEX", (0.12, 0.95, -0.15)),
        ):  # fmt: skip
            world[Landmark[f"{side}_{name}"]] = np.array(place) * (x, 1, 1)
    world[:11] = (0, -0.7, -0.08)
    return world


def turned(world, degrees):
    """World landmarks turned about the vertical."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    matrix = np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    return (world @ matrix.T).astype(np.float32)


def mirrored(world):
    """The mirror image: left and right change places and x its sign."""
    order = [
        Landmark[point.name.replace("LEFT", "*").replace("RIGHT", "LEFT").replace("*", "RIGHT")]
        for point in Landmark
    ]
    return world[..., order, :] * np.array([-1, 1, 1], np.float32)


def random_window(seed, count=30, hidden=0.1):
    """landmarks (T, 33, 3), visibility (T, 33), world (T, 33, 3) of no sense; some frames are lost."""
    random = np.random.default_rng(seed)
    world = (standing() + random.normal(0, 0.3, (count, 33, 3))).astype(np.float32)
    landmarks = (world * 150 + 300).astype(np.float32)
    visibility = (random.random((count, 33)) > hidden).astype(np.float32)
    lost = random.random(count) < 0.1
    world[lost], landmarks[lost], visibility[lost] = np.nan, np.nan, 0
    return landmarks, visibility, world


def pose_of(world):
    """A pose whose every point is seen."""
    return Pose(world * 150 + 300, np.ones(33, np.float32), world)


class Told:
    """A recogniser that says what it was told, every five samples; None for no answer."""

    def __init__(self, names, answers):
        self.names = names
        self._answers = answers
        self._count = 0

    def push(self, pose):
        self._count += 1
        if self._count % 5:
            return None
        answer = self._answers[min(self._count // 5, len(self._answers)) - 1]
        if answer is None:
            return None
        shares = np.full(len(self.names), 0.1 / (len(self.names) - 1), np.float32)
        shares[self.names.index(answer)] = 0.9
        return Recognition(time_s=self._count / 20, probabilities=shares)

"""How much a tracked body moves: the one who exercises is told from the one who stands by.

It is the spread of the joint that moves most, in parts of the body's region, over about MEMORY_S. A person
who stands has 0.01 and less, one who squats 0.05 to 0.1 (mannequins and clips of real people).
"""

import math
from typing import Final

import numpy as np

from device.messages import Pose
from device.pose.geometry import Roi
from device.pose.state import State, array_in, number, number_in
from scoring.body.joints import Landmark

# Time constant of mean and variance, s: longer than half a slow repetition.
MEMORY_S: Final = 1.5
# Spread, parts of the region's side, from which a body is active; between the two of the module's sentence.
ACTIVE: Final = 0.03
# Pictures farther apart than this, s, count as this long: nobody knows what was between.
STEP_MAX_S: Final = 0.5

_JOINTS: Final = (
    Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW,
    Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.LEFT_HIP, Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE, Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE,
)  # fmt: skip


class Activity:
    """Of one body, from picture to picture."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._mean = np.zeros((len(_JOINTS), 2), np.float32)
        self._variance = np.zeros(len(_JOINTS), np.float32)
        self._began_s = self._time_s = -math.inf

    def see(self, pose: Pose, roi: Roi, time_s: float) -> None:
        """Take the pose of the next picture."""
        spots = pose.landmarks[list(_JOINTS), :2] / np.float32(roi.side)
        if not math.isfinite(self._began_s):
            self._mean, self._began_s = spots.copy(), time_s
        else:
            # the plain mean at first, so that the first picture does not weigh for seconds
            step = min(time_s - self._time_s, STEP_MAX_S)
            share = max(1 - math.exp(-step / MEMORY_S), step / (time_s - self._began_s + step))
            off = spots - self._mean
            self._mean += np.float32(share) * off
            self._variance = np.float32(1 - share) * (
                self._variance + np.float32(share) * (off**2).sum(axis=1)
            )
        self._time_s = time_s

    @property
    def spread(self) -> float:
        """The standard deviation of the joint that moves most, in parts of the region's side."""
        return math.sqrt(float(self._variance.max()))

    @property
    def active(self) -> bool:
        """Whether the body moves as one that exercises."""
        return self.spread >= ACTIVE

    @property
    def seen_for_s(self) -> float:
        """Seconds between the first and the last picture."""
        return self._time_s - self._began_s if math.isfinite(self._began_s) else 0.0

    def state(self) -> State:
        """All that it remembers; empty before the first picture."""
        if not math.isfinite(self._began_s):
            return {}
        return {
            "mean": self._mean.copy(),
            "variance": self._variance.copy(),
            "began_s": number(self._began_s),
            "time_s": number(self._time_s),
        }

    def restore(self, state: State) -> None:
        """Go on from `state`. Raises ValueError when it is not one of this class."""
        if not state:
            return
        self._mean = array_in(state, "mean", (len(_JOINTS), 2))
        self._variance = array_in(state, "variance", (len(_JOINTS),))
        self._began_s, self._time_s = number_in(state, "began_s"), number_in(state, "time_s")

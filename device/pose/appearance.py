"""The colour of a person's clothes, by which two people are told apart after they crossed.

It is the mean colour of the trunk, which arms and background cover least, averaged over MEMORY_S.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image, Pose
from device.pose.state import State, array_in, number, number_in
from scoring.body.joints import Landmark

Colour = NDArray[np.float32]

# The trunk is sampled at SAMPLES x SAMPLES points; EDGE: share of its width left out on each side.
SAMPLES: Final = 6
EDGE: Final = 0.2
# Time constant, s, of the mean: it follows a change of light.
MEMORY_S: Final = 2.0


def trunk_colour(image: Image, pose: Pose) -> Colour:
    """The mean RGB colour (3,) of the trunk of `pose`, 0 to 255; NaN when it is outside the picture."""
    corners = pose.landmarks[
        (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP), :2
    ]
    steps = np.linspace(EDGE, 1 - EDGE, SAMPLES, dtype=np.float32)
    across, down = (grid.ravel()[:, None] for grid in np.meshgrid(steps, steps))
    top = corners[0] + (corners[1] - corners[0]) * across
    bottom = corners[2] + (corners[3] - corners[2]) * across
    columns, rows = np.rint(top + (bottom - top) * down).astype(np.int64).T
    inside = (columns >= 0) & (columns < image.shape[1]) & (rows >= 0) & (rows < image.shape[0])
    if not inside.any():
        return np.full(3, np.nan, np.float32)
    return image[rows[inside], columns[inside]].mean(axis=0, dtype=np.float32)


class Appearance:
    """The running mean colour of one person."""

    def __init__(self) -> None:
        """Start without a colour."""
        self._colour: Colour | None = None
        self._time_s = -math.inf

    def learn(self, colour: Colour, time_s: float) -> None:
        """Update the mean with the colour seen at `time_s`; NaN is ignored."""
        if not np.isfinite(colour).all():
            return
        if self._colour is None:
            self._colour = colour.copy()
        else:
            kept = np.float32(math.exp(-(time_s - self._time_s) / MEMORY_S))
            self._colour = colour + kept * (self._colour - colour)
        self._time_s = time_s

    def differs(self, colour: Colour) -> float:
        """The distance to the mean colour, 0 to 442; 0 without a mean or for NaN."""
        if self._colour is None or not np.isfinite(colour).all():
            return 0.0
        return float(np.linalg.norm(self._colour - colour))

    def state(self) -> State:
        """What it remembers; empty before the first colour."""
        if self._colour is None:
            return {}
        return {"time_s": number(self._time_s), "colour": self._colour.copy()}

    def restore(self, state: State) -> None:
        """Go on from `state`. Raises ValueError when it is not one of this class."""
        if not state:
            return
        self._colour = array_in(state, "colour", (3,))
        self._time_s = number_in(state, "time_s")

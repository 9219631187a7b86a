"""Checks of the calls of a pose estimator, shared with the tests' simulated one."""

import math

import numpy as np

from device.messages import Image
from device.pose.state import State, number, number_in


class CallChecks:
    """Checks the calls of one estimator. A wrong call is a programming error: built-in exceptions."""

    def __init__(self) -> None:
        """Open, before the first picture."""
        self._time_s = -math.inf
        self._closed = False

    def check(self, image: Image, time_s: float) -> None:
        """Raise RuntimeError after `close`, TypeError for a wrong picture, ValueError for a fallen time."""
        if self._closed:
            raise RuntimeError("the pose estimator is closed")
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
            raise TypeError(f"a picture is uint8 (height, width, 3), not {image.dtype} {image.shape}")
        if not (math.isfinite(time_s) and time_s > self._time_s):
            raise ValueError(f"time must rise: {time_s} after {self._time_s}")
        self._time_s = time_s

    def state(self) -> State:
        """The time of the last picture."""
        return {"time_s": number(self._time_s)}

    def restore(self, state: State) -> None:
        """Refuse times up to that of `state`. Raises ValueError when it is not one of this class."""
        self._time_s = number_in(state, "time_s")

    def close(self) -> None:
        """Make `check` raise from now on."""
        self._closed = True

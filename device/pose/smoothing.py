"""Low-pass filters that remove jitter from poses with little delay for fast movement.

Every filter takes the time of each value, so that slow and fast cameras are smoothed over equal times.

Source: Casiez, Roussel and Vogel, "1 euro filter" (CHI 2012), with the scaling of MediaPipe's smoothing
calculator: speeds are in body sizes a second, so that near and far persons are smoothed alike.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.pose.state import State, array_in, number, number_in

Array = NDArray[np.float32]

# The frame rate for which MediaPipe chose the constants of its time-independent filters.
NOMINAL_FPS: Final = 30.0


@dataclass(frozen=True, slots=True)
class OneEuroConstants:
    """min_cutoff, Hz: at rest; beta: its increase with the speed; derivative_cutoff, Hz: of the speed."""

    min_cutoff: float
    beta: float
    derivative_cutoff: float = 1.0


def share_of_new(cutoff: Array | float, elapsed_s: float) -> Array | float:
    """The weight of a new value in a first-order low-pass of `cutoff` Hz after `elapsed_s`."""
    return 1 / (1 + 1 / (2 * math.pi * cutoff * elapsed_s))


class OneEuro:
    """The 1 euro filter for an array: strong smoothing at rest, little during movement."""

    def __init__(self, constants: OneEuroConstants) -> None:
        """Start without memory."""
        self._constants = constants
        self._raw: Array | None = None
        self._value: Array | None = None
        self._speed: Array | None = None
        self._time_s = -math.inf

    def apply(self, values: Array, time_s: float, size: float = 1.0) -> Array:
        """The smoothed `values` at `time_s`, which must rise. size: unit of speeds, in units of values."""
        if self._value is None or self._raw is None or self._speed is None:
            self._value = values.copy()
            self._speed = np.zeros_like(values)
        else:
            elapsed_s = time_s - self._time_s
            speed = (values - self._raw) * np.float32(1 / (size * elapsed_s))
            keep = np.float32(share_of_new(self._constants.derivative_cutoff, elapsed_s))
            self._speed = self._speed + keep * (speed - self._speed)
            cutoff = np.float32(self._constants.min_cutoff) + np.float32(self._constants.beta) * np.abs(
                self._speed
            )
            self._value = self._value + share_of_new(cutoff, elapsed_s) * (values - self._value)
        self._raw = values.copy()
        self._time_s = time_s
        return self._value.copy()

    def state(self) -> State:
        """What it remembers; empty before the first values."""
        if self._value is None or self._raw is None or self._speed is None:
            return {}
        arrays = {"raw": self._raw, "value": self._value, "speed": self._speed}
        return {"time_s": number(self._time_s)} | {name: array.copy() for name, array in arrays.items()}

    def restore(self, state: State, shape: tuple[int, ...]) -> None:
        """Go on from `state`, taken of values of `shape`. Raises ValueError when it is not such a state."""
        if not state:
            return
        self._raw, self._value, self._speed = (
            array_in(state, name, shape) for name in ("raw", "value", "speed")
        )
        self._time_s = number_in(state, "time_s")


class LowPass:
    """A first-order low-pass for an array. share: weight of a new value at NOMINAL_FPS."""

    def __init__(self, share: float) -> None:
        """Start without memory."""
        self._share = share
        self._value: Array | None = None
        self._time_s = -math.inf

    def apply(self, values: Array, time_s: float) -> Array:
        """The smoothed `values` at `time_s`, which must rise."""
        if self._value is None:
            self._value = values.copy()
        else:
            kept = (1 - self._share) ** ((time_s - self._time_s) * NOMINAL_FPS)
            self._value = values + np.float32(kept) * (self._value - values)
        self._time_s = time_s
        return self._value.copy()

    def state(self) -> State:
        """What it remembers; empty before the first values."""
        if self._value is None:
            return {}
        return {"time_s": number(self._time_s), "value": self._value.copy()}

    def restore(self, state: State, shape: tuple[int, ...]) -> None:
        """Go on from `state`, taken of values of `shape`. Raises ValueError when it is not such a state."""
        if not state:
            return
        self._value = array_in(state, "value", shape)
        self._time_s = number_in(state, "time_s")

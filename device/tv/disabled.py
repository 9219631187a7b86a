"""A screen and a speaker that do nothing: for a box without them, and for work that nobody watches."""

import numpy as np

from device.messages import Image
from device.presses import Press, Spot
from device.views import View


class DisabledScreen:
    """A `Screen` that draws nothing; its picture is one black px."""

    def show(self, view: View) -> None:
        """Nothing."""

    def picture(self) -> Image:
        """One black px."""
        return np.zeros((1, 1, 3), np.uint8)

    def presses(self) -> tuple[Press, ...]:
        """Never anything."""
        return ()

    def target(self, x: float, y: float) -> Spot | None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class DisabledSpeaker:
    """A `Speaker` that stays silent."""

    def play(self, offset_s: float, rate: float = 1.0) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""

"""A screen and a speaker that do nothing: for a box without them, and for work that nobody watches."""

from collections.abc import Sequence

import numpy as np

from device.messages import Image, MatchResult, MatchView, Moment


class DisabledScreen:
    """A `Screen` that draws nothing; its picture is one black px."""

    def show_match(self, view: MatchView) -> None:
        """Nothing."""

    def show_result(self, results: Sequence[MatchResult], worst: Sequence[Moment | None]) -> None:
        """Nothing."""

    def picture(self) -> Image:
        """One black px."""
        return np.zeros((1, 1, 3), np.uint8)

    def wants_to_leave(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Nothing."""


class DisabledSpeaker:
    """A `Speaker` that is silent."""

    def play(self, offset_s: float) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

"""How loud everything is: in percent, or switched off by the household's settings.

Decides what a percent sounds like. Who may change it is decided by the evening.
"""

from typing import Final

LOUDEST: Final = 100
# Ears hear ratios: with the square, half of the way sounds about half as loud.
LAW: Final = 2.0


class Loudness:
    """One a station; outlives every lesson. Asked in the sound's thread, changed in any other."""

    def __init__(self, percent: int = LOUDEST, *, on: bool = True) -> None:
        """percent: 0 to 100; not `on`: the household wants no sound at all."""
        self.percent = min(max(percent, 0), LOUDEST)
        self.on = on

    def ask(self, percent: int | None = None) -> int:
        """How loud it is; with `percent`, from now on so loud."""
        if percent is not None:
            self.percent = min(max(percent, 0), LOUDEST)
        return self.percent

    @property
    def gain(self) -> float:
        """What samples are multiplied by: 0 to 1."""
        return (self.percent / LOUDEST) ** LAW if self.on else 0.0

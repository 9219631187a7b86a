"""How loud everything is: a percentage, or silence by the household's settings."""

from typing import Final

LOUDEST: Final = 100
# Ears hear ratios: with the square, half of the way sounds about half as loud.
LAW: Final = 2.0


class Loudness:
    """The volume, shared by all lessons. Read in the sound's thread, changed in any other."""

    def __init__(self, percent: int = LOUDEST, *, on: bool = True) -> None:
        """percent: 0 to 100; on: False for no sound at all."""
        self.percent = min(max(percent, 0), LOUDEST)
        self.on = on

    def ask(self, percent: int | None = None) -> int:
        """The volume in percent; `percent` sets it first."""
        if percent is not None:
            self.percent = min(max(percent, 0), LOUDEST)
        return self.percent

    @property
    def gain(self) -> float:
        """What samples are multiplied by: 0 to 1."""
        return (self.percent / LOUDEST) ** LAW if self.on else 0.0

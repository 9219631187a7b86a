"""All presses in one queue, whatever they came from.

Decides that one push that two ways bring (the same remote by the kernel and by the window system) counts
once. Which key is which press is decided by each source.
"""

from collections.abc import Callable, Sequence
from typing import Final

from device.ports import Clock
from device.presses import Press

PressSource = Callable[[], tuple[Press, ...]]

# The two ways of one push differ by a turn of the main loop or two; two people never press that close.
TOGETHER_S: Final = 0.08


class Controls:
    """Every source of presses, asked in order."""

    def __init__(self, sources: Sequence[PressSource], clock: Clock) -> None:
        """sources: each gives what was pressed since it was last asked."""
        self._sources = tuple(sources)
        self._clock = clock
        self._last: dict[Press, tuple[float, int]] = {}

    def take(self) -> tuple[Press, ...]:
        """What was pressed since the last call; a press that another source just gave is left out."""
        taken = []
        for number, source in enumerate(self._sources):
            for press in source():
                now = self._clock.now()
                before = self._last.get(press)
                if before is not None and before[1] != number and now - before[0] < TOGETHER_S:
                    continue
                self._last[press] = (now, number)
                taken.append(press)
        return tuple(taken)

"""Joins the presses of all sources.

Decides that a push reported by two sources (one remote, by kernel and window system) counts once.
"""

from collections.abc import Callable, Sequence
from typing import Final

from device.ports import Clock
from device.presses import Press

PressSource = Callable[[], tuple[Press, ...]]

# Seconds between two reports of one push: one or two rounds of the main loop.
TOGETHER_S: Final = 0.08


class Controls:
    """All sources of presses, polled in order."""

    def __init__(self, sources: Sequence[PressSource], clock: Clock) -> None:
        """sources: each returns the presses since its last call."""
        self._sources = tuple(sources)
        self._clock = clock
        self._last: dict[Press, tuple[float, int]] = {}

    def take(self) -> tuple[Press, ...]:
        """The presses since the last call, without those that another source gave within TOGETHER_S."""
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

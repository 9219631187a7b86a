"""A sentence that can be read: it does not flicker with what it speaks of.

Decides when the sentence that is shown changes; what is most worth saying now is decided by who asks.
"""

from typing import Final

# A reason must last so long before it is said: poses tremble, people pass.
SETTLE_S: Final = 0.4
# What is said stays so long at least: a short line is read within it from the sofa.
READ_S: Final = 1.5


class Debounce:
    """One line of text, as a key."""

    def __init__(self) -> None:
        """Nothing is said."""
        self.shown: str | None = None
        self._since_s = 0.0
        self._next: str | None = None
        self._next_s = 0.0

    def update(self, time_s: float, key: str | None) -> str | None:
        """What is to be shown at `time_s`, which rises, when `key` would be right."""
        if key != self._next:
            self._next, self._next_s = key, time_s
        read = self.shown is None or time_s - self._since_s >= READ_S
        if key != self.shown and read and time_s - self._next_s >= SETTLE_S:
            self.shown, self._since_s = key, time_s
        return self.shown

    def clear(self) -> None:
        """Say nothing from now on, at once."""
        self.shown = self._next = None

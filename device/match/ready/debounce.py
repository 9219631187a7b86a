"""Keeps a sentence on the screen from flickering with its reason, so that it can be read.

Decides when the sentence that is shown changes; the caller says which one would be right now.
"""

from typing import Final

# How long a reason must last before its sentence is shown: poses jitter, people walk past.
SETTLE_S: Final = 0.4
# How long a sentence stays at least: a short line can be read in that time.
READ_S: Final = 1.5


class Debounce:
    """Per line of text. shown: the key of the sentence on the screen, None for none."""

    def __init__(self) -> None:
        """No sentence is shown."""
        self.shown: str | None = None
        self._since_s = 0.0
        self._next: str | None = None
        self._next_s = 0.0

    def update(self, time_s: float, key: str | None) -> str | None:
        """The key to show at `time_s`, which must rise from call to call. key: the one that is right now."""
        if key != self._next:
            self._next, self._next_s = key, time_s
        read = self.shown is None or time_s - self._since_s >= READ_S
        if key != self.shown and read and time_s - self._next_s >= SETTLE_S:
            self.shown, self._since_s = key, time_s
        return self.shown

    def clear(self) -> None:
        """Show no sentence, at once."""
        self.shown = self._next = None

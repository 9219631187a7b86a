"""Clocks: the machine's own, and one that a test or an offline film moves by hand.

The lesson's time is derived from a clock in `match`; here is only where seconds come from.
"""

import time


class SystemClock:
    """Monotonic seconds of this machine."""

    def now(self) -> float:
        """Seconds since some fixed instant."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait; nothing when `seconds` is not positive."""
        if seconds > 0:
            time.sleep(seconds)


class SteppedClock:
    """A simulated clock: time passes only when somebody sleeps."""

    def __init__(self, start_s: float = 0.0) -> None:
        """Begin at `start_s`."""
        self._now = start_s

    def now(self) -> float:
        """Seconds passed so far."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass at once."""
        self._now += max(0.0, seconds)

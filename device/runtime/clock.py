"""The machine's own clock, behind the port `device.ports.Clock`."""

import time


class SystemClock:
    """Monotonic seconds of this machine."""

    def now(self) -> float:
        """Seconds since a fixed, arbitrary instant; they never run backwards."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Block for `seconds`; returns at once when they are not positive."""
        if seconds > 0:
            time.sleep(seconds)

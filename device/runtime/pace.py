"""When the next round of a loop is due, at a steady rate."""

from device.ports import Clock


class Pace:
    """Keeps a loop in step: a round that was late is caught up with by one period at the most."""

    def __init__(self, clock: Clock) -> None:
        """The first round begins now."""
        self._clock = clock
        self._due_s = clock.now()

    def due(self, rate_hz: float, rest_s: float = 0.0) -> float:
        """The time on the clock at which the next round begins, asked for at the end of this one.

        rest_s: the loop sleeps at least so long, even if that makes it late.
        """
        now_s = self._clock.now()
        period_s = 1 / rate_hz
        self._due_s = max(self._due_s + period_s, now_s - period_s, now_s + rest_s)
        return self._due_s

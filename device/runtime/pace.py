"""When the next round of a loop is due, at a steady rate."""

from device.ports import Clock


class Pace:
    """One per loop: the rounds begin one period apart; a late one delays those after it."""

    def __init__(self, clock: Clock) -> None:
        """The first round begins now."""
        self._clock = clock
        self._due_s = clock.now()

    def due(self, rate_hz: float, rest_s: float = 0.0) -> float:
        """The time on the clock at which the next round begins; call it at the end of a round.

        rest_s: minimum sleep before that round, even if it makes the round late.
        """
        self._due_s = max(self._due_s + 1 / rate_hz, self._clock.now() + rest_s)
        return self._due_s

"""A clock that only moves when it is told to sleep."""


class SteppedClock:
    """Starts at `start_s` seconds; `sleep` returns at once and moves `now` on."""

    def __init__(self, start_s=0.0):
        self._now = start_s

    def now(self):
        return self._now

    def sleep(self, seconds):
        self._now += max(0.0, seconds)

"""No camera: lessons play, and no person is scored."""

from device.ports import Clock


class DisabledCamera:
    """Gives no pictures."""

    def __init__(self, clock: Clock) -> None:
        """clock: `read` sleeps on it, so that its caller does not spin."""
        self._clock = clock

    def read(self, timeout_s: float) -> None:
        """None, after `timeout_s`."""
        self._clock.sleep(timeout_s)

    def close(self) -> None:
        """Nothing to close."""

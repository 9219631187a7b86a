"""No camera: the tutor plays, nobody is judged."""

from device.ports import Clock


class DisabledCamera:
    """Never gives a picture."""

    def __init__(self, clock: Clock) -> None:
        """`clock` is waited on, so that a reader does not spin."""
        self._clock = clock

    def read(self, timeout_s: float) -> None:
        """Nothing, after the time is up."""
        self._clock.sleep(timeout_s)

    def close(self) -> None:
        """Nothing to give back."""

"""A speaker that stays silent: for `match --silent`, and for a headless screen."""


class DisabledSpeaker:
    """A `Speaker` that plays nothing."""

    def play(self, offset_s: float, rate: float = 1.0) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

"""What can go wrong between the page and the TV, each as one sentence for the household."""

from device.errors import FormboxError


class MessageError(FormboxError, ValueError):
    """A line is no message of ours."""


class StationOffError(FormboxError, RuntimeError):
    """Nobody answers at the TV's end."""


class StationRunsError(FormboxError, RuntimeError):
    """Another station of this box has the socket."""

"""Errors between page and station. People see RefusalReason or the page's own text, never these sentences."""

from device.errors import FormboxError


class MessageError(FormboxError, ValueError):
    """A line is not a message, or a field is out of its bounds."""


class StationOffError(FormboxError, RuntimeError):
    """The station does not answer."""


class StationRunsError(FormboxError, RuntimeError):
    """Another running station of this box listens at the socket."""

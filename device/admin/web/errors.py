"""Errors of the page's server, for the command line."""

from device.errors import FormboxError


class AdminError(FormboxError, RuntimeError):
    """The page for phones cannot be served."""

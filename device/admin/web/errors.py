"""What can go wrong on the page, each as one sentence for the person in front of it."""

from device.errors import FormboxError


class AdminError(FormboxError, RuntimeError):
    """The page cannot be served."""

"""What can go wrong on the box, each as one sentence that a parent understands.

The command line prints the sentence and ends with status 2. An error that is not a `FormboxError` is a fault
of the program: it is not caught, and the process ends loudly.
"""


class FormboxError(Exception):
    """A plain sentence for the person in front of the box."""


class NotAVideoError(FormboxError, ValueError):
    """The file is not a video, or too broken to play."""


class NoPersonError(FormboxError, ValueError):
    """Nobody was found in the picture."""


class BadTrackError(FormboxError, ValueError):
    """The file is not a PoseTrack."""


class ModelMissingError(FormboxError, RuntimeError):
    """A network that the box needs is not there and could not be fetched."""


class CameraError(FormboxError, RuntimeError):
    """The camera is missing, was lost, or gives no pictures."""


class ScreenError(FormboxError, RuntimeError):
    """There is no screen to draw on."""


class OutputError(FormboxError, OSError):
    """A result could not be written."""


class StoreError(FormboxError, RuntimeError):
    """What the box keeps cannot be read or written."""

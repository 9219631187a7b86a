"""Expected errors. Any other exception is a programming error: it is not caught and ends the process.

The command line prints an error's sentence, in English, and exits with status 2. TV and phone never show it:
there an error becomes a key (`device.trouble`, `device.failure_reasons`) with words in every language.
"""

from pathlib import Path


class FormboxError(Exception):
    """An error with one plain English sentence for the command line and the log."""


class NotAVideoError(FormboxError, ValueError):
    """The file is not a video, or too damaged to play."""


class DiskTroubleError(FormboxError, RuntimeError):
    """The disk did not give a file, `path`: that says nothing about what is in it."""

    def __init__(self, path: Path, sentence: str) -> None:
        """path: of the file."""
        super().__init__(sentence)
        self.path = path


class NoPersonError(FormboxError, ValueError):
    """No person was found in the pictures."""


class BadTrackError(FormboxError, ValueError):
    """The file is not a PoseTrack."""


class ModelMissingError(FormboxError, RuntimeError):
    """A network is missing or damaged and could not be fetched."""


class CameraError(FormboxError, RuntimeError):
    """The camera is missing, was lost, or gives no pictures."""


class ScreenError(FormboxError, RuntimeError):
    """No screen can be opened."""


class OutputError(FormboxError, OSError):
    """A result could not be written."""


class StoreError(FormboxError, RuntimeError):
    """The database or the box's folder cannot be read or written."""

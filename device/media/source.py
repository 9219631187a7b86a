"""The bytes of a film, read by us and not by FFmpeg: trouble of the disk is told from bad contents.

FFmpeg takes a read error for the end of the film, or for damage, and both would be blamed on the file. So the
first error is remembered here, and raised as DiskTroubleError: by `check` before the next packet is used,
and when the film is closed.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Final

import av
from av.container import Container, InputContainer

from device.errors import DiskTroubleError

# Bytes that FFmpeg asks for at once: it asks with Python's lock, which other threads want too.
BUFFER: Final = 1 << 18


class Source:
    """A file that `av.open` takes. trouble: the first error of the disk; after it the file is at its end."""

    def __init__(self, file: FileIO, path: Path) -> None:
        """file: just opened, without a buffer; it is closed by whoever opened it."""
        self.name = str(path)  # `av` calls the container so
        self._path = path
        self.trouble: OSError | None = None
        self._file = file
        self._size = os.fstat(file.fileno()).st_size

    def read(self, size: int) -> bytes:
        """At most `size` bytes; b"" at the end, and after trouble."""
        if self.trouble is not None:
            return b""
        try:
            piece = self._file.read(size) or b""
            short = bool(size) and not piece and self._file.tell() < self._size
        except OSError as error:
            self.trouble = error
            return b""
        if short:
            self.trouble = OSError(errno.EIO, "the file ends before its end")
        return piece

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """The new place, or the negative number of an error, as FFmpeg expects."""
        if self.trouble is not None:
            return -errno.EIO
        try:
            return self._file.seek(offset, whence)
        except (OverflowError, ValueError):
            return -errno.EINVAL
        except OSError as error:
            # a damaged film sends FFmpeg to places that no file has
            if error.errno != errno.EINVAL:
                self.trouble = error
            return -(error.errno or errno.EIO)

    def tell(self) -> int:
        """The place in the file."""
        return self._file.tell()

    def check(self) -> None:
        """Raise DiskTroubleError when the file could not be read."""
        if self.trouble is not None:
            raise trouble_with(self._path, self.trouble) from self.trouble


def open_bytes(path: Path) -> FileIO:
    """The file, without a buffer. All films are opened here. Raises OSError."""
    return path.open("rb", buffering=0)


def container_of(source: Source, options: dict[str, str] | None = None) -> InputContainer:
    """The container in a source, to be closed before it. Raises FFmpegError, OSError, ValueError."""
    return av.open(source, "r", metadata_errors="replace", options=options or {}, buffer_size=BUFFER)


def check(container: Container) -> None:
    """Raise DiskTroubleError when the file of an open container could not be read."""
    source = getattr(getattr(container, "file", None), "file", None)  # `av` keeps what it was given there
    if isinstance(source, Source):
        source.check()


@contextmanager
def opened_source(path: Path) -> Iterator[Source]:
    """The file for `av.open`. Raises DiskTroubleError when it cannot be opened; and at the end, in place of
    any other error, when it could not be read.
    """
    try:
        file = open_bytes(path)
    except OSError as error:
        raise trouble_with(path, error) from error
    with file:
        try:
            source = Source(file, path)
            yield source
        finally:
            source.check()


def trouble_with(path: Path, error: OSError) -> DiskTroubleError:
    """The same error, with a sentence."""
    if isinstance(error, PermissionError):
        return DiskTroubleError(path, f"{path.name} may not be read by this user.")
    return DiskTroubleError(path, f"The disk does not give {path.name}: {error.strerror or error}.")

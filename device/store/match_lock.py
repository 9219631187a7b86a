"""The lock that the station holds while a match runs, so that the night's work pauses.

A lock of the kernel: it is released when the process ends, however it ends.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_NOT_WRITTEN: Final = {errno.EROFS, errno.EIO, errno.ENOSPC, errno.EDQUOT}


@contextmanager
def playing(lock: Path) -> Iterator[None]:
    """For the station: the night's work pauses while the block runs. `lock` is Folder.playing."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    except OSError as error:
        if error.errno not in _NOT_WRITTEN:
            raise
        yield  # where nothing can be written, no night works
        return
    try:
        # shared with another station's match; waits for the moment in which the night checks
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def is_playing(lock: Path) -> bool:
    """For the night: whether a match runs now."""
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno not in _NOT_WRITTEN:
            raise
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False

"""A match goes before the night's work: the station holds a lock while one runs, and the night looks at it.

A lock, not a file that says so: it goes with the process that holds it, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def playing(lock: Path) -> Iterator[None]:
    """For the station: while the block runs, the night rests. `lock` is Folder.playing."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        # another station's match, or the blink of an eye in which the night looks
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
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False

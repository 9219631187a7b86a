"""The free space of the disk that holds the box's data."""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from device.health.level import HealthLevel


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk, and those free for this user."""

    total: int
    free: int

    def level(self, reserve: int) -> HealthLevel:
        """BAD below `reserve` bytes free, where uploads are refused; FAIR below twice that."""
        if self.free < reserve:
            return HealthLevel.BAD
        return HealthLevel.FAIR if self.free < 2 * reserve else HealthLevel.GOOD


def is_writable(folder: Path) -> bool:
    """Whether files can be made in a folder: a card that is at its end goes read-only. A full disk can."""
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError as error:
        # a file system may not know files without a name
        return error.errno not in {errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
    os.close(handle)
    return True


def disk(path: Path) -> Disk | None:
    """The disk that holds `path`; None when it cannot be read."""
    try:
        usage = shutil.disk_usage(path)
    except OSError:
        return None
    return Disk(usage.total, usage.free)

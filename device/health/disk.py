"""The free space of the disk that holds the box's data."""

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


def disk(path: Path) -> Disk | None:
    """The disk that holds `path`; None when it cannot be read."""
    try:
        usage = shutil.disk_usage(path)
    except OSError:
        return None
    return Disk(usage.total, usage.free)

"""How full the disk is on which the box keeps everything."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from device.health.level import HealthLevel


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk, and those of them that are free for us."""

    total: int
    free: int

    def level(self, reserve: int) -> HealthLevel:
        """`reserve`: bytes below which nothing is taken in any more; twice that is worth a word."""
        if self.free < reserve:
            return HealthLevel.BAD
        return HealthLevel.FAIR if self.free < 2 * reserve else HealthLevel.GOOD


def disk(path: Path) -> Disk | None:
    """The disk that holds `path`; None where it cannot be asked."""
    try:
        usage = shutil.disk_usage(path)
    except OSError:
        return None
    return Disk(usage.total, usage.free)

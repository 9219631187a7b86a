"""Whether a backup has room on the disk, and how far its making is."""

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from device.store.backup.archive import SPARE_BYTES
from device.store.errors import BackupError, BackupProblem

GIGABYTE: Final = 10**9

Progress = Callable[[int, int], None]  # bytes done, bytes in all


def check_room(folder: Path, need: int, what: str) -> None:
    """Raise BackupError when `need` bytes and SPARE_BYTES do not fit on the disk."""
    free = max(shutil.disk_usage(folder).free - SPARE_BYTES, 0)
    if need > free:
        raise BackupError(
            BackupProblem.NO_SPACE, f"{what} needs {_in_words(need)}; the disk has {_in_words(free)} free."
        )


def _in_words(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= GIGABYTE else f"{math.ceil(size / 1e6)} MB"

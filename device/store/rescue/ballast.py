"""A file that does nothing but take space, and is given up when the disk is full.

What it leaves is enough to sign in, to delete a lesson and to remove it for good; it is made again once there
is room.
"""

import logging
import os
import shutil
from typing import Final

from device.store.folder import Folder
from models.files import sync_folder

log = logging.getLogger(__name__)

# Bytes: a day of small writes of the database and its log, which is emptied at 4 MB.
SIZE_BYTES: Final = 64 << 20
# Bytes free below which it is given up: SQLite needs room for its log before it can delete anything.
LEAST_BYTES: Final = 16 << 20
# Bytes that must be free beside it before it is made again.
SPARE_BYTES: Final = 256 << 20


def give_up_if_full(folder: Folder) -> bool:
    """Remove the file when hardly anything is free; whether it was."""
    try:
        if not folder.ballast.exists() or shutil.disk_usage(folder.root).free >= LEAST_BYTES:
            return False
        folder.ballast.unlink(missing_ok=True)
    except OSError:
        return False
    log.warning("the disk is full: %d MB that were kept for this are free now", SIZE_BYTES >> 20)
    return True


def lay_in(folder: Folder) -> bool:
    """Make the file if it is not there and there is room; whether it is there now."""
    path = folder.ballast
    try:
        if path.is_file() and path.stat().st_size == SIZE_BYTES:
            return True
        if shutil.disk_usage(folder.root).free < SIZE_BYTES + SPARE_BYTES:
            return False
        part = path.with_name(f".{path.name}.part")
        with part.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, SIZE_BYTES)
        part.replace(path)
        sync_folder(folder.root)
    except OSError:
        log.exception("no space was kept for a full disk")
        return False
    return True

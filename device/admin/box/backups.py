"""Backup to a browser and restore from one.

A backup is streamed: it takes no space on the box. A restore comes in pieces, each at a place that the box
confirms, so that a lost connection costs one piece; then it is put back by a thread of its own, and the page
says how far that is. One backup and one restore at a time.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final

from device.admin.web.services import Services
from device.errors import FormboxError
from device.store.backup.backup import backup_stream
from device.store.backup.restore import restore
from device.store.folder import Folder

log = logging.getLogger(__name__)

FILE: Final = "restore.part"
PIECE: Final = 1 << 18
# What must stay free on the disk while a backup comes in.
SPARE_BYTES: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class Restoring:
    """Where a restore is. state: idle, working, done or failed; percent 0 to 100; reason: why it failed."""

    state: str = "idle"
    percent: float = 0.0
    reason: str = ""


class Keeper:
    """The backups and restores of one app."""

    def __init__(self) -> None:
        self._giving = threading.Lock()
        self._taking = threading.Lock()
        self._now = Restoring()

    @property
    def now(self) -> Restoring:
        """How the restore stands."""
        return self._now

    def give(self, parts: Services) -> Iterator[bytes] | None:
        """The backup's bytes; None while another one is being made. Call `given` when they are out."""
        if not self._giving.acquire(blocking=False):
            return None
        return backup_stream(parts.database, parts.folder, now=parts.clock())

    def given(self) -> None:
        """The backup went out, or whoever wanted it went away."""
        self._giving.release()

    def begin(self, parts: Services, *, wait: bool = False) -> bool:
        """Put back what has come in; False if that is going on already."""
        if not self._taking.acquire(blocking=False):
            return False
        self._now = Restoring("working")
        thread = threading.Thread(target=self._restore, args=(parts,), name="restore", daemon=True)
        thread.start()
        if wait:
            thread.join()
        return True

    def _restore(self, parts: Services) -> None:
        path = arriving(parts.folder)
        try:
            restore(parts.database, parts.folder, path, now=parts.clock(), progress=self._progress)
            self._now = Restoring("done", 100.0)
        except FormboxError as error:
            self._now = Restoring("failed", reason=str(error))
        except Exception:
            log.exception("the restore failed")
            self._now = Restoring("failed")
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            self._taking.release()

    def _progress(self, done: int, whole: int) -> None:
        self._now = replace(self._now, percent=100.0 * done / max(whole, 1))


def arriving(folder: Folder) -> Path:
    """Where a backup from a browser is put together."""
    return folder.inbox / FILE


def arrived(folder: Folder) -> int:
    """How many of its bytes are there."""
    with suppress(OSError):
        return arriving(folder).stat().st_size
    return 0


def take(folder: Folder, stream: IO[bytes], offset: int) -> int:
    """Write what comes to its place, and give how many bytes are there then. 0 begins anew.

    Raises ValueError when bytes before `offset` are missing.
    """
    path = arriving(folder)
    if offset > arrived(folder):
        raise ValueError("bytes are missing before this piece")
    with path.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        while piece := stream.read(PIECE):
            offset += file.write(piece)
        file.truncate()
    path.chmod(0o600)
    return offset

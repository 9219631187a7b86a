"""Sends a backup to a browser, and restores one from there.

A backup is streamed: it takes no space on the box. The file of a restore comes in pieces, each at an offset
that the box confirms, so that a lost connection costs one piece. Then a thread of its own restores it, and
the page shows its progress. One backup and one restore at a time.
"""

import logging
import threading
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final

from device.admin.web.services import Services
from device.store.backup.backup import backup_stream
from device.store.backup.restore import restore
from device.store.errors import BackupError, BackupProblem
from device.store.folder import Folder

log = logging.getLogger(__name__)

FILE: Final = "restore.part"
PIECE: Final = 1 << 18
# Must stay free on the disk while a backup comes in.
SPARE_BYTES: Final = 256 << 20


@dataclass(frozen=True, slots=True)
class Restoring:
    """Progress of a restore.

    state: idle, working, done or failed; percent 0 to 100; problem: why it failed, None for a fault of the
    program.
    """

    state: str = "idle"
    percent: float = 0.0
    problem: BackupProblem | None = None


class Backups:
    """The backups and restores of one app."""

    def __init__(self) -> None:
        self._backing_up = threading.Lock()
        self._restoring = threading.Lock()
        self._now = Restoring()

    @property
    def now(self) -> Restoring:
        """Progress of the restore."""
        return self._now

    def start_backup(self, parts: Services) -> Iterator[bytes] | None:
        """The backup's bytes; None while another one is being made. Call `end_backup` afterwards.

        Raises BackupError when a restore would not take it.
        """
        if not self._backing_up.acquire(blocking=False):
            return None
        pieces = backup_stream(parts.database, parts.folder, now=parts.clock())
        try:
            # up to here everything is checked, and a page can still say what is wrong
            first = next(pieces)
        except BaseException:
            self.end_backup()
            raise
        return _Sent(first, pieces)

    def end_backup(self) -> None:
        """The backup is sent, or its connection is closed."""
        self._backing_up.release()

    def start_restore(self, parts: Services) -> bool:
        """Restore the file that has come in; False while another restore runs."""
        if not self._restoring.acquire(blocking=False):
            return False
        self._now = Restoring("working")
        parts.run_in_background("restore", lambda: self._restore(parts))
        return True

    def _restore(self, parts: Services) -> None:
        path = restore_file(parts.folder)
        try:
            restore(parts.database, parts.folder, path, now=parts.clock(), progress=self._progress)
            self._now = Restoring("done", 100.0)
        except BackupError as error:
            log.warning("the backup was not restored: %s", error)
            self._now = Restoring("failed", problem=error.problem)
        except Exception:
            log.exception("the restore failed")
            self._now = Restoring("failed")
        finally:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            self._restoring.release()

    def _progress(self, done: int, whole: int) -> None:
        self._now = replace(self._now, percent=100.0 * done / max(whole, 1))


class _Sent(Iterator[bytes]):
    """The pieces with the first one before them; closed, it closes them."""

    def __init__(self, first: bytes, pieces: Generator[bytes]) -> None:
        self._first: bytes | None = first
        self._pieces = pieces

    def __next__(self) -> bytes:
        piece, self._first = self._first, None
        return next(self._pieces) if piece is None else piece

    def close(self) -> None:
        """Release what the pieces hold: werkzeug calls it when the connection ends."""
        self._pieces.close()


def restore_file(folder: Folder) -> Path:
    """Where the pieces of a backup from a browser are put together."""
    return folder.inbox / FILE


def received_bytes(folder: Folder) -> int:
    """How many bytes of the restore file are there."""
    with suppress(OSError):
        return restore_file(folder).stat().st_size
    return 0


def receive(folder: Folder, stream: IO[bytes], offset: int) -> int:
    """Write a piece of the restore file at `offset` (0 begins anew); how many bytes are there then.

    Raises ValueError when bytes before `offset` are missing.
    """
    path = restore_file(folder)
    if offset > received_bytes(folder):
        raise ValueError("bytes are missing before this piece")
    with path.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        while piece := stream.read(PIECE):
            offset += file.write(piece)
        file.truncate()
    path.chmod(0o600)
    return offset

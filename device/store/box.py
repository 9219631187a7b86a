"""Opens the box's folder and database, as every process of the box does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from device.health.disk import is_writable
from device.store.backup.restore import recover
from device.store.clock.kept_time import read_kept
from device.store.database import Database, open_database
from device.store.folder import Folder
from device.store.rescue.borrowed import borrowed_database
from device.store.rescue.healing import sound_database


@contextmanager
def open_box(folder: Folder) -> Iterator[Database]:
    """The migrated database, closed at the end. Puts a damaged one right, and finishes or undoes a restore
    that a power cut interrupted.

    On a disk that cannot be written it is a copy in memory: what is there is shown and played, and what is
    stored is lost with the process. Raises StoreError.
    """
    folder.make()
    if not is_writable(folder.root):
        with borrowed_database(folder) as url:
            database = open_database(url)
            try:
                yield database
            finally:
                database.close()
        return
    with sound_database(folder, lambda: _about_now(folder)):
        database = open_database(folder.database_url)
        try:
            recover(database, folder)
            # a folder that went back to its place may have been empty before
            folder.make()
            yield database
        finally:
            database.close()


def _about_now(folder: Folder) -> datetime:
    """The time before there is a database to correct: not earlier than the last one kept."""
    kept, now = read_kept(folder), datetime.now(UTC)
    return now if kept is None else max(now, kept.at)

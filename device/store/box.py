"""Opens the box's folder and database, as every process of the box does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from device.store.backup.restore import recover
from device.store.clock.kept_time import read_kept
from device.store.database import Database, open_database
from device.store.folder import Folder
from device.store.rescue.healing import sound_database


@contextmanager
def open_box(folder: Folder) -> Iterator[Database]:
    """The migrated database, closed at the end. Puts a damaged one right, and finishes or undoes a restore
    that a power cut interrupted.

    Raises StoreError.
    """
    folder.make()
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

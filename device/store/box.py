"""Opens the box's folder and database, as every process of the box does."""

from collections.abc import Iterator
from contextlib import contextmanager

from device.store.backup.restore import recover
from device.store.database import Database, open_database
from device.store.folder import Folder


@contextmanager
def open_box(folder: Folder) -> Iterator[Database]:
    """The migrated database, closed at the end. Finishes or undoes a restore that a power cut interrupted.

    Raises StoreError.
    """
    folder.make()
    database = open_database(folder.database_url)
    try:
        recover(database, folder)
        # a folder that went back to its place may have been empty before
        folder.make()
        yield database
    finally:
        database.close()

"""The box's folder and database, opened as every process of the box opens them."""

from collections.abc import Iterator
from contextlib import contextmanager

from device.store.backup.restore import recover
from device.store.database import Database, open_database
from device.store.folder import Folder


@contextmanager
def open_box(folder: Folder) -> Iterator[Database]:
    """The database, up to date, with whatever a power cut left half restored put right; closed at the end.

    Raises StoreError in plain words.
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

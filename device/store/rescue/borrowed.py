"""The database of a box whose disk cannot be written any more: a copy, in memory where there is a place."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from device.store.folder import DATABASE, Folder
from device.store.rescue.copies import copies
from device.store.rescue.soundness import State, examine

log = logging.getLogger(__name__)

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@contextmanager
def borrowed_database(folder: Folder) -> Iterator[str]:
    """The URL of a copy, gone at the end; PostgreSQL's own, which is on another disk or says so itself."""
    if make_url(folder.database_url).get_backend_name() != "sqlite":
        yield folder.database_url
        return
    log.error("the disk of %s cannot be written: what is stored from now on is lost", folder.root)
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="formbox-", dir=place) as name:
        copy = Path(name) / DATABASE
        for path in folder.root.glob(f"{DATABASE}*"):
            if path.is_file() and not path.name.endswith("-shm"):
                shutil.copyfile(path, copy.with_name(path.name))
        if examine(copy) is not State.SOUND:
            _take_copy(folder, copy)
        yield f"sqlite:///{copy}"


def _take_copy(folder: Folder, copy: Path) -> None:
    """One of an earlier night, where there is one."""
    for found in (None, *copies(folder)):
        for path in copy.parent.glob(f"{DATABASE}*"):
            path.unlink()
        if found is not None and found.suffix == ".db":
            shutil.copyfile(found, copy)
            if examine(copy) is State.SOUND:
                return

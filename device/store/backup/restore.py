"""Restores a backup while the box is at work: checked as a whole first, then all of it or nothing.

Files are unpacked and checked beside the present ones (`unpacking`), rows are migrated in a database of their
own; only then does `swap` replace database and files.
"""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, MetaData, select, update

from device.store.backup import swap
from device.store.backup.archive import LESSONS, TRACKS, ArchiveContents, ArchiveManifest, contents
from device.store.backup.room import Progress
from device.store.backup.rows import MISFIT, fill, owned_files, scratch
from device.store.backup.unpacking import unpack
from device.store.database import Database, migrate
from device.store.errors import BackupError, BackupProblem
from device.store.folder import DATABASE, Folder
from device.store.tables import Job, JobState, Member

KEY_BYTES: Final = 32
LOCK: Final = "restore.lock"


@dataclass(frozen=True, slots=True)
class Restored:
    """The contents of the restored backup, and the folder with the state before."""

    contents: ArchiveContents
    kept: Path


def restore(
    database: Database, folder: Folder, source: Path, *, now: datetime, progress: Progress | None = None
) -> Restored:
    """Replace everything by the backup; the state before stays in `before-restore-<time>`.

    source: a backup's file, or the folder that an earlier restore kept, to undo that one. Every member has
    to sign in again. Raises BackupError, with nothing changed, when it is not a whole backup, does not fit,
    or a match or the night is at work. A power cut at any moment leaves the old or the new; `recover`, called
    when a process of the box starts, clears up after it.
    """
    with _alone(folder), _announced(folder):
        swap.recover(database, folder)
        swap.check_idle(database, folder, now)
        stage = swap.stage_of(folder)
        try:
            manifest = unpack(source, folder, stage, progress)
            with closing(scratch(stage / DATABASE)) as rows:
                _load(rows, stage, manifest)
                _announce(folder)  # unpacking may have taken long
                kept = swap.change(database, folder, rows, now)
        finally:
            # also after a failure: the staged files are of no further use
            shutil.rmtree(stage, ignore_errors=True)
        return Restored(contents(manifest.made_at, manifest.rows, manifest.size_bytes), kept)


def recover(database: Database, folder: Folder) -> None:
    """Finish or undo what a power cut interrupted; nothing while a restore is at work."""
    try:
        with _alone(folder):
            swap.recover(database, folder)
    except BackupError:
        return


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    with (folder.root / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(
                BackupProblem.RESTORE_RUNS, "Another backup is being restored just now."
            ) from error
        yield


@contextmanager
def _announced(folder: Folder) -> Iterator[None]:
    """Meanwhile the TV asks people not to switch the box off."""
    _announce(folder)
    try:
        yield
    finally:
        folder.updating.unlink(missing_ok=True)


def _announce(folder: Folder) -> None:
    # made anew: one that an update left behind belongs to the system, and its time cannot be changed
    folder.updating.unlink(missing_ok=True)
    folder.updating.touch()


def _load(rows: Database, stage: Path, manifest: ArchiveManifest) -> None:
    """Fill the stage's own database, as the backup's version had it, and bring it to ours."""
    try:
        with rows.engine.begin() as connection:
            migrate(connection, manifest.revision)
            then = MetaData()
            then.reflect(connection)
            fill(connection, then, stage, manifest.rows)
            migrate(connection)
        with rows.session() as session:
            # sessions of the backup's time are invalid, and its unfinished work starts again
            for member in session.scalars(select(Member)):
                member.key = secrets.token_hex(KEY_BYTES)
            session.execute(
                update(Job)
                .where(Job.state == JobState.WORKING)
                .values(state=JobState.WAITING, stage=None, percent=0.0, left_s=None, beat_at=None)
            )
        with rows.reading() as session:
            _tidy(session.connection(), stage)
    except MISFIT as error:
        raise BackupError(
            BackupProblem.DAMAGED, "The backup is damaged: its rows do not fit together."
        ) from error


def _tidy(connection: Connection, stage: Path) -> None:
    """Check every row, and remove files that no row names."""
    owned = owned_files(connection)
    for path in (stage / LESSONS).iterdir():
        if path.name not in owned[LESSONS]:
            shutil.rmtree(path)
    for path in (stage / TRACKS).iterdir():
        if path.name not in owned[TRACKS]:
            path.unlink()

"""Replaces database and files by a restored backup, atomically.

The rows change in one transaction, and the folders are renamed inside it; its commit decides. A journal file,
written before, names the token that the new rows carry. A process that finds the journal later looks for the
token in the database: if it is there, the swap is complete; if not, the folders are renamed back. So a power
cut at any moment leaves the old state or the new one, and the old one is kept in any case.
"""

import fcntl
import itertools
import json
import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from device.store.backup.archive import MARKER, STAYING, TABLES
from device.store.backup.backup import keep_tables
from device.store.backup.rows import ROWS_AT_ONCE
from device.store.database import BUSY_MS, Database
from device.store.errors import BackupError, BackupProblem
from device.store.folder import Folder
from device.store.jobs import is_alive
from device.store.tables import Base, Job, JobState, Lesson, Setting, Upload
from models.files import sync_folder, write_atomic

JOURNAL: Final = "restoring.json"
STAGE: Final = ".restoring"
KEPT: Final = "before-restore-"
KEPT_NAME: Final = re.compile(rf"{KEPT}\d{{8}}T\d{{6}}Z(-\d+)?", re.ASCII)

log = logging.getLogger(__name__)


def stage_of(folder: Folder) -> Path:
    """Where a backup is unpacked: on the box's own disk, because it will be renamed into place."""
    return folder.root / STAGE


def check_idle(database: Database, folder: Folder, now: datetime) -> None:
    """Raise BackupError while a match or the night is at work."""
    with _no_match(folder), database.reading() as session:
        _check_night(session, now)


def change(database: Database, folder: Folder, rows: Database, now: datetime) -> Path:
    """Replace rows and files by `rows` and the stage's files; the folder that now has the old state.

    Raises BackupError, with nothing changed.
    """
    old = _free_name(folder, now)
    token = secrets.token_hex(16)
    write_atomic(folder.root / JOURNAL, json.dumps({"token": token, "old": old.name}).encode())
    try:
        old.mkdir(mode=0o750)
        with _no_match(folder), database.session() as session:
            _lock_out(session)
            _check_night(session, now)
            unfinished = session.scalars(
                select(Upload.id).where(Upload.offset_bytes < Upload.length_bytes)
            ).all()
            keep_tables(session.connection(), old, now)
            _replace(session.connection(), rows, token)
            _swap(folder, old)
    except SQLAlchemyError as error:
        # the first line of the database's own message, without the statement
        reason = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
        raise BackupError(
            BackupProblem.DATABASE, f"The box's database did not take the backup: {reason}."
        ) from error
    finally:
        recover(database, folder)
    for upload in unfinished:
        # it cannot be continued: its row is gone
        folder.upload(upload).unlink(missing_ok=True)
    return old


def recover(database: Database, folder: Folder) -> None:
    """Finish or undo a swap that was interrupted. Call it only while no other restore runs."""
    journal = folder.root / JOURNAL
    if journal.exists():
        found = _journal(folder)
        with database.reading() as session:
            if found is None:
                old = _half_done(session, folder)
            else:
                marker = session.get(Setting, MARKER)
                old = None if marker is not None and marker.value == {"value": found[0]} else found[1]
        if old is not None:
            _undo(folder, old)
        journal.unlink()
        sync_folder(folder.root)
    shutil.rmtree(stage_of(folder), ignore_errors=True)


def _journal(folder: Folder) -> tuple[str, Path] | None:
    """The token of the new rows, and the folder with the old files; None where the journal is damaged."""
    try:
        said = json.loads((folder.root / JOURNAL).read_bytes())
        token, name = str(said["token"]), str(said["old"])
    except (LookupError, TypeError, ValueError):
        return None
    return (token, folder.root / name) if KEPT_NAME.fullmatch(name) else None


def _half_done(session: Session, folder: Folder) -> Path | None:
    """Without a journal: the folder whose files belong to the rows; None where those that are in place do."""
    found = (path for path in folder.root.glob(f"{KEPT}*") if KEPT_NAME.fullmatch(path.name))
    kept = sorted(found, key=lambda path: path.stat().st_mtime)
    if not kept or not any((kept[-1] / part.name).exists() for part in _parts(folder)):
        return None
    known = [str(number) for number in session.scalars(select(Lesson.id))]
    present, old = (_names(place / folder.lessons.name) for place in (folder.root, kept[-1]))
    ours, theirs = (sum(name in there for name in known) for there in (present, old))
    unfinished = any((stage_of(folder) / part.name).exists() for part in _parts(folder))
    log.warning("the journal of a restore is damaged: %d lessons are here, %d were before", ours, theirs)
    return kept[-1] if theirs > ours or (theirs == ours and unfinished) else None


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*")}


@contextmanager
def _no_match(folder: Folder) -> Iterator[None]:
    """Keep matches from starting while the block runs, and the night's work paused."""
    handle = os.open(folder.playing, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(
                BackupProblem.MATCH_RUNS, "A match is running: restore the backup when it is over."
            ) from error
        yield
    finally:
        os.close(handle)


def _check_night(session: Session, now: datetime) -> None:
    at_work = select(func.count(Job.id)).where(Job.state == JobState.WORKING, is_alive(now))
    if session.scalar(at_work):
        raise BackupError(
            BackupProblem.NIGHT_WORKS, "A lesson is being prepared: restore the backup when that is over."
        )


def _lock_out(session: Session) -> None:
    """Lock all tables until the transaction ends; SQLite's transaction has them locked already."""
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        session.execute(text(f"SET LOCAL lock_timeout = {BUSY_MS}"))
        session.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))


def _replace(connection: Connection, rows: Database, token: str) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in STAYING:
            connection.execute(table.delete())
    with rows.reading() as staged:
        for table in TABLES:
            found = staged.connection().execute(select(table), execution_options={"yield_per": ROWS_AT_ONCE})
            for part in found.mappings().partitions():
                connection.execute(table.insert(), [dict(row) for row in part])
    connection.execute(insert(Setting), {"key": MARKER, "value": {"value": token}})
    if connection.dialect.name == "postgresql":
        for table in TABLES:
            if table.autoincrement_column is not None:
                count_on(connection, table, table.autoincrement_column)


def count_on(connection: Connection, table: Table, column: Column[int]) -> None:
    """Move PostgreSQL's sequence of ids beyond those of the inserted rows."""
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
    connection.execute(select(func.setval(sequence, func.greatest(func.nextval(sequence), last + 1), False)))


def _free_name(folder: Folder, now: datetime) -> Path:
    name = f"{KEPT}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    return next(folder.root / one for one in names if not (folder.root / one).exists())


def _parts(folder: Folder) -> tuple[Path, ...]:
    return folder.lessons, folder.tracks


def _swap(folder: Folder, old: Path) -> None:
    stage = stage_of(folder)
    for part in _parts(folder):
        with suppress(FileNotFoundError):
            part.rename(old / part.name)
        (stage / part.name).rename(part)
    for changed in (old, stage, folder.root):
        sync_folder(changed)


def _undo(folder: Folder, old: Path) -> None:
    """Undo `_swap`, wherever it, or an earlier undo, was interrupted."""
    for part in _parts(folder):
        if (old / part.name).exists():
            # what lies there is the backup's, or a new folder that a starting process made
            shutil.rmtree(part, ignore_errors=True)
            (old / part.name).rename(part)
    sync_folder(folder.root)
    shutil.rmtree(old, ignore_errors=True)

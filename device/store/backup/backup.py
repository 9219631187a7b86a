"""Makes a backup while the box is at work: all rows at one moment, and the files that they name.

The rows are read in one transaction. The files are held by hard links while they are copied: every file of
the box is replaced as a whole, never rewritten, so that a link keeps the old contents.
"""

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select

from device.store.backup.archive import (
    CHUNK,
    LESSONS,
    MANIFEST,
    MARKER,
    MEDIA,
    ROWS,
    TABLES,
    ArchiveContents,
    ArchiveManifest,
    Entry,
    as_json,
    as_line,
    contents,
    table_name,
)
from device.store.backup.room import Progress, check_room
from device.store.backup.rows import ROWS_AT_ONCE, check_rows
from device.store.backup.unpacking import verify
from device.store.database import READING, Database, revision_of
from device.store.folder import Folder
from device.store.jobs import OPEN
from device.store.tables import Job, JobKind, Lesson, Player, Setting
from models.files import put_in_place, sync_folder, write_atomic

# Prefix of folders with hard links while a backup is made; `orphans` finds those that a power cut leaves.
PINS: Final = ".backup-"
# A lesson may be prepared again between the rows and the files: then both are read again, so often.
LOOKS: Final = 3


@dataclass(frozen=True, slots=True)
class View:
    """The box at one moment. files: path of each member of the archive; missing: members without a file."""

    revision: str
    rows: Mapping[str, int]
    files: Mapping[str, Path]
    missing: tuple[str, ...]

    @property
    def size_bytes(self) -> int:
        """Of all files."""
        return sum(path.stat().st_size for path in self.files.values())


def backup(
    database: Database, folder: Folder, target: Path, *, now: datetime, progress: Progress | None = None
) -> ArchiveContents:
    """Write everything into the file `target`, which is whole or not there; an older one is replaced.

    It is read again and checked as a restore would before it gets its name. Raises BackupError when it would
    not fit, or would not be taken back; OSError when it cannot be written.
    """
    with view(database, folder) as seen:
        need = seen.size_bytes
        check_room(target.parent, need, "The backup")
        # made by mkstemp for its owner alone: it holds the hashes of passwords
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in archive(seen, now):
                    file.write(piece)
                    if progress is not None:
                        progress(min(file.tell(), need), need)
            verify(part)
            put_in_place(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return contents(now, seen.rows, need, seen.missing)


def backup_stream(database: Database, folder: Folder, *, now: datetime) -> Generator[bytes]:
    """The same bytes piece by piece, for a browser: they take no space on the box. Close it to end early.

    Raises BackupError, before the first piece, when a restore would not take the rows.
    """
    with view(database, folder) as seen:
        yield from archive(seen, now)


@contextmanager
def view(database: Database, folder: Folder) -> Iterator[View]:
    """All rows and files as they are now; they stay readable until the block ends, whatever is changed."""
    for look in range(1, LOOKS + 1):
        with tempfile.TemporaryDirectory(prefix=PINS, dir=folder.root) as name:
            seen = _look(database, folder, Path(name))
            if not seen.missing or look == LOOKS:
                yield seen
                return


def _look(database: Database, folder: Folder, pins: Path) -> View:
    with _moment(database) as connection:
        revision = _revision(connection)
        (pins / ROWS).mkdir()
        rows = write_tables(connection, pins / ROWS)
        needed, present = _needed(connection, folder), _present(connection, folder)
    check_rows(pins, rows)
    files = {table_name(table): pins / table_name(table) for table in rows}
    for number, name in enumerate(sorted(needed | present)):
        held = _hold(folder.root / name, pins / f"{number}") if MEDIA.fullmatch(name) else None
        if held is not None:
            files[name] = held
    return View(revision, rows, files, tuple(sorted(needed - set(files))))


def _needed(connection: Connection, folder: Folder) -> set[str]:
    """Files that must exist: videos and tracks of prepared lessons, other originals, players' tracks."""
    ready = connection.scalars(select(Lesson.id).where(Lesson.prepared_at.is_not(None)))
    files = [path for lesson in ready for path in (folder.lesson(lesson).video, folder.lesson(lesson).track)]
    fetching = select(Job.lesson_id).where(Job.kind == JobKind.FETCH, Job.state.in_(OPEN))
    new = select(Job.lesson_id).where(Job.kind == JobKind.PREPARE, Job.state.in_(OPEN))
    files += [folder.lesson(lesson).original for lesson in connection.scalars(new.except_(fetching))]
    tracks = connection.scalars(select(Player.track).where(Player.track.is_not(None)))
    files += [folder.tracks / track for track in tracks if track]
    return {path.relative_to(folder.root).as_posix() for path in files}


def _present(connection: Connection, folder: Folder) -> set[str]:
    """Every file of every lesson, except those that are being written."""
    return {
        f"{LESSONS}/{lesson}/{path.name}"
        for lesson in connection.scalars(select(Lesson.id))
        for path in _plain_files(folder.lesson(lesson).root)
        if not path.name.startswith(".")
    }


@contextmanager
def _moment(database: Database) -> Iterator[Connection]:
    """A transaction that sees one state of the data from its first query to its last."""
    sqlite = database.engine.dialect.name == "sqlite"
    options = {READING: True} if sqlite else {"isolation_level": "REPEATABLE READ"}
    with database.engine.connect().execution_options(**options) as connection:
        yield connection
        connection.rollback()


def keep_tables(connection: Connection, into: Path, now: datetime) -> None:
    """Write all rows into a folder, with a manifest: with the files beside them it is a backup too."""
    (into / ROWS).mkdir(mode=0o750)
    counts = write_tables(connection, into / ROWS)
    entries = []
    for table in counts:
        data = (into / table_name(table)).read_bytes()
        entries.append(Entry(table_name(table), len(data), hashlib.sha256(data).hexdigest()))
    manifest = ArchiveManifest(_revision(connection), now, counts, tuple(entries))
    write_atomic(into / MANIFEST, as_json(manifest))
    sync_folder(into / ROWS)


def write_tables(connection: Connection, into: Path) -> dict[str, int]:
    """Write the rows of every table that is kept into a file each; how many they are."""
    counts = {}
    for table in TABLES:
        question = select(table).order_by(*table.primary_key)
        if table.name == Setting.__tablename__:
            question = question.where(table.c.key != MARKER)
        rows = connection.execute(question, execution_options={"yield_per": ROWS_AT_ONCE}).mappings()
        with (into / Path(table_name(table.name)).name).open("wb") as file:
            counts[table.name] = 0
            for row in rows:
                file.write(as_line(table.name, row))
                counts[table.name] += 1
            file.flush()
            os.fsync(file.fileno())
    return counts


def _revision(connection: Connection) -> str:
    revision = revision_of(connection)
    assert revision is not None, "an opened database is migrated"
    return revision


def _plain_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def _hold(path: Path, pin: Path) -> Path | None:
    """A second name for the file; the file itself where the disk knows no links; None if it is gone."""
    try:
        os.link(path, pin, follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError:
        return path
    return pin


class _Outlet(io.RawIOBase):
    """A stream for ZipFile to write into: it can be emptied, but not sought in."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._waiting.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        piece = b"".join(self._waiting)
        self._waiting.clear()
        return piece


def archive(seen: View, now: datetime) -> Iterator[bytes]:
    """The backup, in pieces of about a chunk."""
    outlet = _Outlet()
    entries = []
    with zipfile.ZipFile(outlet, "w") as file:
        for name, path in seen.files.items():
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            if name.startswith(ROWS):
                info.compress_type = zipfile.ZIP_DEFLATED
            digest, size = hashlib.sha256(), 0
            with path.open("rb") as source, file.open(info, "w", force_zip64=True) as sink:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    size += sink.write(chunk)
                    yield outlet.take()
            entries.append(Entry(name, size, digest.hexdigest()))
        manifest = ArchiveManifest(seen.revision, now, seen.rows, tuple(entries))
        file.writestr(zipfile.ZipInfo(MANIFEST, now.timetuple()[:6]), as_json(manifest))
    yield outlet.take()

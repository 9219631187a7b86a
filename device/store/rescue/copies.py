"""One copy of the database for each of the last seven nights on which it was sound, in the box's folder.

A copy is whole or not there: `VACUUM INTO` (SQLite) or `pg_dump` (PostgreSQL, where it is installed) write to
another name, which is flushed, examined, and renamed.
"""

import logging
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from device.store.folder import DATABASE, Folder
from device.store.rescue.soundness import State, examine
from models.files import put_in_place, sync_folder

log = logging.getLogger(__name__)

KEPT: Final = 7
NAME: Final = re.compile(r"formbox-(\d{8}T\d{6}Z)\.(db|sql)", re.ASCII)
DATE: Final = "%Y%m%dT%H%M%SZ"
# Bytes that must stay free: a copy is of less use than what is stored next.
SPARE_BYTES: Final = 64 << 20
DUMP_S: Final = 600.0


def keep_copy(folder: Folder, now: datetime) -> Path | None:
    """Keep a copy of the database, and remove all but the last KEPT; None where it cannot be.

    A database that is damaged, or that has lost its rows, must not take the place of a good copy: the first
    is put right at once, by ending all processes.
    """
    url = make_url(folder.database_url)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        state = examine(folder.root / DATABASE, thorough=True)
        if state is State.DAMAGED:
            log.error("the database is damaged")
            folder.damaged.touch()
        if state is not State.SOUND:
            return None
    folder.copies.mkdir(exist_ok=True, mode=0o750)
    for half in folder.copies.glob(".*"):
        half.unlink(missing_ok=True)
    if not _has_room(folder):
        log.warning("there is no room for a copy of the database")
        return None
    name = f"formbox-{now.astimezone(UTC):{DATE}}.{'db' if sqlite else 'sql'}"
    part = folder.copies / f".{name}.part"
    try:
        if sqlite:
            _copy(folder.root / DATABASE, part)
        elif not _dump(folder.database_url, part):
            return None
        part.chmod(0o600)
        put_in_place(part, folder.copies / name)
    finally:
        part.unlink(missing_ok=True)
    for path in copies(folder)[KEPT:]:
        path.unlink(missing_ok=True)
    return folder.copies / name


def copies(folder: Folder) -> list[Path]:
    """All copies, the newest first; by their names, because a file's own time is lost when it is moved."""
    if not folder.copies.is_dir():
        return []
    return sorted((path for path in folder.copies.iterdir() if NAME.fullmatch(path.name)), reverse=True)


def date_of(copy: Path) -> datetime | None:
    """When a copy was made; None for a file that is none."""
    found = NAME.fullmatch(copy.name)
    try:
        return datetime.strptime(found[1], DATE).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def newest_good(folder: Folder) -> Path | None:
    """The newest copy of an SQLite database that is sound."""
    for path in copies(folder):
        if path.suffix == ".db" and date_of(path) and examine(path, thorough=True) is State.SOUND:
            return path
    return None


def is_due(folder: Folder, now: datetime, hours: float = 20.0) -> bool:
    """Whether the last copy is of an earlier night; one of a time to come says nothing."""
    dates = [date for path in copies(folder)[:1] if (date := date_of(path))]
    return not dates or abs((now - dates[0]).total_seconds()) >= hours * 3600


def put_copy(copy: Path, place: Path) -> None:
    """Put a copy in the place of the database, whole or not at all; the copy stays."""
    part = place.with_name(f".{place.name}.part")
    shutil.copyfile(copy, part)
    part.chmod(0o640)
    put_in_place(part, place)
    sync_folder(place.parent)


def _has_room(folder: Folder) -> bool:
    database = folder.root / DATABASE
    size = database.stat().st_size if database.is_file() else 0
    return shutil.disk_usage(folder.root).free >= size + SPARE_BYTES


def _copy(database: Path, part: Path) -> None:
    with closing(sqlite3.connect(database, timeout=10.0)) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))
    if examine(part, thorough=True) is not State.SOUND:
        raise sqlite3.DatabaseError("the copy of the database is damaged")


def _dump(url: str, part: Path) -> bool:
    """Whether PostgreSQL's own program wrote a dump."""
    program = shutil.which("pg_dump")
    if program is None:
        return False
    there = make_url(url)
    password = {"PGPASSWORD": there.password} if there.password else {}
    plain = there.set(drivername="postgresql", password=None).render_as_string()
    command = [program, "--no-owner", "--file", str(part), "--dbname", plain]
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, with the box's own database
            command, env={**os.environ, **password}, timeout=DUMP_S, check=False, stderr=subprocess.PIPE
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("the database was not dumped: %s", error)
        return False
    if done.returncode:
        log.warning("the database was not dumped: %s", done.stderr.decode(errors="replace").strip()[:400])
    return done.returncode == 0

"""The rows of a backup: read from its lines into a database of their own, and checked there.

A restore does it with what comes from outside, and a backup with what it has just written: a row that no
restore would take is found while the box still has the data.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import JSON, Connection, DateTime, MetaData, Table, event, select
from sqlalchemy.exc import SQLAlchemyError

from device.store.backup.archive import EMPTIED, LESSONS, MEDIA, STAYING, TABLES, TRACKS, table_name
from device.store.database import Database
from device.store.errors import BackupError, BackupProblem
from device.store.tables import Base, Lesson, Player

LINE_MAX: Final = 2**26  # bytes of one row; a match of an hour takes about 2 % of it
ROWS_AT_ONCE: Final = 500
# all that rows which do not fit raise
MISFIT: Final = (SQLAlchemyError, LookupError, TypeError, ValueError, RecursionError)
CHECKED: Final = "checked.db"
SAID_MAX: Final = 300  # letters of a database's message


def scratch(path: Path) -> Database:
    """An empty SQLite database. A power cut may throw it away, so nothing of it is synced: a card is slow."""
    rows = Database(f"sqlite:///{path}")
    event.listen(rows.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    return rows


def check_rows(folder: Path, counts: Mapping[str, int]) -> None:
    """Raise BackupError unless a restore would take the lines that were just written into `folder`.

    counts: the number of rows of each table.
    """
    path = folder / CHECKED
    try:
        with closing(scratch(path)) as rows, rows.engine.begin() as connection:
            Base.metadata.create_all(connection)
            plain = MetaData()  # the columns as a restore's migrations make them: enums are text
            plain.reflect(connection)
            fill(connection, plain, folder, counts)
            owned_files(connection)
    except MISFIT as error:
        raise BackupError(
            BackupProblem.ROWS, f"What the box has stored does not fit into a backup: {str(error)[:SAID_MAX]}"
        ) from error
    finally:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            (folder / name).unlink(missing_ok=True)


def fill(connection: Connection, tables: MetaData, folder: Path, counts: Mapping[str, int]) -> None:
    """Insert the lines of all tables, which are empty. Raises one of MISFIT, or BackupError."""
    if not set(counts) <= set(tables.tables) - STAYING - EMPTIED - {"alembic_version"}:
        raise BackupError(
            BackupProblem.DAMAGED, "The backup is damaged: it has tables that its version does not know."
        )
    for table in tables.sorted_tables:
        if table.name in counts:
            _fill(connection, table, folder / table_name(table.name), counts[table.name])


def owned_files(connection: Connection) -> dict[str, set[str]]:
    """Read every row as this version does; the names below LESSONS and TRACKS that rows own.

    Raises ValueError for a text that is longer than its column, or a track that is no file of ours.
    """
    owned: dict[str, set[str]] = {LESSONS: set(), TRACKS: set()}
    for table in TABLES:
        bounds = {one.key: most for one in table.columns if (most := getattr(one.type, "length", None))}
        for row in connection.execute(
            select(table), execution_options={"yield_per": ROWS_AT_ONCE}
        ).mappings():
            # here and not as the rows come in: a migration may have shortened what an older version took
            for name, most in bounds.items():
                if len(row[name] or "") > most:
                    raise ValueError(f"{table.name}.{name} is too long")
            if table.name == Lesson.__tablename__:
                owned[LESSONS].add(str(row["id"]))
            elif table.name == Player.__tablename__ and row["track"] is not None:
                owned[TRACKS].add(row["track"])
    if not all(MEDIA.fullmatch(f"{TRACKS}/{name}") for name in owned[TRACKS]):
        raise ValueError("a track that is no file of ours")
    return owned


def _fill(connection: Connection, table: Table, path: Path, count: int) -> None:
    waiting: list[dict[str, Any]] = []
    with path.open("rb") as file:
        while line := file.readline(LINE_MAX):
            row = json.loads(line)
            if set(row) != set(table.columns.keys()):
                raise ValueError(f"a row of {table.name} has other columns")
            waiting.append({name: _value(table, name, value) for name, value in row.items()})
            count -= 1
            if len(waiting) == ROWS_AT_ONCE:
                connection.execute(table.insert(), waiting)
                waiting = []
    if waiting:
        connection.execute(table.insert(), waiting)
    if count:
        raise ValueError(f"{table.name} has another number of rows")


def _value(table: Table, name: str, value: Any) -> Any:
    """The value as the column takes it. Raises TypeError for another kind: SQLite would not."""
    kind = table.columns[name].type
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
    wanted = kind.python_type
    if not isinstance(value, (int, float) if wanted is float else wanted):
        raise TypeError(f"{table.name}.{name} cannot be {value!r}")
    return value

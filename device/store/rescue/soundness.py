"""Examines a database in a file: whether it is whole, and has tables and rows that this program can read.

Only contents are judged. A disk that does not answer, or a file that another user owns, raises StoreError.
"""

import sqlite3
import stat
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine, select
from sqlalchemy.exc import SQLAlchemyError

from device.errors import StoreError
from device.store.database import is_damage, revisions
from device.store.tables import Base

MAGIC: Final = b"SQLite format 3\x00"
VERSION: Final = "alembic_version"
# Begin of a write-ahead log, as it is written by computers of either byte order.
LOG_MAGIC: Final = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
LOG_HEADER: Final = 32
# Written often and much: read at night only.
LARGE: Final = frozenset({"players", "repetitions"})


class State(StrEnum):
    """What a database is worth."""

    SOUND = "sound"
    EMPTY = "empty"  # not there, or without a table
    BLANK = "blank"  # without a member and a lesson
    DAMAGED = "damaged"


def examine(path: Path, *, thorough: bool = False) -> State:
    """What the database in this file is worth; thorough: also its indices and its large tables.

    Raises StoreError when it cannot be known, or when a newer program made it.
    """
    state = _look_at_file(path)
    if state is not State.SOUND:
        return state
    try:
        with closing(sqlite3.connect(path, timeout=10.0)) as connection:
            if not _is_whole(connection, thorough=thorough):
                return State.DAMAGED
            tables = {
                str(name)
                for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            }
            if not tables - {"sqlite_sequence"}:
                return State.EMPTY
            return _examine_tables(connection, path, tables, thorough=thorough)
    except sqlite3.Error as error:
        if is_damage(error):
            return State.DAMAGED
        raise StoreError(f"The box's database cannot be read: {error}.") from error


def _look_at_file(path: Path) -> State:
    """What the file is, by what it begins with."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            return State.DAMAGED
        if found.st_size == 0:
            return State.EMPTY
        with path.open("rb") as file:
            return State.SOUND if file.read(len(MAGIC)) == MAGIC else State.DAMAGED
    except FileNotFoundError:
        return State.EMPTY
    except OSError as error:
        raise StoreError(f"The box's database cannot be read: {error.strerror}.") from error


def log_is_damaged(path: Path) -> bool:
    """Whether the write-ahead log beside this database is none: what was stored last is lost then."""
    try:
        with path.with_name(f"{path.name}-wal").open("rb") as file:
            head = file.read(LOG_HEADER)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return len(head) == LOG_HEADER and any(head) and head[:4] not in LOG_MAGIC


def _is_whole(connection: sqlite3.Connection, *, thorough: bool) -> bool:
    check = "integrity_check" if thorough else "quick_check"
    return [str(row[0]) for row in connection.execute(f"PRAGMA {check}(1)")] == ["ok"]


def _examine_tables(connection: sqlite3.Connection, path: Path, tables: set[str], *, thorough: bool) -> State:
    known = revisions()
    if VERSION not in tables:
        return State.DAMAGED
    found = [str(row[0]) for row in connection.execute("SELECT version_num FROM alembic_version")]
    if len(found) != 1 or found[0] not in known:
        if len(found) == 1 and found[0].isdecimal() and found[0] > known[-1]:
            raise StoreError("The box's database was made by a newer Formbox: bring this box up to date.")
        return State.DAMAGED
    if found[0] != known[-1]:
        return State.SOUND  # migrated next; what it has is another version's
    for table in Base.metadata.sorted_tables:
        has = {str(row[1]) for row in connection.execute(f"PRAGMA table_info({table.name})")}
        if not set(table.columns.keys()) <= has:
            return State.DAMAGED
    if not _is_readable(path, thorough=thorough):
        return State.DAMAGED
    rows = "SELECT EXISTS (SELECT 1 FROM members) OR EXISTS (SELECT 1 FROM lessons)"
    return State.SOUND if connection.execute(rows).fetchone()[0] else State.BLANK


def _is_readable(path: Path, *, thorough: bool) -> bool:
    """Whether every row has values that its columns may have: a page may be whole and say nonsense."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                if thorough or table.name not in LARGE:
                    for _row in connection.execute(select(table), execution_options={"yield_per": 500}):
                        pass
    except SQLAlchemyError as error:
        if is_damage(getattr(error, "orig", None)):
            return False
        raise StoreError(f"The box's database cannot be read: {error}.") from error
    except (LookupError, TypeError, ValueError, OverflowError):
        return False
    finally:
        engine.dispose()
    return True

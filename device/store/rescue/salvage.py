"""Reads what can be read of a damaged SQLite database into a new one.

Tables are read without their indices, from both ends until a page cannot be read. Rows that this version
cannot read, or that name rows which are gone, are left out.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table, create_engine, select
from sqlalchemy.exc import SQLAlchemyError

from device.store.database import open_database
from device.store.tables import Base

# What nobody misses: a row of them that cannot be read counts as none.
MINOR: Final = frozenset({"settings", "attempts", "pairing_codes", "bookmarks"})
# SQLite's own name of a row, which tables with a text as their key have too.
ROW: Final = "rowid"


def salvage(damaged: Path, into: Path) -> bool | None:
    """Write a new database with all rows that can be read; whether these are all. None: no member is left.

    damaged: stays as it is, its log is read too; into: is not there yet.
    """
    open_database(f"sqlite:///{into}").close()
    whole = True
    with closing(sqlite3.connect(into)) as target:
        target.execute("PRAGMA foreign_keys=OFF")
        try:
            with closing(sqlite3.connect(f"file:{_quoted(damaged)}?mode=rw", uri=True)) as source:
                source.text_factory = bytes
                for table in Base.metadata.sorted_tables:
                    whole &= _read(source, target, table)
        except sqlite3.Error:
            return None
        target.commit()
    whole &= _drop_unreadable(into)
    with closing(sqlite3.connect(into)) as target:
        whole &= _drop_unowned(target)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        members = target.execute("SELECT count(*) FROM members").fetchone()[0]
    return whole if members else None


def _read(source: sqlite3.Connection, target: sqlite3.Connection, table: Table) -> bool:
    """Copy the rows of one table; whether none was left out."""
    try:
        has = [row[1].decode() for row in source.execute(f"PRAGMA table_info({table.name})")]
    except (sqlite3.Error, UnicodeError):
        return False
    columns = [name for name in table.columns.keys() if name in has]  # noqa: SIM118 - not a dict
    if not columns:
        return False
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    insert = f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    whole = True
    for way in ("ASC", "DESC"):
        # by its own order, and not by an index, which may be damaged
        question = f"SELECT {names} FROM {table.name} NOT INDEXED ORDER BY {ROW} {way}"  # noqa: S608 - as above
        rows = _rows(source, question)
        for row in rows:
            if row is None:
                whole = False
                break
            with suppress(sqlite3.Error):  # a value that no column may have
                target.execute(insert, row)
        else:
            return whole
    return False


def _rows(source: sqlite3.Connection, question: str) -> Iterator[tuple[Any, ...] | None]:
    """The rows as they are stored; None where a page cannot be read, and then no more."""
    try:
        for row in source.execute(question):
            yield tuple(_text(value) for value in row)
    except sqlite3.Error:
        yield None


def _text(value: Any) -> Any:
    """With `text_factory` bytes, texts come as bytes: the box stores no others."""
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def _drop_unreadable(path: Path) -> bool:
    """Delete rows that this version cannot read; whether nobody misses one."""
    engine = create_engine(f"sqlite:///{path}")
    bad: list[tuple[str, int]] = []
    try:
        with engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                numbers = connection.exec_driver_sql(f"SELECT {ROW} FROM {table.name}").scalars().all()  # noqa: S608
                for number in numbers:
                    question = select(table).where(table.c[_key(table)] == _value(connection, table, number))
                    try:
                        connection.execute(question).all()
                    except (SQLAlchemyError, LookupError, TypeError, ValueError, OverflowError):
                        bad.append((table.name, number))
    finally:
        engine.dispose()
    with closing(sqlite3.connect(path)) as target:
        for name, number in bad:
            target.execute(f"DELETE FROM {name} WHERE {ROW} = ?", (number,))  # noqa: S608 - our own names
        target.commit()
    return all(name in MINOR for name, _ in bad)


def _key(table: Table) -> str:
    return next(iter(table.primary_key)).name


def _value(connection: Any, table: Table, number: int) -> Any:
    question = f"SELECT {_key(table)} FROM {table.name} WHERE {ROW} = {number}"  # noqa: S608 - our own names
    return connection.exec_driver_sql(question).scalar()


def _drop_unowned(target: sqlite3.Connection) -> bool:
    """Delete rows that name rows which are gone, or only the name where it may go; whether there was none."""
    whole = True
    while found := target.execute("PRAGMA foreign_key_check").fetchall():
        whole = False
        for name, number, parent, place in found:
            links = target.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            column, action = next(
                (link[3], link[6]) for link in links if link[0] == place and link[2] == parent
            )
            if action == "SET NULL":
                target.execute(f"UPDATE {name} SET {column} = NULL WHERE {ROW} = ?", (number,))  # noqa: S608
            else:
                target.execute(f"DELETE FROM {name} WHERE {ROW} = ?", (number,))  # noqa: S608 - our own names
        target.commit()
    return whole


def _quoted(path: Path) -> str:
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")

"""Opens the box's database and brings it up to date: SQLite in the data folder, or whatever its URL names.

Decides SQLite's durability (a power cut loses nothing that was committed) and how long one process waits for
another. The tables are in `tables`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from device.errors import StoreError
from device.store.folder import Folder

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Station, admin and night write rarely and little: a longer wait means that another process hangs.
BUSY_MS: Final = 10_000
# What SQLite says of contents: all else is said of the disk, of rights, or of another process.
CONTENTS: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
# an option of a connection
READING: Final = "formbox_reading"


class Database:
    """One per process; gives sessions, each with a transaction of its own."""

    def __init__(self, url: str) -> None:
        """url: SQLAlchemy's, such as sqlite:////var/lib/formbox/formbox.db. Opens nothing yet."""
        self.engine: Engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _configure)
            event.listen(self.engine, "begin", _begin)
            event.listen(self.engine, "handle_error", _note)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: committed when the block ends, rolled back when it raises."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only view of the data, which waits for no other process."""
        with self._sessions() as session:
            session.connection(execution_options={READING: True})
            # no explicit rollback: it would expire the rows that were read
            yield session

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database with all its tables, created or migrated if necessary. Raises StoreError."""
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            if not _is_current(connection):
                _bring_up_to_date(connection)
    except BaseException as error:
        database.close()
        if isinstance(error, DBAPIError):
            raise StoreError(f"The box's database cannot be opened: {error.orig}.") from error
        raise
    return database


def is_up_to_date(url: str) -> bool:
    """Whether the database can be opened and has the newest tables; migrates nothing."""
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            return _is_current(connection)
    except DBAPIError:
        return False
    finally:
        database.close()


def _is_current(connection: Connection) -> bool:
    with connection.begin():
        return revision_of(connection) == max(revisions())


def revisions() -> list[str]:
    """The numbers of all migrations that this program has."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables; None for a database without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _bring_up_to_date(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # a migration that rebuilds a table drops it first: nothing must be deleted along with it
        _switch_foreign_keys(connection, "OFF")
    with connection.begin():
        migrate(connection)
    if connection.dialect.name == "sqlite":
        _switch_foreign_keys(connection, "ON")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, in the transaction of `connection`."""
    # imported only when needed, which is rare: it would cost the page for phones 11 MB
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _switch_foreign_keys(connection: Connection, state: str) -> None:
    # on the driver's own connection: SQLite ignores it inside a transaction
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={state}")


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite says that contents are wrong, not that something else keeps it from reading them."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in CONTENTS
    # Python itself reads text, and finds it is none
    return isinstance(error, sqlite3.OperationalError) and "Could not decode" in str(error)


def _note(context: ExceptionContext) -> None:
    """Damage that is found while the box is at work, and a full disk: see `rescue`."""
    path = context.engine.url.database if context.engine is not None else None
    if not path:
        return
    folder = Folder(Path(path).parent)
    with suppress(OSError):
        if is_damage(context.original_exception):
            folder.damaged.touch()
        elif getattr(context.original_exception, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            # the next try finds room
            folder.ballast.unlink(missing_ok=True)


def _configure(connection: Any, _: object) -> None:
    # sqlite3 would begin transactions by its own rules; _begin does it here
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # a writer waits at its start; in the middle of a transaction SQLite could only refuse
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

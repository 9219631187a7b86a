"""Opens the box's database and brings it up to date: SQLite in the data folder, or whatever its URL names.

Decides how careful SQLite is (a power cut costs nothing that was said to be kept) and how long one process
waits for another. What the tables are is in `tables`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from device.errors import StoreError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Station, admin and night write seldom and little: who waits longer than this waits for something that hangs.
BUSY_MS: Final = 10_000
# an option of a connection
READING: Final = "formbox_reading"


class Database:
    """One a process; gives sessions, each a transaction of its own."""

    def __init__(self, url: str) -> None:
        """url: SQLAlchemy's, such as sqlite:////var/lib/formbox/formbox.db. Opens nothing yet."""
        self.engine: Engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _careful)
            event.listen(self.engine, "begin", _begin)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: kept when the block ends, undone when it raises."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A view of the data that changes nothing and waits for nobody."""
        with self._sessions() as session:
            session.connection(execution_options={READING: True})
            yield session
            session.rollback()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database with all its tables, made or migrated if need be. Raises StoreError in plain words."""
    database = Database(url)
    try:
        with database.engine.begin() as connection:
            migrate(connection)
    except DBAPIError as error:
        database.close()
        raise StoreError(f"The box's database cannot be opened: {error.orig}.") from error
    return database


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, in the transaction of `connection`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _careful(connection: Any, _: object) -> None:
    # sqlite3 would begin transactions by its own rules: we do, in _begin
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # who will write waits at the start, where waiting is safe: in the middle SQLite could only refuse
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

"""Opens the box's database and brings it up to date: SQLite in the data folder, or whatever its URL names.

Decides how careful SQLite is (a power cut costs nothing that was said to be kept) and how long one process
waits for another. What the tables are is in `tables`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
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
            # nothing is rolled back by name: that would spoil the rows that were read
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database with all its tables, made or migrated if need be. Raises StoreError in plain words."""
    database = Database(url)
    try:
        with database.engine.connect() as connection:
            with connection.begin():
                current = revision_of(connection)
            if current != max(revisions()):
                _bring_up_to_date(connection)
    except DBAPIError as error:
        database.close()
        raise StoreError(f"The box's database cannot be opened: {error.orig}.") from error
    return database


def revisions() -> list[str]:
    """All that this program knows, by their numbers."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision_of(connection: Connection) -> str | None:
    """The one that the tables are at; None for a database without tables."""
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
    # imported when it is needed, which is seldom: it would cost the page for phones 11 MB
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

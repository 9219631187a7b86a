"""A box's folder and its database, fresh for every test: on SQLite, and on PostgreSQL where one answers.

FORMBOX_TEST_POSTGRESQL holds the URL of a server whose user may make databases (`tests/postgresql.sh`).
"""

import os
import shutil
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, make_url

from device.store.backup.backup import backup
from device.store.database import open_database
from device.store.folder import DATABASE, Folder
from tests.device.store.furnished import furnish
from tests.needs import Need

POSTGRESQL = "FORMBOX_TEST_POSTGRESQL"


@pytest.fixture
def now():
    """A Saturday evening."""
    return datetime(2026, 3, 14, 19, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty box; the environment names no other."""
    for name in ("FORMBOX_HOME", "FORMBOX_DATABASE_URL", "STATE_DIRECTORY", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    box = Folder(tmp_path / "box")
    box.make()
    return box


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """A file with all tables and no row, to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / DATABASE
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_server():
    """The URL of a server that answers."""
    url = os.environ.get(POSTGRESQL)
    if not url:
        Need.POSTGRESQL.skip()
    return make_url(url)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server):
    """The name of a database with all tables and no row, to copy."""
    with _postgresql(postgresql_server) as url:
        open_database(_text(url)).close()
        yield url.database


@pytest.fixture
def sqlite_url(folder, migrated_sqlite):
    """A migrated SQLite database where the box looks for it."""
    shutil.copyfile(migrated_sqlite, folder.root / DATABASE)
    return folder.database_url


@pytest.fixture
def postgresql_url(postgresql_server, migrated_postgresql):
    """A migrated PostgreSQL database of this test's own."""
    with _postgresql(postgresql_server, migrated_postgresql) as url:
        yield _text(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The URL of a migrated database: one test each."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def database(folder, database_url):
    """The box's database: migrated, empty, closed at the end."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@contextmanager
def _postgresql(server, template="template1"):
    """The URL of a database on the server, gone at the end."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    url = server.set(database=f"formbox_{uuid.uuid4().hex}")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {url.database} TEMPLATE {template}")
        yield url
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {url.database} WITH (FORCE)")
    finally:
        engine.dispose()


def _text(url):
    return url.render_as_string(hide_password=False)


@pytest.fixture
def source(tmp_path, migrated_sqlite, now):
    """A backup of another box."""
    folder = Folder(tmp_path / "source")
    folder.make()
    shutil.copyfile(migrated_sqlite, folder.root / "formbox.db")
    database = open_database(folder.database_url)
    furnish(database, folder, now, "new")
    target = tmp_path / "backup.zip"
    backup(database, folder, target, now=now)
    database.close()
    return target


@pytest.fixture
def home(database, folder, now):
    """A box with a life of its own."""
    furnish(database, folder, now)
    return database, folder


@pytest.fixture
def sqlite_home(sqlite_url, folder, now):
    """The same, on SQLite only."""
    opened = open_database(sqlite_url)
    furnish(opened, folder, now)
    yield opened, folder
    opened.close()

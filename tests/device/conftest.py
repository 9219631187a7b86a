"""The box's folder and database for the tests of every part that keeps something."""

from tests.device.store.conftest import (  # noqa: F401 - fixtures
    database,
    database_url,
    folder,
    migrated_postgresql,
    migrated_sqlite,
    now,
    postgresql_server,
    postgresql_url,
    sqlite_url,
)

"""The box's folder and database for the tests of every part that keeps something."""

import pytest

from device.errors import ModelMissingError
from device.pose.prepare import detector_file, landmark_file
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
from tests.needs import Need


@pytest.fixture(scope="session")
def networks():
    """The files of the person detector and of the lite pose network, fetched when they are not there."""
    try:
        return detector_file(), landmark_file("lite")
    except ModelMissingError as error:
        Need.NETWORKS.skip(error)

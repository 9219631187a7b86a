"""A household for the tests of scenes."""

import pytest

from tests.device.match.conftest import lesson, tutor_track  # noqa: F401 - fixtures
from tests.device.scenes.house import House
from tests.device.tv.conftest import result  # noqa: F401 - a fixture


@pytest.fixture
def database_url(sqlite_url):
    """Scenes are the same with every kind of database."""
    return sqlite_url


@pytest.fixture
def house(folder, database, now, result):  # noqa: F811 - the fixture
    return House(folder, database, now, result)

"""What the tests of cameras share."""

import pytest

from device.camera import pi


@pytest.fixture
def fresh_import(monkeypatch):
    """As if nobody had asked for picamera2 yet: a process asks once. Gives monkeypatch."""
    pi._imported.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    pi._imported.cache_clear()

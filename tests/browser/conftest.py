"""A box for real browsers; skips where there is none."""

import pytest

from tests.browser import chromium
from tests.browser.serving import served
from tests.needs import Need


@pytest.fixture
def browser():
    """Skips where no browser is."""
    reason = chromium.missing()
    if reason:
        Need.BROWSER.skip(reason)


@pytest.fixture
def box(tmp_path, monkeypatch):
    """An empty box on a free port, ended with the test."""
    for name in ("FORMBOX_HOME", "FORMBOX_DATABASE_URL", "STATE_DIRECTORY", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    with served(tmp_path / "box") as running:
        yield running

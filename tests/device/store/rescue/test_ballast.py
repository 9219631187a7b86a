"""Space that is kept for a full disk."""

import shutil
import sqlite3
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from device.store.database import open_database
from device.store.rescue import ballast
from device.store.tables import Setting


@pytest.fixture
def free(monkeypatch):
    """Called with how many bytes are free."""
    monkeypatch.setattr(ballast, "SIZE_BYTES", 1 << 20)
    return lambda count: monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=count))


def test_it_is_laid_in_given_up_and_laid_in_again(folder, free):
    free(ballast.SPARE_BYTES)
    assert not ballast.lay_in(folder)
    free(ballast.SPARE_BYTES + ballast.SIZE_BYTES)
    assert ballast.lay_in(folder)
    assert folder.ballast.stat().st_size == ballast.SIZE_BYTES
    assert folder.ballast.stat().st_blocks * 512 >= ballast.SIZE_BYTES, "it takes space, it is no hole"
    free(ballast.LEAST_BYTES)
    assert not ballast.give_up_if_full(folder)
    free(ballast.LEAST_BYTES - 1)
    assert ballast.give_up_if_full(folder)
    assert not folder.ballast.exists()
    assert not ballast.give_up_if_full(folder)
    assert not ballast.lay_in(folder)
    free(1 << 39)
    assert ballast.lay_in(folder)


def test_one_that_was_written_by_half_is_made_anew(folder, free):
    free(1 << 39)
    folder.ballast.write_bytes(b"half")
    assert ballast.lay_in(folder)
    assert folder.ballast.stat().st_size == ballast.SIZE_BYTES


def test_a_database_that_finds_no_room_gives_it_up_at_once(sqlite_url, folder):
    folder.ballast.write_bytes(b"space")
    database = open_database(sqlite_url)

    def fill():
        with database.session() as session:
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
            for number in range(200):
                session.add(Setting(key=f"{number}", value={"value": "x" * 1000}))

    with pytest.raises(OperationalError, match="full") as raised:
        fill()
    assert raised.value.orig.sqlite_errorcode == sqlite3.SQLITE_FULL
    assert not folder.ballast.exists()
    database.close()

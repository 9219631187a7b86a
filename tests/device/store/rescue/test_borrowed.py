"""A disk that cannot be written: what is there is shown and played, and nothing of it is touched."""

import shutil

import pytest

from device.store import box as opening
from device.store.box import open_box
from device.store.match_lock import is_playing, playing
from device.store.members import members
from device.store.rescue import copies
from device.store.tables import Setting


@pytest.fixture
def box(sqlite_home, now, monkeypatch):
    """With a copy of last night, and a change that is only in the log."""
    database, folder = sqlite_home
    copies.keep_copy(folder, now)
    with database.session() as session:
        session.add(Setting(key="since", value={"value": "the copy"}))
    # as a power cut leaves it: with its log
    kept = folder.root.with_name("kept")
    shutil.copytree(folder.root, kept)
    database.close()
    shutil.rmtree(folder.root)
    kept.rename(folder.root)
    monkeypatch.setattr(opening, "is_writable", lambda _: False)
    return folder


def contents(folder):
    return {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}


def test_what_is_there_is_shown_and_what_is_stored_is_forgotten(box):
    before = contents(box)
    with open_box(box) as database:
        with database.session() as session:
            assert members(session)
            assert session.get(Setting, "since") is not None
            session.add(Setting(key="new", value={"value": 1}))
        with database.reading() as session:
            assert session.get(Setting, "new") is not None
    assert contents(box) == before
    with open_box(box) as database, database.reading() as session:
        assert session.get(Setting, "new") is None


def test_a_damaged_one_is_replaced_by_a_copy_in_memory(box):
    (box.root / "formbox.db").write_bytes(b"nothing" * 1000)
    before = contents(box)
    with open_box(box) as database, database.reading() as session:
        assert members(session)
        assert session.get(Setting, "since") is None
    assert contents(box) == before


def test_a_match_runs_where_no_lock_can_be_written(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("device.store.match_lock.os.open", refuse)
    with playing(tmp_path / "lock"):
        assert not is_playing(tmp_path / "lock")

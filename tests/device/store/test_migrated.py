import sqlite3
from contextlib import closing

from device.store.database import is_up_to_date, revisions
from device.store.folder import Folder
from device.store.migrated import main, migrate_apart


def test_another_process_migrates_what_is_not_up_to_date(tmp_path, monkeypatch):
    folder = Folder(tmp_path / "box")
    folder.make()
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    assert not is_up_to_date(folder.database_url)
    migrate_apart(folder)
    assert is_up_to_date(folder.database_url)


def test_a_damaged_database_is_put_right_by_another_process(tmp_path, monkeypatch):
    folder = Folder(tmp_path / "box")
    folder.make()
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    (folder.root / "formbox.db").write_bytes(b"no database" * 400)
    assert not is_up_to_date(folder.database_url)
    migrate_apart(folder)
    assert is_up_to_date(folder.database_url)
    (aside,) = folder.root.glob("damaged-*")
    assert (aside / "formbox.db").read_bytes() == b"no database" * 400


def test_a_database_of_a_newer_program_is_left_to_who_opens_it(tmp_path, monkeypatch):
    folder = Folder(tmp_path / "box")
    folder.make()
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    assert main() == 0
    with closing(sqlite3.connect(folder.root / "formbox.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert main() == 1


def test_what_is_up_to_date_starts_no_process(tmp_path, monkeypatch):
    folder = Folder(tmp_path / "box")
    folder.make()
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    assert main() == 0
    assert len(revisions()) > 1
    monkeypatch.setattr("device.store.migrated.subprocess.run", lambda *_, **__: 1 / 0)
    migrate_apart(folder)

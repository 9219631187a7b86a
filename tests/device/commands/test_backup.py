import pytest
from sqlalchemy import select

from device.__main__ import main
from device.store.database import open_database
from device.store.tables import Member
from tests.device.store.furnished import furnish, picture, write


@pytest.fixture
def home(folder, sqlite_url, monkeypatch, now):
    """A furnished box that the environment names."""
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    database = open_database(sqlite_url)
    furnish(database, folder, now)
    yield database, folder
    database.close()


@pytest.fixture
def command():
    """Runs a command, and says its status."""
    return lambda *words: main([str(word) for word in words])


def test_there_and_back(home, command, tmp_path, capsys):
    target = tmp_path / "box.zip"
    before = picture(*home)
    assert command("backup", target) == 0
    assert capsys.readouterr().out == f"{target}: 2 members, 3 lessons, 1 match; 0.7 MB.\n"
    with home[0].session() as session:
        for member in session.scalars(select(Member)):
            session.delete(member)
    write(home[1].lesson(1).video, b"another")
    assert command("restore", target) == 0
    said = capsys.readouterr().out
    assert "2 members, 3 lessons, 1 match" in said
    assert "Everybody has to sign in again" in said
    assert picture(*home) == before
    kept = next(home[1].root.glob("before-restore-*"))
    assert f"The state before is in {kept}." in said
    assert command("restore", kept) == 0
    assert picture(*home)[0]["members"] == []


def test_in_a_folder_it_gets_a_name(home, command, tmp_path, capsys):
    (tmp_path / "stick").mkdir()
    command("backup", tmp_path / "stick")
    (made,) = (tmp_path / "stick").iterdir()
    assert made.name.startswith("formbox-20")
    assert made.suffix == ".zip"
    assert str(made) in capsys.readouterr().out


def test_what_is_gone_is_named(home, command, tmp_path, capsys):
    home[1].lesson(1).track.unlink()
    command("backup", tmp_path / "box.zip")
    assert "missing on the box, so not in the backup: lessons/1/track.npz" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["missing/box.zip", "/dev/null"])
def test_where_nothing_can_be_written(home, command, tmp_path, capsys, name):
    assert command("backup", tmp_path / name) == 2
    assert capsys.readouterr().err.startswith("formbox: ")


@pytest.mark.parametrize("data", [None, b"", b"text"])
def test_what_cannot_be_restored(home, command, tmp_path, capsys, data):
    source = tmp_path / "box.zip"
    if data is not None:
        source.write_bytes(data)
    before = picture(*home)
    assert command("restore", source) == 2
    said = capsys.readouterr().err
    assert "box.zip" in said
    assert said.count("\n") == 1
    assert picture(*home) == before

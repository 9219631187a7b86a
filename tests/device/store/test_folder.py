from pathlib import Path

import pytest

from device.store.folder import DEFAULT, Folder, box_folder

NAMES = ("FORMBOX_HOME", "STATE_DIRECTORY", "RUNTIME_DIRECTORY", "FORMBOX_DATABASE_URL")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_folder_is_named_by_the_environment(monkeypatch):
    assert box_folder().root == DEFAULT
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/formbox")
    assert box_folder().root == Path("/var/lib/formbox")
    monkeypatch.setenv("FORMBOX_HOME", "/srv/box")
    assert box_folder().root == Path("/srv/box")


def test_sockets_lie_where_systemd_says(monkeypatch):
    box = Folder(Path("/srv/box"))
    assert box.station_socket == Path("/srv/box/run/station.sock")
    monkeypatch.setenv("RUNTIME_DIRECTORY", "/run/formbox")
    assert box.station_socket == Path("/run/formbox/station.sock")


def test_the_database_is_in_the_folder_or_elsewhere(monkeypatch):
    box = Folder(Path("/srv/box"))
    assert box.database_url == "sqlite:////srv/box/formbox.db"
    monkeypatch.setenv("FORMBOX_DATABASE_URL", "postgresql+psycopg://gym/formbox")
    assert box.database_url == "postgresql+psycopg://gym/formbox"


def test_making_it_twice_is_fine_and_nobody_else_looks_inside(tmp_path):
    box = Folder(tmp_path / "a" / "box")
    box.make()
    box.make()
    for part in (box.root, box.lessons, box.tracks, box.inbox, box.run):
        assert part.is_dir()
        assert part.stat().st_mode & 0o007 == 0


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../../etc/passwd",
        "a" * 31,
        "a" * 33,
        "A" * 32,
        "g" * 32,
        "a" * 31 + "/",
        "a" * 31 + "\n",
        "é" * 32,
    ],
)
def test_an_upload_has_an_id_of_ours(name):
    with pytest.raises(ValueError, match="not an upload's id"):
        Folder(Path("/srv/box")).upload(name)


def test_the_files_of_one_lesson_lie_together():
    files = Folder(Path("/srv/box")).lesson(12)
    assert files.root == Path("/srv/box/lessons/12")
    named = (files.original, files.video, files.track, files.skeleton, files.thumbnail, files.work)
    assert {path.parent for path in named} == {files.root}
    assert len(set(named)) == 6
    assert Folder(Path("/srv/box")).upload("0f" * 16) == Path(f"/srv/box/inbox/{'0f' * 16}.part")


def test_a_lesson_is_a_number():
    with pytest.raises(ValueError, match=r"\.\./12"):
        Folder(Path("/srv/box")).lesson("../12")

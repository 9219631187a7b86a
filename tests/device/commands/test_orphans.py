import shutil
from datetime import UTC, datetime, timedelta

import pytest

from device.__main__ import main
from device.commands import orphans as command
from device.store.clock.box_time import BoxTime
from device.store.database import open_database
from tests.device.store.furnished import furnish, write


@pytest.fixture
def home(folder, sqlite_url, monkeypatch):
    """A furnished box that the environment names, and a clock two days after its files were made."""
    monkeypatch.setenv("FORMBOX_HOME", str(folder.root))
    database = open_database(sqlite_url)
    furnish(database, folder, datetime.now(UTC) - timedelta(days=1))
    database.close()
    shutil.rmtree(folder.inbox)
    shutil.rmtree(folder.lesson(1).work)

    monkeypatch.setattr(command, "utc_now", lambda: datetime.now(UTC) + timedelta(days=2))
    return folder


def test_a_box_where_everything_belongs_together(home, capsys):
    assert main(["orphans"]) == 0
    assert capsys.readouterr().out == "No file and no row is orphaned.\n"


def test_it_says_what_it_finds_and_cleans_when_asked(home, capsys):
    write(home.root / "lessons/77/original", bytes(3_000_000))
    home.lesson(1).video.unlink()
    (home.tracks / "old.npz").unlink()
    main(["orphans"])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"file without a row: {home.root / 'lessons/77'} (3.0 MB)",
        "lesson to be prepared again: Squats old",
        "matches without their recorded poses: 1",
        "`formbox orphans --clean` corrects this.",
    ]
    assert (home.root / "lessons/77").exists()
    main(["orphans", "--clean"])
    assert capsys.readouterr().out.splitlines() == [*lines[:3], "Cleaned; 3.0 MB are free again."]
    assert not (home.root / "lessons/77").exists()
    main(["orphans"])
    assert capsys.readouterr().out.startswith("No file and no row")


def test_a_database_that_cannot_be_read(home, capsys):
    """It is moved aside; its films are found, not removed, and can be lessons again."""
    films = home.films()
    (home.root / "formbox.db").write_bytes(b"nothing" * 1000)
    assert main(["orphans"]) == 0
    assert main(["orphans", "--clean"]) == 2
    assert "the database knows no lesson" in capsys.readouterr().err.lower()
    assert home.films() == films
    assert main(["orphans", "--adopt"]) == 0
    assert f"{len(films)} films are lessons again" in capsys.readouterr().out
    assert home.films() == films


def test_nothing_is_cleaned_while_the_clock_is_not_set(home, capsys, monkeypatch):
    """Files that were written a minute ago seem to be years old, or the other way round."""
    monkeypatch.setattr(BoxTime, "may_delete", False)
    stray = home.lesson(99).root
    stray.mkdir()
    assert main(["orphans", "--clean"]) == 2
    assert "clock is not set yet" in capsys.readouterr().err
    assert stray.exists()

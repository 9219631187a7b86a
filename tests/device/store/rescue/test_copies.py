"""Seven nightly copies of a database that is sound."""

from datetime import timedelta

import pytest

from device.errors import StoreError
from device.store.database import open_database
from device.store.rescue import copies
from device.store.rescue.soundness import State, examine


def test_the_last_seven_are_kept(sqlite_home, now):
    _, folder = sqlite_home
    made = [copies.keep_copy(folder, now + timedelta(days=day)) for day in range(9)]
    assert copies.copies(folder) == made[:1:-1]
    assert copies.date_of(made[8]) == now + timedelta(days=8)
    assert all(examine(one, thorough=True) is State.SOUND for one in made[2:])
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in made[2:])
    assert copies.newest_good(folder) == made[8]


def test_a_copy_has_what_is_only_in_the_log_yet(sqlite_home, now):
    database, folder = sqlite_home
    assert (folder.root / "formbox.db-wal").stat().st_size > 0
    copy = open_database(f"sqlite:///{copies.keep_copy(folder, now)}")
    for one in (database, copy):
        with one.reading() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM lessons").scalar() > 0
    copy.close()


def test_what_is_damaged_is_no_copy(sqlite_home, now):
    database, folder = sqlite_home
    database.close()
    with (folder.root / "formbox.db").open("r+b") as file:
        file.seek(4096)
        file.write(bytes(40960))
    assert copies.keep_copy(folder, now) is None
    assert copies.copies(folder) == []
    assert folder.damaged.exists(), "all processes end, and it is put right"


def test_a_database_that_lost_its_rows_is_no_copy(folder, sqlite_url, now):
    assert examine(folder.root / "formbox.db") is State.BLANK
    assert copies.keep_copy(folder, now) is None
    assert not folder.damaged.exists()


def test_without_room_no_copy_is_made_and_none_removed(sqlite_home, now, monkeypatch):
    _, folder = sqlite_home
    first = copies.keep_copy(folder, now)
    monkeypatch.setattr(copies, "SPARE_BYTES", 1 << 60)
    assert copies.keep_copy(folder, now + timedelta(days=1)) is None
    assert copies.copies(folder) == [first]


@pytest.mark.parametrize(
    ("later", "due"),
    [
        (timedelta(0), False),
        (timedelta(hours=19), False),
        (timedelta(hours=21), True),
        (timedelta(days=-2), True),  # the clock was ahead
    ],
)
def test_one_a_night(sqlite_home, now, later, due):
    _, folder = sqlite_home
    assert copies.is_due(folder, now)
    copies.keep_copy(folder, now)
    assert copies.is_due(folder, now + later) == due


def test_foreign_files_are_left_alone(sqlite_home, now):
    _, folder = sqlite_home
    folder.copies.mkdir()
    for name in ("notes.txt", "formbox-2026.db", "formbox-99999999T999999Z.db"):
        (folder.copies / name).write_text("mine")
    copies.keep_copy(folder, now)
    assert (folder.copies / "notes.txt").exists()
    assert copies.newest_good(folder).name == f"formbox-{now:{copies.DATE}}.db"


def test_a_database_that_cannot_be_read_is_not_called_damaged(sqlite_home, monkeypatch):
    database, folder = sqlite_home
    database.close()

    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(StoreError, match="Permission denied"):
        examine(folder.root / "formbox.db")

import shutil
import threading
import zipfile
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select, text

from device.store.backup import archive
from device.store.backup import backup as making
from device.store.backup.archive import ArchiveContents
from device.store.backup.backup import backup, backup_stream
from device.store.backup.restore import restore
from device.store.database import open_database
from device.store.errors import BackupError, BackupProblem
from device.store.folder import Folder
from device.store.tables import Attempt, Base, Job, JobState, Lesson, Match, Upload
from tests.device.store.furnished import furnish, lesson, members, picture, player, write


@pytest.fixture
def other(tmp_path, migrated_sqlite):
    """A second box, SQLite, empty."""
    folder = Folder(tmp_path / "other")
    folder.make()
    shutil.copyfile(migrated_sqlite, folder.root / "formbox.db")
    database = open_database(folder.database_url)
    yield database, folder
    database.close()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "box.formbox"


def test_a_backup_goes_back_into_the_same_kind_of_box(database, folder, target, now):
    furnish(database, folder, now)
    before = picture(database, folder)
    made = backup(database, folder, target, now=now)
    assert (made.members, made.lessons, made.matches, made.missing) == (2, 3, 1, ())
    with database.session() as session:
        session.execute(delete(Match))
        session.execute(delete(Lesson))
    shutil.rmtree(folder.lessons)
    folder.make()
    assert restore(database, folder, target, now=now).contents == made
    assert picture(database, folder) == before


def test_a_backup_of_either_database_goes_into_a_new_sqlite_box(database, folder, other, target, now):
    furnish(database, folder, now)
    backup(database, folder, target, now=now)
    restore(*other, target, now=now)
    assert picture(*other) == picture(database, folder)


def test_a_backup_of_sqlite_goes_into_either_database(database, folder, other, target, now):
    furnish(*other, now)
    backup(*other, target, now=now)
    restore(database, folder, target, now=now)
    assert picture(database, folder) == picture(*other)
    # and what comes next gets numbers of its own
    with database.session() as session:
        session.add(lesson("next", now))
        session.flush()
        assert session.scalars(select(Lesson.id).order_by(Lesson.id)).all() == [1, 2, 3, 4]


def test_every_table_is_decided():
    decided = {table.name for table in archive.TABLES} | archive.STAYING | archive.EMPTIED
    assert decided == set(Base.metadata.tables)


def test_it_holds_no_key_no_upload_and_no_unfinished_work(database, folder, target, now):
    furnish(database, folder, now)
    folder.secret.write_bytes(b"the key of all sessions")
    backup(database, folder, target, now=now)
    with zipfile.ZipFile(target) as file:
        everything = b"".join(file.read(name) for name in file.namelist())
        names = set(file.namelist())
    assert b"key of" not in everything
    assert b"hash of Oma" in everything
    assert {name.split("/")[0] for name in names} == {"tables", "lessons", "tracks", "manifest.json"}
    assert not [name for name in names if "work" in name or "upload" in name or "attempt" in name]
    assert target.stat().st_mode & 0o077 == 0


def test_everybody_signs_in_again_and_nobody_gets_new_guesses(database, folder, target, now):
    furnish(database, folder, now)
    before = members(database)
    backup(database, folder, target, now=now)
    with database.session() as session:
        session.add(Attempt(key="pin:new", count=5, since=now))
    restore(database, folder, target, now=now)
    after = members(database)
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    assert len(set(after.values())) == 2
    with database.reading() as session:
        assert set(session.scalars(select(Attempt.key))) == {"pin:old", "pin:new"}
        assert session.scalars(select(Upload)).all() == []
    assert list(folder.inbox.iterdir()) == []


def test_work_of_then_waits_again(database, folder, target, now):
    furnish(database, folder, now)
    with database.session() as session:
        job = session.scalars(select(Job).where(Job.state == JobState.WAITING)).first()
        job.state, job.percent, job.stage, job.beat_at = JobState.WORKING, 40.0, "pose", now
    backup(database, folder, target, now=now)
    restore(database, folder, target, now=now + timedelta(hours=1))
    with database.reading() as session:
        states = Counter(session.scalars(select(Job.state)))
    assert states == {JobState.READY: 1, JobState.WAITING: 2}


def test_a_stream_is_the_same_as_a_file(database, folder, target, now):
    furnish(database, folder, now)
    backup(database, folder, target, now=now)
    assert b"".join(backup_stream(database, folder, now=now)) == target.read_bytes()


def test_a_stream_that_is_given_up_leaves_nothing(database, folder, now):
    furnish(database, folder, now)
    pieces = backup_stream(database, folder, now=now)
    next(pieces)
    assert list(folder.root.glob(".backup-*"))
    pieces.close()
    assert not list(folder.root.glob(".backup-*"))


def test_progress_ends_at_the_whole(database, folder, target, now):
    furnish(database, folder, now)
    for work in (backup, restore):
        told = []
        work(database, folder, target, now=now, progress=lambda *step, told=told: told.append(step))
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1]


def test_an_older_file_stays_until_the_new_one_is_whole(database, folder, target, now, monkeypatch):
    furnish(database, folder, now)
    target.write_bytes(b"the last one")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "put_in_place", full)
    with pytest.raises(OSError, match="No space"):
        backup(database, folder, target, now=now)
    assert target.read_bytes() == b"the last one"
    assert {path.name for path in target.parent.iterdir()} == {"box", "box.formbox"}
    assert not list(folder.root.glob(".backup-*"))


def test_what_does_not_fit_is_not_begun(database, folder, target, now, monkeypatch):
    furnish(database, folder, now)
    write(folder.lesson(1).video, bytes(10**6))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=archive.SPARE_BYTES + 10**6))
    with pytest.raises(BackupError, match="The backup needs 2 MB; the disk has 1 MB free"):
        backup(database, folder, target, now=now)
    assert not target.exists()


def test_files_that_are_gone_are_named(database, folder, target, now):
    furnish(database, folder, now)
    folder.lesson(1).track.unlink()
    (folder.tracks / "old.npz").unlink()
    made = backup(database, folder, target, now=now)
    assert made.missing == ("lessons/1/track.npz", "tracks/old.npz")
    restore(database, folder, target, now=now)


def test_a_lesson_prepared_again_meanwhile_is_looked_at_once_more(database, folder, target, now, monkeypatch):
    furnish(database, folder, now)
    folder.lesson(1).track.unlink()
    write_tables = making.write_tables
    looks = []

    def late(*words):
        looks.append(1)
        if len(looks) == 2:
            write(folder.lesson(1).track, b"new")
        return write_tables(*words)

    monkeypatch.setattr(making, "write_tables", late)
    assert backup(database, folder, target, now=now).missing == ()
    assert len(looks) == 2


def test_a_file_replaced_while_it_is_copied_goes_in_as_it_was(database, folder, target, now):
    furnish(database, folder, now)
    before = picture(database, folder)
    pieces = backup_stream(database, folder, now=now)
    first = next(pieces)
    for path in list(folder.lessons.rglob("*.mp4")):
        path.with_name("new").write_bytes(b"another film")
        path.with_name("new").replace(path)
    shutil.rmtree(folder.lessons / "2")
    target.write_bytes(first + b"".join(pieces))
    restore(database, folder, target, now=now)
    assert picture(database, folder) == before


def test_a_disk_without_links_is_copied_as_it_is(database, folder, other, target, now, monkeypatch):
    furnish(database, folder, now)

    def refuse(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(making.os, "link", refuse)
    backup(database, folder, target, now=now)
    restore(*other, target, now=now)
    assert picture(*other) == picture(database, folder)


def test_it_is_one_moment_while_others_write(database, folder, other, target, now):
    """Every transaction adds a match with two players and renames the lesson to their number."""
    furnish(database, folder, now)
    ready, stop = threading.Event(), threading.Event()

    def play():
        number = 1
        while not stop.is_set():
            number += 1
            with database.session() as session:
                session.get_one(Lesson, 1).name = f"{number}"
                session.add(
                    Match(
                        lesson_name="x",
                        played_at=now,
                        duration_s=1.0,
                        method="m",
                        players=[player(0), player(1)],
                    )
                )
            ready.set()

    thread = threading.Thread(target=play)
    thread.start()
    try:
        ready.wait(10)
        for _ in range(5):
            made = backup(database, folder, target, now=now)
            restore(*other, target, now=now)
            rows, _ = picture(*other)
            assert made.matches > 1
            assert len(rows["players"]) == 2 * len(rows["matches"]) == 2 * int(rows["lessons"][0]["name"])
    finally:
        stop.set()
        thread.join(10)


def test_an_empty_box_has_a_backup(database, folder, target, now):
    made = backup(database, folder, target, now=now)
    assert (made.members, made.lessons, made.matches) == (0, 0, 0)
    furnish(database, folder, now)
    restore(database, folder, target, now=now)
    assert not any(picture(database, folder)[0].values())
    assert isinstance(made, ArchiveContents)


def spoil(database, column="colour", value="#12345678"):
    """A row that SQLite keeps and no restore takes."""
    with database.session() as session:
        session.execute(text(f"UPDATE members SET {column} = :value WHERE id = 1"), {"value": value})


def test_a_row_that_no_restore_would_take_is_found_before_anything_is_written(sqlite_home, target, now):
    target.write_bytes(b"the backup of last week")
    spoil(sqlite_home[0])
    for make in (
        lambda: backup(*sqlite_home, target, now=now),
        lambda: next(backup_stream(*sqlite_home, now=now)),
    ):
        with pytest.raises(BackupError, match=r"members\.colour is too long") as found:
            make()
        assert found.value.problem is BackupProblem.ROWS
    assert target.read_bytes() == b"the backup of last week"
    assert not list(target.parent.glob(".box.formbox*"))
    assert not list(sqlite_home[1].root.glob(".backup-*"))


def test_a_file_that_the_disk_did_not_keep_is_no_backup(sqlite_home, target, now, monkeypatch):
    target.write_bytes(b"the backup of last week")
    check = making.verify

    def forgetful(path):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
        check(path)

    monkeypatch.setattr(making, "verify", forgetful)
    with pytest.raises(BackupError, match="damaged"):
        backup(*sqlite_home, target, now=now)
    assert target.read_bytes() == b"the backup of last week"

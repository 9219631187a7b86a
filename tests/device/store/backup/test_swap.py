"""The old state or the new one, whenever somebody else is at work or the power goes."""

import fcntl
import os
import shutil
import signal
import sys
from datetime import timedelta

import pytest
from sqlalchemy import event, select, text

from device.store.backup import swap
from device.store.backup.restore import recover, restore
from device.store.database import Database
from device.store.folder import DATABASE, Folder
from device.store.tables import Job, JobState, Lesson
from tests.device.store.backup.archives import refused
from tests.device.store.furnished import picture, write


def test_while_a_match_runs(home, source, now):
    with home[1].playing.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        refused(home, source, now, "A match is running")
    restore(*home, source, now=now)


def test_while_the_night_is_at_work(home, source, now):
    with home[0].session() as session:
        job = session.scalars(select(Job).where(Job.state == JobState.WAITING)).first()
        job.state, job.beat_at = JobState.WORKING, now
    refused(home, source, now + timedelta(seconds=5), "A lesson is being prepared")
    # one that was killed says nothing any more
    restore(*home, source, now=now + timedelta(hours=1))


def test_one_at_a_time(home, source, now):
    with (home[1].root / "restore.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused(home, source, now, "Another backup is being restored")
        recover(*home)


def test_a_database_that_refuses_leaves_the_old(home, source, now, monkeypatch):
    """The files are in their places already when the commit fails."""
    before = picture(*home)

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(swap, "sync_folder", fail)
    with pytest.raises(OSError, match="Input/output"):
        restore(*home, source, now=now)
    monkeypatch.undo()
    recover(*home)
    assert picture(*home) == before


def test_a_database_that_takes_no_more_is_said_so(home, source, now, monkeypatch):
    """In one sentence, without the statement."""

    def refuse(connection, *_):
        connection.execute(text("SELECT 1 FROM nowhere"))

    monkeypatch.setattr(swap, "_replace", refuse)
    refused(home, source, now, r"^The box's database did not take the backup: .*nowhere.*$")


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(staged, now):
    """A child changes over and kills itself at the nth thing it asks of the system or the database."""
    box, old = staged
    seen, moment, is_done = [], 0, False
    while not is_done:
        moment += 1
        home = Folder(box.root.parent / "home")
        shutil.copytree(box.root, home.root)
        child = os.fork()
        if child == 0:
            _change_until(moment, home, now)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in {0, -signal.SIGKILL}
        is_done = status == 0
        seen.append(_left(home, old))
        shutil.rmtree(home.root)
    # one moment decides
    assert seen == sorted(seen, reverse=True)
    assert min(seen.count("old"), seen.count("new")) > 3
    assert len(seen) > 30


@pytest.fixture
def staged(tmp_path, sqlite_home, source, now, monkeypatch):
    """A box as it is right before a change, to copy, and a picture of it."""
    database, folder = sqlite_home
    box = Folder(tmp_path / "staged")

    def keep(*_):
        shutil.copytree(folder.root, box.root)
        raise KeyboardInterrupt

    old = picture(database, folder)
    monkeypatch.setattr(swap, "change", keep)
    with pytest.raises(KeyboardInterrupt):
        restore(database, folder, source, now=now)
    monkeypatch.undo()
    assert (box.root / ".restoring").is_dir()
    return box, old


def _left(home, old):
    """What the kill left, "old" or "new": wholly."""
    database = Database(home.database_url)
    home.make()
    recover(database, home)
    there = picture(database, home)
    database.close()
    assert not {".restoring", "restoring.json"} & {path.name for path in home.root.iterdir()}
    kept = list(home.root.glob("before-restore-*"))
    if there == old:
        assert not kept
        return "old"
    assert sorted(there[1]) == sorted(name.replace("old", "new") for name in old[1])
    assert {row["name"].split()[1] for row in there[0]["lessons"]} == {"new"}
    assert (kept[0] / "lessons/1/tv.mp4").read_bytes().startswith(b"old")
    return "new"


def _change_until(moment, home, now):
    """Never comes back."""
    left = [moment]
    watched = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "sqlite3.connect"}
    # a kill loses nothing that was written; only a power cut would
    os.fsync = lambda _: None

    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        database = Database(home.database_url)
        rows = Database(f"sqlite:///{swap.stage_of(home) / DATABASE}")
        sys.addaudithook(lambda name, _: count() if name in watched else None)
        # within a transaction one statement is like another
        for name in ("begin", "commit", "rollback"):
            event.listen(database.engine, name, count)
        swap.change(database, home, rows, now)
        os._exit(0)
    finally:
        os._exit(2)


def test_a_starting_process_may_have_made_folders_before_it_recovers(home, source, now, monkeypatch):
    before = picture(*home)
    do_swap = swap._swap

    def half(folder, old):
        do_swap(folder, old)
        for part in (folder.lessons, folder.tracks):
            shutil.rmtree(part)
        raise KeyboardInterrupt

    monkeypatch.setattr(swap, "_swap", half)
    with monkeypatch.context() as later:
        later.setattr(swap, "recover", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            restore(*home, source, now=now)
    home[1].make()
    write(home[1].lessons / "77" / "stray", b"x")
    recover(*home)
    assert picture(*home) == before
    assert home[1].inbox.is_dir()


DAMAGED_JOURNALS = [
    b"",
    b"{",
    b"[]",
    b"null",
    bytes(100),
    b'{"token": 1}',
    b'{"token": "x", "old": "../../home"}',
    b"\xff\xfe",
]


@pytest.mark.parametrize("written", DAMAGED_JOURNALS)
@pytest.mark.parametrize("swapped", [0, 1, 2, 3])
def test_a_damaged_journal_of_a_restore_is_no_end(sqlite_home, now, written, swapped):
    """The power goes before the first folder is changed, after one, after both, and after the rows are."""
    database, folder = sqlite_home
    before = picture(database, folder)
    old, stage = folder.root / "before-restore-20260314T193000Z", swap.stage_of(folder)
    for part in (folder.lessons, folder.tracks):
        (stage / part.name).mkdir(parents=True)
    (stage / "lessons" / "1").mkdir()
    old.mkdir()
    for part in (folder.lessons, folder.tracks)[:swapped]:
        part.rename(old / part.name)
        (stage / part.name).rename(part)
    if swapped == 3:  # the rows are those of the backup, which has one lesson
        with database.session() as session:
            for number in session.scalars(select(Lesson.id).where(Lesson.id != 1)).all():
                session.delete(session.get_one(Lesson, number))
    (folder.root / swap.JOURNAL).write_bytes(written)
    recover(database, folder)
    assert not (folder.root / swap.JOURNAL).exists()
    assert not stage.exists()
    if swapped < 3:
        assert picture(database, folder) == before
        assert not (old / "lessons").exists()
    else:
        assert [path.name for path in folder.lessons.iterdir()] == ["1"]
        assert (old / "lessons").is_dir(), "what was there before is kept"

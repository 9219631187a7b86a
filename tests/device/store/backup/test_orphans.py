import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from device.store.backup import orphans
from device.store.errors import OrphanError
from device.store.tables import Job, JobKind, JobState, Lesson, Player, Upload
from tests.device.store.furnished import UPLOAD, furnish, lesson, write

DAY = timedelta(days=1)


@pytest.fixture
def later():
    """Two days after every file here was made: when a file was last changed cannot be made up."""
    return datetime.now(UTC) + 2 * DAY


@pytest.fixture
def box(database, folder, later):
    """A box in which everything belongs together, but for the night's work on a lesson that is ready."""
    furnish(database, folder, later - 3 * DAY)
    with database.session() as session:
        session.get_one(Upload, UPLOAD).expires_at = later + DAY
    shutil.rmtree(folder.lesson(1).work)
    return database, folder


def found(box, now):
    with box[0].reading() as session:
        return orphans.find(session, box[1], now)


def names(what, folder):
    return {path.relative_to(folder.root).as_posix() for path, _ in what.files}


def test_a_box_where_everything_belongs_together(box, later):
    assert not found(box, later)
    assert not orphans.clean(*box, later)


STRAYS = {
    "lessons/77/original": "lessons/77",
    "lessons/01/original": "lessons/01",
    "lessons/stray": "lessons/stray",
    "lessons/1/.tv.mp4.x7k": "lessons/1/.tv.mp4.x7k",
    "lessons/1/work/checkpoint": "lessons/1/work",
    "tracks/stray.npz": "tracks/stray.npz",
    f"inbox/{'0' * 32}.part": f"inbox/{'0' * 32}.part",
    ".backup-abc/0": ".backup-abc",
    ".removing-abc/0": ".removing-abc",
    ".restoring/lessons/1/tv.mp4": ".restoring",
}


@pytest.mark.parametrize("name", STRAYS)
def test_a_file_that_belongs_to_nothing(box, later, name):
    database, folder = box
    write(folder.root / name, bytes(1000))
    assert not found(box, later - 2 * DAY + timedelta(hours=1))
    what = found(box, later)
    assert names(what, folder) == {STRAYS[name]}
    assert what.size_bytes >= 1000
    assert names(orphans.clean(database, folder, later), folder) == {STRAYS[name]}
    assert not (folder.root / STRAYS[name]).exists()
    assert not found(box, later)
    assert not list(folder.root.glob(".removing-*"))


def test_one_young_file_keeps_its_folder(box, later):
    write(box[1].root / "lessons/77/original", b"old")
    write(box[1].root / "lessons/77/tv.mp4", b"young")
    young = (later - timedelta(hours=1)).timestamp()
    os.utime(box[1].root / "lessons/77/tv.mp4", (young, young))
    assert not found(box, later)


def test_work_on_a_lesson_that_waits_is_no_orphan(box, later):
    write(box[1].lesson(2).work / "checkpoint", b"half")
    write(box[1].lesson(2).root / ".skeleton.json.ab", b"half")
    assert not found(box, later)


def test_a_link_that_leads_out_is_removed_and_not_followed(box, later, tmp_path):
    database, folder = box
    outside = tmp_path / "outside"
    write(outside / "dear", b"dear")
    (folder.lessons / "77").symlink_to(outside)
    assert names(orphans.clean(database, folder, later), folder) == {"lessons/77"}
    assert (outside / "dear").read_bytes() == b"dear"
    assert not (folder.lessons / "77").is_symlink()


def test_an_upload_that_is_over(box, later):
    database, folder = box
    assert names(found(box, later + DAY), folder) == {f"inbox/{UPLOAD}.part"}
    orphans.clean(database, folder, later + DAY)
    assert not folder.upload(UPLOAD).exists()


def test_an_upload_that_is_whole_is_never_over(box, later):
    with box[0].session() as session:
        session.get_one(Upload, UPLOAD).offset_bytes = 10
    assert not found(box, later + 100 * DAY)


def test_an_upload_that_became_a_lesson(box, later):
    database, folder = box
    with database.session() as session:
        session.get_one(Upload, UPLOAD).lesson_id = 2
    assert names(found(box, later), folder) == {f"inbox/{UPLOAD}.part"}
    folder.lesson(2).original.unlink()
    # the only one there is
    assert f"inbox/{UPLOAD}.part" not in names(found(box, later), folder)


def test_what_is_being_fetched_is_no_orphan(box, later):
    database, folder = box
    write(folder.inbox / "3.mp4.download", b"half")
    assert not found(box, later)
    with database.session() as session:
        session.scalars(select(Job).where(Job.kind == JobKind.FETCH)).one().state = JobState.FAILED
    assert names(found(box, later), folder) == {"inbox/3.mp4.download"}


@pytest.mark.parametrize("gone", ["video", "track"])
def test_a_lesson_without_its_film_is_prepared_again(box, later, gone):
    database, folder = box
    getattr(folder.lesson(1), gone).unlink()
    assert found(box, later).unprepared == (1,)
    orphans.clean(database, folder, later)
    with database.reading() as session:
        assert session.get_one(Lesson, 1).prepared_at is None
        states = [job.state for job in session.get_one(Lesson, 1).jobs]
    assert states == [JobState.READY, JobState.RECEIVED]
    assert not found(box, later)


def test_a_lesson_of_which_nothing_is_left_can_still_be_seen_for_a_while(box, later):
    database, folder = box
    shutil.rmtree(folder.lesson(1).root)
    what = found(box, later)
    assert (what.lost, what.unprepared) == ((1,), ())
    orphans.clean(database, folder, later)
    with database.reading() as session:
        assert session.get_one(Lesson, 1).deleted_at == later
    assert not found(box, later)


def test_a_lesson_that_failed_keeps_its_reason(box, later):
    with box[0].session() as session:
        failed = lesson("bad", later - 3 * DAY)
        session.add(failed)
        session.flush()
        session.add(
            Job(
                lesson_id=failed.id,
                kind=JobKind.PREPARE,
                state=JobState.FAILED,
                model="full",
                created_at=later,
                reason="It is no video.",
            )
        )
        session.add(lesson("young", later - timedelta(hours=2)))
    assert not found(box, later)


def test_a_track_that_is_gone_is_forgotten(box, later):
    database, folder = box
    (folder.tracks / "old.npz").unlink()
    what = found(box, later)
    assert len(what.untracked) == 1
    orphans.clean(database, folder, later)
    with database.reading() as session:
        assert session.scalars(select(Player.track)).all() == [None, None]


def test_a_disk_that_is_not_there_is_no_reason_to_clean(box, later):
    database, folder = box
    shutil.rmtree(folder.lessons)
    write(folder.tracks / "stray.npz", b"x")
    with pytest.raises(OrphanError, match="is its disk there"):
        orphans.clean(database, folder, later)
    assert (folder.tracks / "stray.npz").exists()
    with database.reading() as session:
        assert session.get_one(Lesson, 1).deleted_at is None


def test_the_folders_of_links_stay_and_what_lies_in_them_goes_when_nothing_is_fetched(box, later):
    database, folder = box
    with database.session() as session:
        for job in session.scalars(select(Job).where(Job.kind == JobKind.FETCH)):
            job.state = JobState.FAILED
    for links in folder.links:
        write(links / "77.video", b"left behind")
    left = {"inbox/wanted/77.video", "inbox/fetched/77.video"}
    assert left <= names(found(box, later + DAY), folder)
    orphans.clean(database, folder, later + DAY)
    assert [list(links.iterdir()) for links in folder.links] == [[], []]

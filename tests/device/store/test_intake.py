import fcntl
import io
import shutil
from datetime import timedelta

import pytest

from device.store import intake as module
from device.store import uploads
from device.store.intake import CHECKPOINT, Intake
from device.store.members import add_member
from device.store.tables import Job, Lesson, Member, Role, Upload
from device.store.upload_errors import (
    DiskFullError,
    TooManyBytesError,
    UploadBusyError,
    UploadGoneError,
    WrongOffsetError,
)

FILM = bytes(range(256)) * 400
WHOLE = len(FILM)


class PowerCutError(RuntimeError):
    pass


def cut(*_given, **_named):
    raise PowerCutError


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def intake(folder, database, clock):
    return Intake(folder, database, clock)


@pytest.fixture
def begin(intake, database, now):
    with database.session() as session:
        member_id = add_member(session, now, "Mina", Role.OWNER, "#ffffff", "en", "").id

    def begin(length=WHOLE):
        return intake.begin(member_id, "Leg day", "IMG_1.MOV", length)

    return begin


def send(upload, offset, data):
    upload.append(io.BytesIO(data), offset, len(data))


def rows(database, kind):
    with database.reading() as session:
        found = session.query(kind).all()
        session.expunge_all()
    return found


@pytest.mark.parametrize("moment", ["lessons.create", "jobs.add", "link", "settle"])
def test_whatever_moment_the_power_goes_the_lesson_is_there_once(
    intake, begin, database, folder, monkeypatch, moment
):
    upload = begin()
    with monkeypatch.context() as patch:
        patch.setattr(f"device.store.intake.{moment}", cut)
        with pytest.raises(PowerCutError):
            send(upload, 0, FILM)
    intake.finish_interrupted()
    intake.finish_interrupted()
    [lesson] = rows(database, Lesson)
    assert [job.lesson_id for job in rows(database, Job)] == [lesson.id]
    assert folder.lesson(lesson.id).original.read_bytes() == FILM
    assert list(folder.inbox.iterdir()) == []
    assert intake.find(upload.id).lesson_id == lesson.id


def test_a_disk_without_hard_links_does_too(begin, folder, monkeypatch):
    def refuse(*_given):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    send(begin(), 0, FILM)
    assert folder.lesson(1).original.read_bytes() == FILM
    assert list(folder.inbox.iterdir()) == []


def test_an_expired_upload_is_removed_at_the_start(intake, begin, folder, clock):
    send(begin(), 0, FILM[:1000])
    assert len(list(folder.inbox.iterdir())) == 1
    clock.now += uploads.LASTS + timedelta(seconds=1)
    assert intake.finish_interrupted() == []
    assert list(folder.inbox.iterdir()) == []


def test_a_lesson_purged_since_does_not_come_back(intake, begin, folder, database):
    send(begin(), 0, FILM)
    with database.session() as session:
        session.delete(session.get_one(Lesson, 1))
    shutil.rmtree(folder.lesson(1).root)
    assert intake.finish_interrupted() == []
    assert rows(database, Lesson) == []
    assert rows(database, Upload) == []


def test_every_checkpoint_is_confirmed_before_the_next_piece_is_read(intake, begin):
    length = 3 * CHECKPOINT
    upload, confirmed = begin(length), []

    class Source:
        def read(self, size):
            confirmed.append(intake.find(upload.id).offset_bytes)
            return bytes(size)

    upload.append(Source(), 0, length)
    assert sorted(set(confirmed)) == [0, CHECKPOINT, 2 * CHECKPOINT]
    assert upload.lesson_id == 1


def test_what_came_before_a_source_broke_off_is_kept(intake, begin):
    upload = begin()
    upload.append(io.BytesIO(FILM[:5000]), 0, len(FILM))
    assert upload.offset_bytes == intake.find(upload.id).offset_bytes == 5000
    assert upload.lesson_id is None


def test_a_request_that_does_not_continue_it_changes_nothing(intake, begin):
    upload = begin()
    send(upload, 0, FILM[:1000])
    with pytest.raises(WrongOffsetError) as caught:
        send(upload, 999, FILM)
    assert caught.value.safe == 1000
    with pytest.raises(TooManyBytesError):
        send(upload, 1000, FILM)
    assert intake.find(upload.id).offset_bytes == 1000


def test_the_row_is_read_again_under_the_lock(intake, begin):
    stale = begin()
    send(intake.find(stale.id), 0, FILM[:1000])
    with pytest.raises(WrongOffsetError) as caught:
        send(stale, 0, FILM)
    assert caught.value.safe == 1000


def test_another_process_that_holds_the_file_is_not_disturbed(begin, folder):
    upload = begin()
    with folder.upload(upload.id).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(UploadBusyError):
            send(upload, 0, FILM)
        with pytest.raises(UploadBusyError):
            upload.delete()
    send(upload, 0, FILM)
    assert upload.lesson_id == 1


def test_a_full_disk_leaves_what_was_confirmed(begin, folder, monkeypatch):
    upload = begin()
    send(upload, 0, FILM[:1000])

    def half(file, piece):
        file.write(piece[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_write_all", half)
        with pytest.raises(DiskFullError):
            send(upload, 1000, FILM[1000:])
    assert folder.upload(upload.id).read_bytes() == FILM[:1000]
    send(upload, 1000, FILM[1000:])
    assert upload.lesson_id == 1


def test_a_member_who_is_removed_takes_the_upload_along(begin, database):
    upload = begin()

    class Source:
        def read(self, size):
            with database.session() as session:
                for member in session.query(Member):
                    session.delete(member)
            return bytes(size)

    with pytest.raises(UploadGoneError):
        upload.append(Source(), 0, len(FILM))

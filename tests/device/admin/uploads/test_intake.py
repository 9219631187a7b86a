import shutil
from datetime import timedelta

import pytest

from device.admin.uploads import intake
from device.store import uploads
from device.store.tables import Job, Lesson, Upload
from tests.device.admin.uploads.tus_client import FILM, rows


class PowerCutError(RuntimeError):
    pass


def cut(*_given, **_named):
    raise PowerCutError


@pytest.mark.parametrize("moment", ["lessons.create", "jobs.add", "_link", "_settle"])
def test_whatever_moment_the_power_goes_the_lesson_is_there_once(
    tus, app, database, folder, clock, monkeypatch, moment
):
    path = tus.new()
    with monkeypatch.context() as patch:
        patch.setattr(f"device.admin.uploads.intake.{moment}", cut)
        with pytest.raises(PowerCutError):
            tus.send(path, 0, FILM)
    intake.finish_interrupted(folder, database, clock())
    intake.finish_interrupted(folder, database, clock())
    [lesson] = rows(database, Lesson)
    assert [job.lesson_id for job in rows(database, Job)] == [lesson.id]
    assert folder.lesson(lesson.id).original.read_bytes() == FILM
    assert list(folder.inbox.iterdir()) == []
    assert tus.ask("HEAD", path).headers["Formbox-Lesson"] == str(lesson.id)


def test_a_client_that_asks_finishes_what_was_interrupted(tus, database, monkeypatch):
    path = tus.new()
    with monkeypatch.context() as patch:
        patch.setattr(intake.jobs, "add", cut)
        with pytest.raises(PowerCutError):
            tus.send(path, 0, FILM)
    assert tus.ask("HEAD", path).headers["Formbox-Lesson"] == "1"
    assert len(rows(database, Job)) == 1


def test_a_disk_without_second_names_does_too(tus, folder, monkeypatch):
    def refuse(*_given):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    tus.send(tus.new(), 0, FILM)
    assert folder.lesson(1).original.read_bytes() == FILM
    assert list(folder.inbox.iterdir()) == []


def test_what_is_over_goes_at_the_start(tus, folder, database, clock):
    path = tus.new()
    tus.send(path, 0, FILM[:1000])
    clock.now += uploads.LASTS + timedelta(seconds=1)
    assert intake.finish_interrupted(folder, database, clock()) == []
    assert list(folder.inbox.iterdir()) == []


def test_a_lesson_purged_since_does_not_come_back(tus, folder, database, clock):
    tus.send(tus.new(), 0, FILM)
    with database.session() as session:
        session.delete(session.get_one(Lesson, 1))
    shutil.rmtree(folder.lesson(1).root)
    assert intake.finish_interrupted(folder, database, clock()) == []
    assert rows(database, Lesson) == []
    assert rows(database, Upload) == []

"""Films that no row names become lessons again, and no folder is used twice."""

import os
import random

import pytest
from sqlalchemy import select

from device.store import jobs, lessons, uploads
from device.store.backup import orphans
from device.store.errors import OrphanError
from device.store.intake import Intake
from device.store.rescue.adoption import adopt, films_wait, nameless
from device.store.rescue.placing import is_taken
from device.store.tables import Job, JobState, Lesson, Member
from tests.device.store.furnished import member


def film(folder, number, name="original", data=b"a film"):
    files = folder.lesson(number)
    files.root.mkdir(parents=True, exist_ok=True)
    (files.root / name).write_bytes(data)
    return files


def somebody(database, now):
    """The id of one member, whoever sends a film."""
    with database.session() as session:
        known = session.scalar(select(Member.id))
        if known is None:
            one = member("Theo", now)
            session.add(one)
            session.flush()
            known = one.id
        return known


def test_films_of_a_lost_database_become_lessons_with_their_numbers(database, folder, now):
    film(folder, 1)
    os.utime(film(folder, 7).original, (1_700_000_000,) * 2)
    film(folder, 9, "tv.mp4")
    (folder.lessons / "notes").mkdir()
    folder.lesson(4).root.mkdir()
    with database.session() as session:
        assert films_wait(session, folder)
        assert adopt(session, folder, now, None, lambda number: f"Film {number}") == [1, 7, 9]
    with database.session() as session:
        found = {lesson.id: lesson for lesson in session.scalars(select(Lesson))}
        assert {number: lesson.name for number, lesson in found.items()} == {
            1: "Film 1",
            7: "Film 7",
            9: "Film 9",
        }
        assert found[7].added_at.timestamp() == 1_700_000_000
        assert all(lesson.added_at <= now for lesson in found.values())
        assert [(job.lesson_id, job.state) for job in session.scalars(select(Job))] == [
            (1, JobState.RECEIVED),
            (7, JobState.RECEIVED),
            (9, JobState.RECEIVED),
        ]
        assert folder.lesson(9).original.read_bytes() == b"a film"
        assert adopt(session, folder, now, None, str) == []
        assert lessons.create(session, now, None, "new", "").id == 10


def test_a_film_with_a_row_is_not_adopted(database, folder, now):
    with database.session() as session:
        known = lessons.create(session, now, None, "known", "").id
        film(folder, known)
        film(folder, known + 3)
        assert nameless(session, folder) == [known + 3]
        session.add(member("Mina", now))
        session.flush()
        assert not films_wait(session, folder), "somebody lives here"


@pytest.mark.parametrize("taken", [[1], [1, 2, 3], [2, 5], [1, 3, 4]])
def test_an_upload_never_takes_a_folder_that_is_filled(database, folder, now, taken):
    """As after a database that was lost: its numbers begin at 1 again."""
    for number in taken:
        film(folder, number, data=b"grandmother")
    intake = Intake(folder, database, lambda: now)
    made = []
    for number in range(4):
        upload_id = uploads.new_id()
        folder.upload(upload_id).write_bytes(b"new %d" % number)
        made.append(intake.add_whole(somebody(database, now), "New", "new.mp4", 5, upload_id))
    assert made == [number for number in range(1, 20) if number not in taken][:4]
    assert all(folder.lesson(number).original.read_bytes() == b"grandmother" for number in taken)
    assert [folder.lesson(number).original.read_bytes() for number in made] == [
        b"new %d" % n for n in range(4)
    ]


def test_an_upload_finds_the_folder_of_its_own_earlier_try(database, folder, now):
    upload_id = uploads.new_id()
    part = folder.upload(upload_id)
    part.write_bytes(b"12345")
    folder.lesson(1).root.mkdir()
    folder.lesson(1).original.hardlink_to(part)  # and the power was cut before the rows were safe
    assert not is_taken(folder.lesson(1).root, part)
    assert is_taken(folder.lesson(1).root)
    assert (
        Intake(folder, database, lambda: now).add_whole(somebody(database, now), "New", "", 5, upload_id) == 1
    )


def test_whatever_is_lost_no_film_is_overwritten(database, folder, now):
    """Uploads, deletions and lost rows in any order."""
    chance, content = random.Random(14), {}
    intake = Intake(folder, database, lambda: now)
    for step in range(60):
        upload_id = uploads.new_id()
        data = b"%05d" % step
        folder.upload(upload_id).write_bytes(data)
        number = intake.add_whole(somebody(database, now), "New", "", 5, upload_id)
        assert number not in content
        content[number] = data
        if chance.random() < 0.3:  # rows are lost, and with SQLite the memory of their numbers
            with database.session() as session:
                for job in session.scalars(select(Job)):
                    session.delete(job)
                for lesson in session.scalars(select(Lesson)):
                    session.delete(lesson)
                if session.get_bind().dialect.name == "sqlite":
                    session.connection().exec_driver_sql("DELETE FROM sqlite_sequence")
    assert {number: folder.lesson(number).original.read_bytes() for number in content} == content


def test_orphans_are_not_cleaned_when_the_database_knows_no_lesson(database, folder, now):
    for number in range(1, 4):
        os.utime(film(folder, number).original, (1_700_000_000,) * 2)
    with pytest.raises(OrphanError, match="knows no lesson"):
        orphans.clean(database, folder, now)
    assert folder.films() == [1, 2, 3]
    with database.session() as session:
        adopt(session, folder, now, None, str)
        assert len(jobs.waiting(session)) == 0

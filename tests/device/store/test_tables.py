from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from device.store.tables import (
    Job,
    JobKind,
    JobState,
    Lesson,
    Match,
    Member,
    Player,
    Role,
    Segment,
    Setting,
    Upload,
)
from tests.device.store.furnished import UPLOAD, furnish, lesson, member


def test_a_time_comes_back_as_the_same_moment_in_utc(database, now):
    seoul = timezone(timedelta(hours=9))
    local = datetime(2026, 7, 1, 8, 15, 30, 123456, tzinfo=seoul)
    with database.session() as session:
        session.add(lesson("x", now, prepared_at=local))
    with database.reading() as session:
        found = session.scalars(select(Lesson.prepared_at)).one()
    assert found == local
    assert found.tzinfo is UTC
    assert found.isoformat() == "2026-06-30T23:15:30.123456+00:00"


def test_a_time_without_a_zone_is_refused(database, now):
    with database.session() as session, pytest.raises(StatementError, match="a time needs its zone"):
        session.execute(insert(Lesson).values(name="x", source="x", added_at=now.replace(tzinfo=None)))


def test_times_are_compared_as_moments(database, now):
    with database.session() as session:
        session.add_all([lesson("early", now), lesson("late", now + timedelta(hours=1))])
        session.flush()
        seoul = (now + timedelta(minutes=30)).astimezone(timezone(timedelta(hours=9)))
        assert session.scalars(select(Lesson.name).where(Lesson.added_at > seoul)).all() == ["late"]


def test_a_lesson_takes_its_segments_and_work_and_leaves_its_matches(database, folder, now):
    furnish(database, folder, now)
    with database.session() as session:
        session.get_one(Upload, UPLOAD).lesson_id = 1
    with database.session() as session:
        session.execute(delete(Lesson).where(Lesson.id == 1))
    with database.reading() as session:
        assert session.scalars(select(Segment)).all() == []
        assert set(session.scalars(select(Job.lesson_id))) == {2, 3}
        match = session.scalars(select(Match)).one()
        assert (match.lesson_id, match.lesson_name) == (None, "Squats old")
        assert session.get_one(Upload, UPLOAD).lesson_id is None


def test_the_same_through_the_session(database, folder, now):
    furnish(database, folder, now)
    with database.session() as session:
        session.delete(session.get_one(Lesson, 1))
    with database.reading() as session:
        assert session.scalars(select(Segment)).all() == []
        assert session.scalars(select(Match.lesson_id)).one() is None


def test_a_member_takes_unfinished_uploads_and_leaves_lessons_and_matches(database, folder, now):
    furnish(database, folder, now)
    with database.session() as session:
        session.delete(session.scalars(select(Member).where(Member.role == Role.OWNER)).one())
    with database.reading() as session:
        assert session.scalars(select(Upload)).all() == []
        assert session.get_one(Lesson, 1).added_by is None
        assert session.scalars(select(Player.member_id)).all() == [None, None]


def test_a_match_takes_its_players(database, folder, now):
    furnish(database, folder, now)
    with database.session() as session:
        session.execute(delete(Match))
        assert session.scalars(select(Player)).all() == []


def test_nothing_belongs_to_what_is_not_there(database, now):
    with pytest.raises(IntegrityError), database.session() as session:
        session.add(
            Job(lesson_id=7, kind=JobKind.FETCH, state=JobState.WAITING, model="full", created_at=now)
        )


def test_a_name_is_there_once(database, now):
    with pytest.raises(IntegrityError), database.session() as session:
        session.add_all([member("Ana", now), member("ANA", now)])


def test_choices_are_kept_by_value_and_nothing_else_is_read(database, now):
    with database.session() as session:
        session.add(member("Ana", now))
    with database.session() as session:
        assert session.execute(text("SELECT role FROM members")).scalar() == "member"
        session.execute(text("UPDATE members SET role = 'king'"))
    with database.reading() as session, pytest.raises(LookupError, match="king"):
        session.scalars(select(Member)).all()


@pytest.mark.parametrize("value", [None, 3, 2.5, "七", True, ["a"], {"b": None}])
def test_a_setting_keeps_any_value(database, value):
    with database.session() as session:
        session.add(Setting(key="k", value={"value": value}))
    with database.reading() as session:
        assert session.get_one(Setting, "k").value == {"value": value}


def test_a_big_file_is_not_too_big(database, now):
    with database.session() as session:
        session.add(lesson("x", now, size_bytes=2**40))
    with database.reading() as session:
        assert session.scalars(select(Lesson.size_bytes)).one() == 2**40

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from device.store import bookmarks, lessons
from device.store.bookmarks import Left
from device.store.lessons import create
from device.store.members import add_member, remove_member
from device.store.tables import Bookmark, Lesson, Member, Role

MIA, NOAH = "mia", "noah"


@pytest.fixture
def ids(database, now):
    """Two members and two lessons that can be played: {"mia", "noah", "squats", "stretch"}."""
    with database.session() as session:
        people = [add_member(session, now, name, Role.MEMBER, "#336699", "en", "s") for name in (MIA, NOAH)]
        shelf = [create(session, now, None, name, f"{name}.mp4") for name in ("squats", "stretch")]
        for lesson in shelf:
            lesson.prepared_at, lesson.duration_s = now, 60.0
        return {row.name: row.id for row in (*people, *shelf)}


@pytest.fixture
def leave(database, ids, now):
    """Somebody leaves a lesson."""

    def once(*people, lesson="squats", at_s=12.0, minutes=0):
        with database.session() as session:
            members = [ids.get(one) for one in people]
            bookmarks.keep(session, ids[lesson], members, at_s, now + timedelta(minutes=minutes))

    return once


def mark(session, lesson_id, member_id):
    """The row of this lesson and its first person; None when there is none."""
    found = select(Bookmark).where(
        Bookmark.lesson_id == lesson_id, Bookmark.member_id.is_not_distinct_from(member_id)
    )
    return session.scalars(found).one_or_none()


def test_a_lesson_goes_on_where_its_people_left_it(database, ids, leave, now):
    leave(MIA, NOAH)
    with database.reading() as session:
        found = mark(session, ids["squats"], ids[MIA])
        assert (found.other_id, found.people, found.time_s, found.left_at) == (ids[NOAH], 2, 12.0, now)
        assert bookmarks.newest(session, [ids[MIA]]) == [
            Left(ids["squats"], (ids[MIA], ids[NOAH]), 12.0, now)
        ]
        assert mark(session, ids["squats"], ids[NOAH]) is None
        assert mark(session, ids["stretch"], ids[MIA]) is None


def test_there_is_one_for_a_lesson_and_its_first_person(database, ids, leave):
    leave(MIA, NOAH)
    leave(NOAH, at_s=5.0)
    leave(None, at_s=1.0)
    leave(None, MIA, at_s=2.0)
    leave(MIA, at_s=30.0)
    with database.reading() as session:
        found = {one: mark(session, ids["squats"], ids.get(one)) for one in (MIA, NOAH, None)}
        assert {one: left.time_s for one, left in found.items()} == {MIA: 30.0, NOAH: 5.0, None: 2.0}
        assert (found[MIA].people, found[MIA].other_id) == (1, None)
        assert (found[None].people, found[None].other_id) == (2, ids[MIA])
        assert session.scalar(select(func.count()).select_from(Bookmark)) == 3


def test_the_database_holds_it_too(database, ids, leave, now):
    leave(MIA)
    mark = Bookmark(lesson_id=ids["squats"], member_id=ids[MIA], people=1, time_s=0.0, left_at=now)
    with pytest.raises(IntegrityError), database.session() as session:
        session.add(mark)


def test_the_newest_come_first_and_a_lesson_once(database, ids, leave):
    leave(MIA, at_s=1.0, minutes=1)
    leave(NOAH, at_s=2.0, minutes=2)
    leave(MIA, lesson="stretch", at_s=3.0, minutes=3)
    leave(None, lesson="stretch", at_s=4.0, minutes=4)
    with database.reading() as session:

        def times(*people, **words):
            found = bookmarks.newest(session, [ids.get(one) for one in people], **words)
            return [left.time_s for left in found]

        assert times(MIA) == [3.0, 1.0]
        assert times(MIA, NOAH) == [3.0, 2.0]
        assert times(MIA, NOAH, limit=1) == [3.0]
        assert times(NOAH, None) == [4.0, 2.0]
        assert times() == []


def test_what_cannot_be_played_is_not_continued(database, ids, leave, now):
    leave(MIA)
    leave(MIA, lesson="stretch")
    with database.session() as session:
        session.get_one(Lesson, ids["squats"]).prepared_at = None
        lessons.take_out(session.get_one(Lesson, ids["stretch"]), now)
    with database.reading() as session:
        assert bookmarks.newest(session, [ids[MIA]]) == []


def test_what_is_done_is_forgotten(database, ids, leave):
    leave(MIA)
    leave(None)
    with database.session() as session:
        bookmarks.forget(session, ids["squats"], ids[MIA])
        bookmarks.forget(session, ids["stretch"], ids[MIA])
    with database.reading() as session:
        assert mark(session, ids["squats"], ids[MIA]) is None
        assert mark(session, ids["squats"], None) is not None


def test_it_goes_with_its_lesson_and_its_first_person(database, ids, leave):
    leave(MIA)
    leave(NOAH, MIA)
    leave(MIA, lesson="stretch")
    with database.session() as session:
        session.delete(session.get_one(Lesson, ids["stretch"]))
        remove_member(session, session.get_one(Member, ids[MIA]))
    with database.reading() as session:
        (left,) = session.scalars(select(Bookmark)).all()
    found = left.lesson_id, left.member_id, left.people, left.other_id
    assert found == (ids["squats"], ids[NOAH], 2, None), "who is gone was a guest"


def test_who_was_removed_while_the_match_ran_is_a_guest(database, ids, now):
    with database.session() as session:
        bookmarks.keep(session, ids["squats"], [999, ids[MIA]], 3.0, now)
        bookmarks.keep(session, 999, [ids[MIA]], 3.0, now)
    with database.reading() as session:
        found = mark(session, ids["squats"], None)
        assert (found.people, found.other_id) == (2, ids[MIA])
        assert session.scalar(select(func.count()).select_from(Bookmark)) == 1


@pytest.mark.parametrize(
    ("people", "time_s"), [([], 1.0), ([1, 2, 3], 1.0), ([1], -1.0), ([1], float("nan"))]
)
def test_nonsense_is_refused(database, ids, now, people, time_s):
    with database.session() as session, pytest.raises(ValueError, match="lesson"):
        bookmarks.keep(session, ids["squats"], people, time_s, now)


@pytest.mark.parametrize(
    ("start_s", "end_s", "time_s"),
    [(5.0, None, 7.0), (13.0, None, None), (0.0, 12.0, None), (0.0, 13.0, 12.0)],
)
def test_a_trim_moves_it_with_the_picture(database, ids, leave, start_s, end_s, time_s):
    leave(MIA, at_s=12.0)
    with database.session() as session:
        lessons.trim(session.get_one(Lesson, ids["squats"]), start_s, end_s)
    with database.reading() as session:
        found = mark(session, ids["squats"], ids[MIA])
    assert (None if found is None else found.time_s) == time_s

from datetime import timedelta

import pytest

from device.store import jobs, lessons, matches, purging, segments
from device.store.lessons import SortOrder
from device.store.tables import Job, JobKind, JobState, Lesson, Match, Segment, SegmentKind, Timing, Upload
from scoring.limb import Limb


def made(session, now, name="Squats", **facts):
    lesson = lessons.create(session, now, None, name, "a.mp4", 10)
    for key, value in facts.items():
        setattr(lesson, key, value)
    session.flush()
    return lesson


def names(shelf):
    return [one.lesson.name for one in shelf]


def test_a_new_lesson_is_not_ready(database, now):
    with database.session() as session:
        lesson = made(session, now, "  Leg   day ")
        shelf = lessons.find(session, lesson.id)
    assert shelf.lesson.name == "Leg day"
    assert not shelf.is_ready


def test_the_newest_work_counts(database, now):
    with database.session() as session:
        lesson, other = made(session, now), made(session, now)
        first = jobs.add(session, lesson.id, "full", now)
        jobs.fail(first, now, "too dark")
        second = jobs.add(session, lesson.id, "lite", now)
        jobs.add(session, other.id, "lite", now)
        shelf = lessons.find(session, lesson.id)
        assert session.query(Job).count() == 3
    assert (shelf.job.id, shelf.job.state) == (second.id, JobState.RECEIVED)


@pytest.mark.parametrize(
    ("search", "found"),
    [("", 3), ("squat", 2), ("SQUAT deep", 1), ("다리", 1), ("%", 0), ("_", 0), ("squats lunges", 0)],
)
def test_every_word_is_searched(database, now, search, found):
    with database.session() as session:
        for name in ("Squats", "Deep squats", "다리 운동"):
            made(session, now, name)
        assert len(lessons.library(session, search)) == found


def test_the_library_is_sorted(database, now):
    with database.session() as session:
        made(session, now - timedelta(hours=2), "banana", duration_s=90.0)
        apple = made(session, now - timedelta(hours=3), "Apple", duration_s=None)
        cherry = made(session, now - timedelta(hours=1), "cherry", duration_s=30.0)
        for lesson, days in ((apple, 2), (cherry, 9), (apple, 30)):
            at = now - timedelta(days=days)
            matches.add(
                session,
                Match(
                    lesson_id=lesson.id, lesson_name="x", played_at=at, duration_s=1.0, method="a", players=[]
                ),
            )
        assert names(lessons.library(session)) == ["cherry", "banana", "Apple"]
        assert names(lessons.library(session, order=SortOrder.NAME)) == ["Apple", "banana", "cherry"]
        assert names(lessons.library(session, order=SortOrder.SHORT)) == ["cherry", "banana", "Apple"]
        assert names(lessons.library(session, order=SortOrder.PLAYED)) == ["Apple", "cherry", "banana"]


def test_what_is_taken_out_can_be_put_back(database, now):
    with database.session() as session:
        lesson = made(session, now)
        lessons.take_out(lesson, now)
        session.flush()
        assert lessons.library(session) == []
        assert lessons.shelved(session, [lesson.id]) == []
        assert lessons.taken_out(session) == [lesson]
        lessons.put_back(lesson)
        session.flush()
        assert names(lessons.library(session)) == ["Squats"]


def test_purge_removes_what_was_out_long_enough_with_its_files(database, folder, now):
    keep = timedelta(days=14)
    with database.session() as session:
        ids = []
        for age in (keep, keep - timedelta(seconds=1), None):
            lesson = made(session, now, "x", deleted_at=None if age is None else now - age)
            lesson.segments = [Segment(kind=SegmentKind.REST, start_s=0, end_s=1, by_hand=False)]
            jobs.add(session, lesson.id, "full", now)
            ids.append(lesson.id)
            files = folder.lesson(lesson.id)
            files.work.mkdir(parents=True)
            files.original.write_bytes(b"film")
        session.add(
            Upload(
                id="0" * 32,
                name="x",
                source="x",
                length_bytes=1,
                created_at=now,
                expires_at=now,
                lesson_id=ids[0],
            )
        )
    assert purging.purge(database, folder, now, keep) == ids[:1]
    assert [folder.lesson(one).root.exists() for one in ids] == [False, True, True]
    with database.reading() as session:
        assert session.get(Lesson, ids[0]) is None
        assert session.query(Job).count() == 2
        assert session.query(Segment).count() == 2
        assert session.get(Upload, "0" * 32).lesson_id is None
    assert purging.purge(database, folder, now, keep) == []


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (0, None, (0, None)),
        (5, 50, (5, 50)),
        (5, 60, (5, None)),
        (5, 60.05, (5, None)),
        (59, None, (59, None)),
    ],
)
def test_a_trim_lies_inside_the_video(database, now, start, end, kept):
    with database.session() as session:
        lesson = made(session, now, duration_s=60.0)
        lessons.trim(lesson, start, end)
    assert (lesson.trim_start_s, lesson.trim_end_s) == kept


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 50), (10, 10.9), (50, 10), (0, 61), (59.5, None), (70, None), (float("nan"), 5)]
)
def test_a_trim_that_leaves_nothing_is_refused(database, now, start, end):
    with database.session() as session:
        lesson = made(session, now, duration_s=60.0)
        with pytest.raises(lessons.BadTrimError):
            lessons.trim(lesson, start, end)
    assert (lesson.trim_start_s, lesson.trim_end_s) == (0, None)


def test_a_lesson_needs_a_name(database, now):
    with database.session() as session:
        lesson = made(session, now)
        with pytest.raises(ValueError, match="needs a name"):
            lessons.rename(lesson, " \n ")
        lessons.rename(lesson, "Lunges")
    assert lesson.name == "Lunges"


def test_marks_are_kept_as_rows(database, now):
    with database.session() as session:
        lesson = made(session, now, duration_s=60.0)
        lesson.segments = [Segment(kind=SegmentKind.EXERCISE, start_s=0, end_s=60, by_hand=False)]
    with database.session() as session:
        segments.mark(session.get_one(Lesson, lesson.id), SegmentKind.REST, 20, 30)
    with database.reading() as session:
        rows = session.get_one(Lesson, lesson.id).segments
        assert [(row.kind, row.start_s, row.end_s, row.by_hand) for row in rows] == [
            ("exercise", 0, 20, False),
            ("rest", 20, 30, True),
            ("exercise", 30, 60, False),
        ]
        assert session.query(Segment).count() == 3


def test_what_was_made_ready_meanwhile(database, now):
    with database.session() as session:
        for name, hours in (("long ago", 30), ("early", 3), ("late", 1), ("out", 2), ("raw", None)):
            lesson = lessons.create(session, now, None, name, "a.mp4")
            lesson.prepared_at = None if hours is None else now - timedelta(hours=hours)
            if name == "out":
                lessons.take_out(lesson, now)
    with database.reading() as session:
        found = lessons.prepared_between(session, now - timedelta(hours=5), now)
        assert [lesson.name for lesson in found] == ["late", "early"]
        assert lessons.prepared_between(session, now - timedelta(hours=2), now - timedelta(minutes=61)) == []


def test_what_is_being_made_ready_now(database, now):
    with database.session() as session:
        lesson = lessons.create(session, now, None, "Yoga", "a.mp4")
        job = jobs.add(session, lesson.id, "full", now)
        jobs.receive(session)
        assert lessons.in_work(session, now) is None
        jobs.begin(job, now)
        jobs.progress(job, now, 37.0, None, "poses")
        found = lessons.in_work(session, now + timedelta(seconds=30))
        assert (found.lesson.name, found.job.percent) == ("Yoga", 37.0)
        assert lessons.in_work(session, now + timedelta(minutes=5)) is None, "who worked at it was killed"
        jobs.finish(job, now)
        assert lessons.in_work(session, now) is None


def test_what_is_only_fetched_is_not_being_made_ready(database, now):
    with database.session() as session:
        lesson = lessons.create(session, now, None, "Yoga", "https://example.org/a")
        job = jobs.add(session, lesson.id, "full", now, JobKind.FETCH, url="https://example.org/a")
        jobs.receive(session)
        jobs.begin(job, now)
        assert lessons.in_work(session, now) is None


def test_limbs_are_left_out_but_not_all_of_them(database, now):
    with database.session() as session:
        lesson = made(session, now)
        assert lesson.ignored_limbs == []
        lessons.leave_out(lesson, {Limb.HEAD, Limb.ARMS})
    with database.session() as session:
        lesson = session.get_one(Lesson, lesson.id)
        assert lesson.ignored_limbs == [Limb.ARMS, Limb.HEAD]
        with pytest.raises(lessons.NothingCountsError):
            lessons.leave_out(lesson, set(Limb))
        assert lesson.ignored_limbs == [Limb.ARMS, Limb.HEAD]
        lessons.leave_out(lesson, ())
    with database.reading() as session:
        assert session.get_one(Lesson, lesson.id).ignored_limbs == []


@pytest.mark.parametrize(
    ("timing", "beat_bpm", "on_beat"),
    [
        (Timing.AUTO, None, False),
        (Timing.AUTO, 118.0, True),
        (Timing.ON_BEAT, None, True),
        (Timing.ON_BEAT, 118.0, True),
        (Timing.FREE, None, False),
        (Timing.FREE, 118.0, False),
    ],
)
def test_a_beat_that_was_found_asks_for_being_in_time_unless_the_household_chose(
    database, now, timing, beat_bpm, on_beat
):
    with database.session() as session:
        lesson = made(session, now)
        lesson.timing, lesson.beat_bpm = timing, beat_bpm
        assert lessons.is_on_beat(lesson) is on_beat

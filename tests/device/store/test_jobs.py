from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.store import jobs, lessons
from device.store.tables import Job, JobKind, JobState


@pytest.fixture
def session(database):
    with database.session() as session:
        yield session


@pytest.fixture
def lesson(session, now):
    return lessons.create(session, now, None, "Squats", "squats.mp4")


@pytest.fixture
def job(session, lesson, now):
    job = jobs.add(session, lesson.id, "lite", now)
    jobs.receive(session)
    return job


def test_a_job_goes_from_received_to_ready(session, lesson, now):
    job = jobs.add(session, lesson.id, "full", now)
    assert (job.state, job.percent, job.attempts) == (JobState.RECEIVED, 0, 0)
    jobs.receive(session)
    assert job.state is JobState.WAITING
    jobs.begin(job, now)
    assert (job.state, job.attempts, job.started_at) == (JobState.WORKING, 1, now)
    later = now + timedelta(seconds=5)
    jobs.progress(job, later, 42.5, 80.0, "poses")
    assert (job.percent, job.left_s, job.stage, job.beat_at) == (42.5, 80.0, "poses", later)
    jobs.finish(job, later)
    assert (job.state, job.percent, job.left_s, job.finished_at) == (JobState.READY, 100, None, later)


@pytest.mark.parametrize(("given_percent", "kept"), [(-3, 0), (250, 100)])
def test_percent_stays_within_its_bounds(job, now, given_percent, kept):
    jobs.begin(job, now)
    jobs.progress(job, now, given_percent, -1.0, "poses")
    assert (job.percent, job.left_s) == (kept, 0)


CHANGES = {
    "begin": (jobs.begin, {JobState.WAITING}),
    "progress": (lambda job, now: jobs.progress(job, now, 1, None, "poses"), {JobState.WORKING}),
    "postpone": (lambda job, _: jobs.postpone(job), {JobState.WORKING}),
    "retry": (lambda job, now: jobs.retry(job, now, "no"), {JobState.WORKING}),
    "hold": (lambda job, _: jobs.hold(job, "no"), {JobState.WAITING}),
    "fail": (lambda job, now: jobs.fail(job, now, "no"), set(jobs.OPEN)),
    "finish": (jobs.finish, {JobState.WORKING}),
}


@pytest.mark.parametrize("state", JobState)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_follows_only_where_it_may(change, state, now):
    job = Job(id=1, lesson_id=1, kind=JobKind.PREPARE, state=state, model="lite", attempts=1, percent=0)
    act, allowed = CHANGES[change]
    if state in allowed:
        act(job, now)
    else:
        with pytest.raises(jobs.IllegalChangeError):
            act(job, now)
        assert job.state is state


def test_a_job_that_failed_three_times_is_given_up(job, now):
    for attempt in (1, 2):
        jobs.begin(job, now)
        jobs.retry(job, now, "It crashed.")
        assert (job.state, job.attempts, job.reason) == (JobState.WAITING, attempt, "It crashed.")
    jobs.begin(job, now)
    assert job.reason is None
    jobs.retry(job, now, "It crashed.")
    assert (job.state, job.reason, job.finished_at) == (JobState.FAILED, "It crashed.", now)


def test_an_interruption_is_no_attempt(job, now):
    for _ in range(10):
        jobs.begin(job, now)
        jobs.postpone(job)
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_a_long_reason_is_cut_to_its_column(job, now):
    jobs.fail(job, now, "x" * 1000)
    assert len(job.reason) == 400


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6),
    st.booleans(),
)
def test_the_most_wanted_comes_first(wishes, night):
    """At once before the rest, then the most wanted, then the oldest; outside the night only at once."""
    from datetime import UTC, datetime

    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session

    from device.store.tables import Base

    start = datetime(2026, 3, 14, tzinfo=UTC)
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        rows = []
        for at_once, wanted, day in wishes:
            lesson = lessons.create(session, start, None, "one", "one.mp4")
            lesson.wanted = wanted
            when = start + timedelta(days=day)
            rows.append((at_once, wanted, when, jobs.add(session, lesson.id, "lite", when, at_once=at_once)))
        jobs.receive(session)
        open_rows = [row for row in rows if night or row[0]]
        best = min(open_rows, key=lambda row: (not row[0], -row[1], row[2], row[3].id), default=None)
        assert jobs.next_job(session, night=night) is (best and best[3])
    engine.dispose()


def test_a_lesson_taken_out_of_the_library_waits_for_nothing(session, lesson, job, now):
    assert jobs.next_job(session, night=True) is job
    lessons.take_out(lesson, now)
    assert jobs.next_job(session, night=True) is None


def test_a_second_wish_changes_the_first_while_it_waits(session, lesson, job, now):
    again = jobs.add(session, lesson.id, "heavy", now, at_once=True)
    assert again is job
    assert (job.model, job.at_once) == ("heavy", True)
    jobs.begin(job, now)
    assert jobs.add(session, lesson.id, "lite", now) is job
    assert job.model == "heavy"
    jobs.finish(job, now)
    assert jobs.add(session, lesson.id, "lite", now) is not job


def test_a_fetch_has_a_link_and_nothing_else_has(session, lesson, now):
    with pytest.raises(ValueError, match="link"):
        jobs.add(session, lesson.id, "lite", now, JobKind.FETCH)
    with pytest.raises(ValueError, match="link"):
        jobs.add(session, lesson.id, "lite", now, url="https://example.org/a.mp4")
    with pytest.raises(ValueError, match="network"):
        jobs.add(session, lesson.id, "huge", now)


def test_what_was_worked_on_is_found_after_a_crash(session, job, now):
    assert not jobs.interrupted(session)
    jobs.begin(job, now)
    assert jobs.interrupted(session) == [job]


def test_a_job_can_be_hurried_until_it_is_over(job, now):
    jobs.begin(job, now)
    jobs.fail(job, now, "no")
    jobs.hurry(job)
    assert not job.at_once

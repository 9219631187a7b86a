"""The night's work as rows: one job is one small state machine.

    received -> waiting -> working -> ready | failed        working -> waiting: paused, interrupted, try again

Decides which state may follow which, which job comes next, and when a job is given up. A change that may not
follow raises IllegalChangeError, a fault of the program.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from device.choices import POSE_MODELS
from device.store.tables import REASON_MAX, Job, JobKind, JobState, Lesson

# A crash may be a power cut; after three the video is the cause.
ATTEMPTS_MAX: Final = 3
# The night's process renews `beat_at` every few seconds; after this time it counts as killed.
AT_WORK: Final = timedelta(minutes=2)
OPEN: Final = (JobState.RECEIVED, JobState.WAITING, JobState.WORKING)
_FOLLOWS: Final = {
    JobState.RECEIVED: {JobState.WAITING, JobState.FAILED},
    JobState.WAITING: {JobState.WORKING, JobState.FAILED},
    JobState.WORKING: {JobState.WAITING, JobState.READY, JobState.FAILED},
    JobState.READY: set(),
    JobState.FAILED: set(),
}


class IllegalChangeError(RuntimeError):
    """The new state may not follow the present one."""


def add(
    session: Session,
    lesson_id: int,
    model: str,
    now: datetime,
    kind: JobKind = JobKind.PREPARE,
    *,
    at_once: bool = False,
    url: str | None = None,
) -> Job:
    """Work for a lesson, `received`; at_once: not only at night. Raises ValueError for another model.

    A lesson has at most one open job of a kind: one that has not begun takes the new values; one that is
    being worked on is returned unchanged.
    """
    if model not in POSE_MODELS:
        raise ValueError(f"there is no pose network {model!r}")
    if (kind is JobKind.FETCH) != bool(url):
        raise ValueError("a fetch needs a link, and nothing else does")
    found = select(Job).where(Job.lesson_id == lesson_id, Job.kind == kind, Job.state.in_(OPEN))
    job = session.scalars(found.order_by(Job.id)).first()
    if job is None:
        job = Job(
            lesson_id=lesson_id,
            kind=kind,
            state=JobState.RECEIVED,
            model=model,
            url=url,
            at_once=at_once,
            created_at=now,
            percent=0.0,
            attempts=0,
        )
        session.add(job)
    elif job.state is not JobState.WORKING:
        job.model, job.url = model, url
        job.at_once = job.at_once or at_once
    session.flush()
    return job


def hurry(job: Job) -> None:
    """Do it now, not at night; no effect on a job that has ended."""
    job.at_once = job.at_once or job.state in OPEN


def receive(session: Session) -> None:
    """Move every received job to waiting."""
    for job in session.scalars(select(Job).where(Job.state == JobState.RECEIVED)):
        _change(job, JobState.WAITING)


def next_job(session: Session, *, night: bool) -> Job | None:
    """The most wanted job that may begin; outside the night only what was asked for at once."""
    found = waiting(session)
    return next((job for job in found if night or job.at_once), None)


def waiting(session: Session) -> Sequence[Job]:
    """Waiting jobs, the most wanted first; without those of deleted lessons."""
    found = (
        select(Job)
        .join(Lesson)
        .where(Job.state == JobState.WAITING, Lesson.deleted_at.is_(None))
        .order_by(Job.at_once.desc(), Lesson.wanted.desc(), Job.created_at, Job.id)
    )
    return session.scalars(found).all()


def begin(job: Job, now: datetime) -> None:
    """Start working on it: one more attempt."""
    _change(job, JobState.WORKING)
    job.attempts += 1
    job.started_at, job.beat_at, job.reason, job.left_s = now, now, None, None


def progress(job: Job, now: datetime, percent: float, left_s: float | None, stage: str) -> None:
    """How far it is: percent 0 to 100, seconds still to go if that is known, and what is being done."""
    _must_be(job, JobState.WORKING)
    job.percent = min(max(float(percent), 0.0), 100.0)
    job.left_s = None if left_s is None else max(float(left_s), 0.0)
    job.stage, job.beat_at = stage, now


def postpone(job: Job) -> None:
    """Put it back, to be continued later: the night is over or the box was switched off.

    This does not count as an attempt.
    """
    _must_be(job, JobState.WORKING)
    _change(job, JobState.WAITING)
    job.attempts = max(job.attempts - 1, 0)
    job.left_s = None


def retry(job: Job, now: datetime, reason: str) -> None:
    """It failed in a way that may not recur: another attempt, or failed after the last."""
    _must_be(job, JobState.WORKING)
    if job.attempts >= ATTEMPTS_MAX:
        fail(job, now, reason)
        return
    _change(job, JobState.WAITING)
    job.reason, job.left_s, job.beat_at = reason[:REASON_MAX], None, now


def hold(job: Job, reason: str | None) -> None:
    """Note why it cannot begin yet, for the page; None when nothing holds it up any more."""
    _must_be(job, JobState.WAITING)
    job.reason = None if reason is None else reason[:REASON_MAX]


def fail(job: Job, now: datetime, reason: str) -> None:
    """Give it up; reason: a key of device.failure_reasons."""
    _change(job, JobState.FAILED)
    job.reason, job.left_s, job.finished_at = reason[:REASON_MAX], None, now


def finish(job: Job, now: datetime) -> None:
    """It is done."""
    _change(job, JobState.READY)
    job.percent, job.left_s, job.stage, job.reason, job.finished_at = 100.0, None, None, None, now


def is_alive(now: datetime) -> ColumnElement[bool]:
    """Whether a job that is worked on gave a sign of life just now; one of a time to come says nothing."""
    return Job.beat_at.between(now - AT_WORK, now + AT_WORK)


def interrupted(session: Session) -> Sequence[Job]:
    """Jobs that were in work when the night's process was killed; it asks for them when it starts."""
    return session.scalars(select(Job).where(Job.state == JobState.WORKING).order_by(Job.id)).all()


def _change(job: Job, state: JobState) -> None:
    if state not in _FOLLOWS[job.state]:
        raise IllegalChangeError(f"job {job.id}: {state} does not follow {job.state}")
    job.state = state


def _must_be(job: Job, state: JobState) -> None:
    if job.state is not state:
        raise IllegalChangeError(f"job {job.id} is {job.state}, not {state}")

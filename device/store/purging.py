"""What is kept for a while and then removed for good: deleted lessons, and files that became no lesson."""

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from device.failure_reasons import HOPELESS
from device.store.database import Database
from device.store.folder import Folder
from device.store.tables import Job, JobState, Lesson


def purge(database: Database, folder: Folder, now: datetime, keep: timedelta) -> list[int]:
    """Remove lessons for good that were deleted longer ago than `keep`, with their files; their ids.

    Rows first: files that a power cut leaves are found as orphans.
    """
    with database.session() as session:
        # deleted while the clock was ahead: the time in the bin begins now
        session.execute(update(Lesson).where(Lesson.deleted_at > now).values(deleted_at=now))
        gone = session.scalars(select(Lesson).where(Lesson.deleted_at <= now - keep)).all()
        ids = [lesson.id for lesson in gone]
        for lesson in gone:
            session.delete(lesson)
    for lesson_id in ids:
        shutil.rmtree(folder.lesson(lesson_id).root, ignore_errors=True)
    return ids


def remove(database: Database, folder: Folder, lesson_id: int) -> None:
    """Remove a lesson and its files now; nothing for one that is not deleted."""
    with database.session() as session:
        lesson = session.get(Lesson, lesson_id)
        if lesson is None or lesson.deleted_at is None:
            return
        session.delete(lesson)
    shutil.rmtree(folder.lesson(lesson_id).root, ignore_errors=True)


def purge_failed(database: Database, folder: Folder, now: datetime, keep: timedelta) -> list[int]:
    """Remove the files of lessons that failed longer ago than `keep`, for a reason of HOPELESS; their ids.

    Their rows stay, so that their page says why.
    """
    with database.session() as session:
        jobs = _hopeless(session)
        for job in jobs:
            # while the clock was ahead: the time begins now
            job.finished_at = now if job.finished_at is None else min(job.finished_at, now)
        over = [job.lesson_id for job in jobs if job.finished_at is None or job.finished_at <= now - keep]
    gone = [lesson_id for lesson_id in over if folder.lesson(lesson_id).root.exists()]
    for lesson_id in gone:
        shutil.rmtree(folder.lesson(lesson_id).root, ignore_errors=True)
    return gone


def kept_until(job: Job | None, keep: timedelta) -> datetime | None:
    """Until when the original of a failed lesson stays; None where it is not removed by itself."""
    if job is None or job.state is not JobState.FAILED or job.reason not in HOPELESS:
        return None
    return None if job.finished_at is None else job.finished_at + keep


def _hopeless(session: Session) -> Sequence[Job]:
    """The newest jobs of lessons that cannot be played and that failed because of their file."""
    newest = select(func.max(Job.id)).group_by(Job.lesson_id)
    return session.scalars(
        select(Job)
        .join(Lesson)
        .where(Job.id.in_(newest), Job.state == JobState.FAILED, Job.reason.in_(HOPELESS))
        .where(Lesson.prepared_at.is_(None), Lesson.deleted_at.is_(None))
    ).all()

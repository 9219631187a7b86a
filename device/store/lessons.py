"""The library as rows: found, sorted, named, trimmed, wanted, taken out and put back.

Decides what may be changed in a lesson and when it is deleted for good. Night work is in `jobs`, segments
are in `segments`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from device.errors import StoreError
from device.lost import NOTHING_LOST
from device.spelling import fold
from device.store.columns import stored_name
from device.store.jobs import is_alive
from device.store.tables import Facing, Job, JobKind, JobState, Lesson, Match, Timing
from scoring.limb import Limb

# A shorter lesson cannot be scored.
SHORTEST_S: Final = 1.0
# Browsers round times; and a video ends a little later than its last picture.
SLACK_S: Final = 0.1
SEARCH_WORDS_MAX: Final = 8


class BadTrimError(StoreError):
    """Start and end leave no lesson, or lie outside the video."""


class NothingCountsError(StoreError):
    """No limb would be left to score."""


class SortOrder(StrEnum):
    """How the library is sorted."""

    NEW = "new"
    NAME = "name"
    PLAYED = "played"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A lesson and its newest job."""

    lesson: Lesson
    job: Job | None

    @property
    def is_ready(self) -> bool:
        """Whether it can be played."""
        return self.lesson.prepared_at is not None


def create(
    session: Session,
    now: datetime,
    member_id: int | None,
    name: str,
    source: str,
    size_bytes: int = 0,
    is_taken: Callable[[int], bool] = lambda _: False,
) -> Lesson:
    """A new lesson, with its id; it cannot be played yet.

    is_taken: whether the folder of an id belongs to another.
    """
    while True:
        lesson = Lesson(
            name=_checked_name(name),
            added_by=member_id,
            added_at=now,
            source=source,
            size_bytes=size_bytes,
            has_sound=False,
            facing=Facing.UNKNOWN,
            trim_start_s=0.0,
            timing=Timing.AUTO,
            ignored_limbs=[],
            lost=NOTHING_LOST,
            wanted=0,
        )
        session.add(lesson)
        session.flush()
        if not is_taken(lesson.id):
            return lesson
        # no database gives an id again that it has given in the same transaction
        session.delete(lesson)
        session.flush()


def library(session: Session, search: str = "", order: SortOrder = SortOrder.NEW) -> list[Shelved]:
    """Lessons of the library that have every word of `search` in their names."""
    found = session.scalars(_sorted(select(Lesson).where(Lesson.deleted_at.is_(None)), order)).all()
    words = fold(search).split()[:SEARCH_WORDS_MAX]
    if words:
        # here, not in the database: each knows other letters and cases
        found = [lesson for lesson in found if all(word in fold(lesson.name) for word in words)]
    if order is SortOrder.NAME:
        found = sorted(found, key=lambda lesson: fold(lesson.name))
    return _with_jobs(session, found)


def page_of(
    session: Session,
    search: str = "",
    order: SortOrder = SortOrder.NEW,
    *,
    page: int = 1,
    size: int,
    ready: bool = False,
) -> tuple[list[Shelved], int]:
    """One page of `library`, counted from 1, and the number of its lessons; no others are loaded."""
    named = select(Lesson.id, Lesson.name).where(Lesson.deleted_at.is_(None))
    found = _sorted(cast("Select[Any]", named), order)
    if ready:
        found = found.where(Lesson.prepared_at.is_not(None))
    rows = session.execute(found).all()
    words = fold(search).split()[:SEARCH_WORDS_MAX]
    if words:
        rows = [row for row in rows if all(word in fold(row.name) for word in words)]
    if order is SortOrder.NAME:
        rows = sorted(rows, key=lambda row: fold(row.name))
    ids = [row.id for row in rows[(page - 1) * size : page * size]]
    shelf = {one.lesson.id: one for one in shelved(session, ids)}
    return [shelf[lesson_id] for lesson_id in ids], len(rows)


def shelved(session: Session, ids: Iterable[int]) -> list[Shelved]:
    """The lessons with these ids that are in the library, by id."""
    found = select(Lesson).where(Lesson.deleted_at.is_(None), Lesson.id.in_(list(ids))).order_by(Lesson.id)
    return _with_jobs(session, session.scalars(found).all())


def find(session: Session, lesson_id: int) -> Shelved | None:
    """A lesson with its newest job, deleted or not; None if there is no such lesson."""
    lesson = session.get(Lesson, lesson_id)
    return None if lesson is None else _with_jobs(session, [lesson])[0]


def prepared_between(session: Session, start: datetime, end: datetime) -> list[Lesson]:
    """Lessons of the library that were prepared from start to end, newest first."""
    found = select(Lesson).where(
        Lesson.deleted_at.is_(None), Lesson.prepared_at >= start, Lesson.prepared_at <= end
    )
    return list(session.scalars(found.order_by(Lesson.prepared_at.desc(), Lesson.id.desc())))


def in_work(session: Session, now: datetime) -> Shelved | None:
    """The lesson that is being prepared now; None when its job has given no sign of life for AT_WORK."""
    found = (
        select(Lesson, Job)
        .join(Job, Job.lesson_id == Lesson.id)
        .where(Job.state == JobState.WORKING, Job.kind == JobKind.PREPARE, is_alive(now))
        .where(Lesson.deleted_at.is_(None))
        .order_by(Job.beat_at.desc())
        .limit(1)
    )
    row = session.execute(found).one_or_none()
    return None if row is None else Shelved(row[0], row[1])


def taken_out(session: Session, limit: int | None = None) -> Sequence[Lesson]:
    """Deleted lessons that can still be restored, the last one first."""
    found = select(Lesson).where(Lesson.deleted_at.is_not(None))
    return session.scalars(found.order_by(Lesson.deleted_at.desc()).limit(limit)).all()


def count_taken_out(session: Session) -> int:
    """How many `taken_out` gives."""
    return session.scalar(select(func.count()).where(Lesson.deleted_at.is_not(None))) or 0


def rename(lesson: Lesson, name: str) -> None:
    """Give it another name. Raises ValueError for an empty one."""
    lesson.name = _checked_name(name)


def trim(lesson: Lesson, start_s: float, end_s: float | None) -> None:
    """Play only from start to end, in seconds of the video; None: its last picture. Raises BadTrimError.

    Bookmarks keep their picture; those in a part that is cut away are removed.
    """
    length_s = lesson.duration_s
    last_s = end_s if end_s is not None else length_s
    if not start_s >= 0 or (last_s is not None and not last_s - start_s >= SHORTEST_S):
        raise BadTrimError("The end comes too soon after the start.")
    if length_s is not None:
        if start_s > length_s or (end_s is not None and end_s > length_s + SLACK_S):
            raise BadTrimError("The video is not that long.")
        if end_s is not None and end_s >= length_s - SLACK_S:
            end_s = None
    for mark in list(lesson.bookmarks):
        mark.time_s += lesson.trim_start_s - start_s
        if mark.time_s < 0 or (last_s is not None and mark.time_s >= last_s - start_s):
            lesson.bookmarks.remove(mark)
    lesson.trim_start_s, lesson.trim_end_s = float(start_s), end_s


def leave_out(lesson: Lesson, limbs: Collection[Limb]) -> None:
    """Score people without these limbs from now on. Raises NothingCountsError for all of them."""
    if set(limbs) == set(Limb):
        raise NothingCountsError("Something must count.")
    lesson.ignored_limbs = [limb for limb in Limb if limb in limbs]


def is_on_beat(lesson: Lesson) -> bool:
    """Whether being late costs points: as the household chose, else where a beat was found."""
    if lesson.timing is Timing.AUTO:
        return lesson.beat_bpm is not None
    return lesson.timing is Timing.ON_BEAT


def want(lesson: Lesson) -> None:
    """Count one request: the night begins with the most wanted lesson."""
    lesson.wanted += 1


def take_out(lesson: Lesson, now: datetime) -> None:
    """Delete it from the library; its files stay until `purge`."""
    lesson.deleted_at = now


def put_back(lesson: Lesson) -> None:
    """Restore it to the library."""
    lesson.deleted_at = None


def _checked_name(name: str) -> str:
    tidy = stored_name(name)
    if not tidy:
        raise ValueError("a lesson needs a name")
    return tidy


def _sorted(found: Select[Any], order: SortOrder) -> Select[Any]:
    if order is SortOrder.NAME:
        return found.order_by(Lesson.id)
    if order is SortOrder.SHORT:
        return found.order_by(Lesson.duration_s.is_(None), Lesson.duration_s, Lesson.id)
    if order is SortOrder.PLAYED:
        last = select(Match.lesson_id, func.max(Match.played_at).label("at")).group_by(Match.lesson_id)
        played = last.subquery()
        found = found.outerjoin(played, played.c.lesson_id == Lesson.id)
        return found.order_by(played.c.at.is_(None), played.c.at.desc(), Lesson.id.desc())
    return found.order_by(Lesson.added_at.desc(), Lesson.id.desc())


def _with_jobs(session: Session, lessons: Sequence[Lesson]) -> list[Shelved]:
    newest = select(func.max(Job.id)).where(Job.lesson_id.in_([lesson.id for lesson in lessons]))
    jobs = session.scalars(select(Job).where(Job.id.in_(newest.group_by(Job.lesson_id))))
    by_lesson = {job.lesson_id: job for job in jobs}
    return [Shelved(lesson, by_lesson.get(lesson.id)) for lesson in lessons]

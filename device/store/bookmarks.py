"""Lessons that were left before their end: by whom and at which second, so that they can be continued.

Decides that there is one bookmark, the newest, for a lesson and the person in the first place, and that only
lessons that can be played are continued.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from device.store.tables import Bookmark, Lesson, Member

PEOPLE_MAX: Final = 2


@dataclass(frozen=True, slots=True)
class Left:
    """A lesson that was left: the members by place (None: a guest), and the second on the lesson's clock."""

    lesson_id: int
    member_ids: tuple[int | None, ...]
    time_s: float
    left_at: datetime


def keep(
    session: Session, lesson_id: int, member_ids: Sequence[int | None], time_s: float, now: datetime
) -> None:
    """Store where these one or two people left the lesson; replaces the bookmark of the first of them.

    Nothing is stored for a lesson that was removed meanwhile; a removed member counts as a guest. Raises
    ValueError for no people, for more than two, and for a time before the lesson.
    """
    if not 1 <= len(member_ids) <= PEOPLE_MAX:
        raise ValueError(f"a lesson is left by one or two, not by {len(member_ids)}")
    if not time_s >= 0:
        raise ValueError(f"a lesson cannot be left at {time_s} s")
    if session.get(Lesson, lesson_id) is None:
        return
    places = [None if one is None or session.get(Member, one) is None else one for one in member_ids]
    forget(session, lesson_id, places[0])
    session.add(
        Bookmark(
            lesson_id=lesson_id,
            member_id=places[0],
            other_id=places[1] if len(places) == PEOPLE_MAX else None,
            people=len(places),
            time_s=float(time_s),
            left_at=now,
        )
    )
    session.flush()


def newest(session: Session, member_ids: Collection[int | None], limit: int | None = None) -> list[Left]:
    """Playable lessons that one of these members left in the first place; newest first, each lesson once."""
    if not member_ids:
        return []
    found = (
        select(Bookmark)
        .join(Lesson, Bookmark.lesson_id == Lesson.id)
        .where(Lesson.deleted_at.is_(None), Lesson.prepared_at.is_not(None))
        .where(or_(*(_of(member_id) for member_id in member_ids)))
        .order_by(Bookmark.left_at.desc(), Bookmark.id.desc())
    )
    first: dict[int, Left] = {}
    for mark in session.scalars(found):
        first.setdefault(mark.lesson_id, _left(mark))
    return list(first.values())[:limit]


def forget(session: Session, lesson_id: int, member_id: int | None) -> None:
    """Remove the bookmark: the lesson was played to its end, or started again."""
    for mark in session.scalars(select(Bookmark).where(Bookmark.lesson_id == lesson_id, _of(member_id))):
        session.delete(mark)
    session.flush()


def _of(member_id: int | None) -> ColumnElement[bool]:
    return Bookmark.member_id.is_(None) if member_id is None else Bookmark.member_id == member_id


def _left(mark: Bookmark) -> Left:
    places = (mark.member_id, mark.other_id)[: mark.people]
    return Left(mark.lesson_id, places, mark.time_s, mark.left_at)

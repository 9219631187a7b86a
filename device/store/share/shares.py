"""What one member may take of the box: bytes of its disk, lessons that wait for their night, links.

Owners may take all of it. Announced bytes count like stored ones, so that announcing films without sending
them takes nothing away from others.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from device.store.jobs import OPEN
from device.store.tables import Job, JobKind, Lesson, Member, Role, Upload

# Of what is free and what is theirs already, a member may fill half: two children leave a quarter.
SHARE: Final = 0.5
# Lessons that wait for the night; a night prepares about ten.
WAITING_MAX: Final = {Role.MEMBER: 50, Role.OWNER: 500}
# Links that wait to be fetched
LINKS_MAX: Final = {Role.MEMBER: 20, Role.OWNER: 200}


def free_for(session: Session, now: datetime, member_id: int, free: int) -> int:
    """Bytes that a member may still send, of `free` on the disk."""
    if _role(session, member_id) is Role.OWNER:
        return free
    stored = select(func.coalesce(func.sum(Lesson.size_bytes), 0)).where(Lesson.added_by == member_id)
    sending = select(func.coalesce(func.sum(Upload.length_bytes), 0)).where(
        Upload.member_id == member_id, Upload.offset_bytes < Upload.length_bytes, Upload.expires_at > now
    )
    mine = int(session.scalar(stored) or 0) + int(session.scalar(sending) or 0)
    return min(free, max(0, int(SHARE * (free + mine)) - mine))


def may_wait(session: Session, member_id: int) -> bool:
    """Whether one more lesson of theirs may wait for the night."""
    return _waiting(session, member_id) < WAITING_MAX[_role(session, member_id)]


def may_link(session: Session, member_id: int) -> bool:
    """Whether one more link of theirs may wait to be fetched."""
    links = _waiting(session, member_id, JobKind.FETCH)
    return links < LINKS_MAX[_role(session, member_id)] and may_wait(session, member_id)


def _waiting(session: Session, member_id: int, kind: JobKind | None = None) -> int:
    found = select(func.count()).select_from(Job).join(Lesson).where(Job.state.in_(OPEN))
    found = found.where(Lesson.added_by == member_id)
    return session.scalar(found if kind is None else found.where(Job.kind == kind)) or 0


def _role(session: Session, member_id: int) -> Role:
    member = session.get(Member, member_id)
    return Role.MEMBER if member is None else member.role

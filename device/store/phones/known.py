"""Phones that were signed in before, by a mark in a long-lived cookie: strangers do not make them wait."""

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from device.store.phones.signed_in import TOKEN_BYTES, hashed
from device.store.phones.tables import KnownPhone

MARKS_MAX: Final = 30  # of one member; the one that was not seen for longest makes room
_MARK_MIN: Final = 20  # letters: a shorter one is none of ours


def mark(session: Session, now: datetime, member_id: int, present: str) -> str:
    """Know a phone as the member's from now on; present: the mark that it has, or "". Gives its mark."""
    new = present if len(present) >= _MARK_MIN else secrets.token_urlsafe(TOKEN_BYTES)
    row = _find(session, member_id, new)
    if row is not None:
        row.seen_at = now
        return new
    known = select(KnownPhone).where(KnownPhone.member_id == member_id).order_by(KnownPhone.seen_at.desc())
    for old in session.scalars(known.offset(MARKS_MAX - 1)):
        session.delete(old)
    session.add(KnownPhone(member_id=member_id, mark_hash=hashed(new), seen_at=now))
    session.flush()
    return new


def is_known(session: Session, member_id: int, present: str) -> bool:
    """Whether the member was signed in on the phone with this mark."""
    return len(present) >= _MARK_MIN and _find(session, member_id, present) is not None


def _find(session: Session, member_id: int, text: str) -> KnownPhone | None:
    found = select(KnownPhone).where(KnownPhone.member_id == member_id, KnownPhone.mark_hash == hashed(text))
    return session.scalars(found).one_or_none()

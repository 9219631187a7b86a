"""Which phones are signed in, as rows: a cookie holds a token, and its row says whose it is.

Decides how many phones a member may be signed in on. How long a cookie lasts is decided by its signature
(`device.admin.web.sessions`), by the box's time; rows of cookies that are over are only cleared away here.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from device.store.columns import stored_name
from device.store.phones.tables import KnownPhone, SignedInPhone

TOKEN_BYTES: Final = 32
# Phones that one member is signed in on; the one that was not seen for longest makes room.
PHONES_MAX: Final = 30
# Rows are kept for longer than cookies last (180 days), whatever the clock was when they were last seen.
KEPT: Final = timedelta(days=400)
# `seen_at` is written no more often than this: every write wakes the disk.
SEEN_EVERY_S: Final = 600.0


def hashed(token: str) -> str:
    """What is stored of a token: who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(session: Session, now: datetime, member_id: int, phone: str) -> str:
    """Sign a member in on a phone; the token for its cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _add(session, now, member_id, token, phone, brought_over=False)
    return token


def bring_over(
    session: Session, now: datetime, member_id: int, token: str, phone: str
) -> SignedInPhone | None:
    """The row of a cookie from before there were rows, made once; None if it has ended since."""
    found = session.scalars(
        select(SignedInPhone).where(SignedInPhone.token_hash == hashed(token))
    ).one_or_none()
    if found is not None:
        return found if found.ended_at is None and found.member_id == member_id else None
    return _add(session, now, member_id, token, phone, brought_over=True)


def find(session: Session, member_id: int, token: str) -> SignedInPhone | None:
    """The phone with this token, while it is signed in as this member."""
    found = select(SignedInPhone).where(
        SignedInPhone.token_hash == hashed(token),
        SignedInPhone.member_id == member_id,
        SignedInPhone.ended_at.is_(None),
    )
    return session.scalars(found).one_or_none()


def phones(session: Session, member_id: int) -> Sequence[SignedInPhone]:
    """The phones on which a member is signed in, the one that was seen last first."""
    found = select(SignedInPhone).where(
        SignedInPhone.member_id == member_id, SignedInPhone.ended_at.is_(None)
    )
    return session.scalars(found.order_by(SignedInPhone.seen_at.desc(), SignedInPhone.id.desc())).all()


def end(session: Session, now: datetime, phone: SignedInPhone) -> None:
    """Sign out on one phone."""
    if phone.brought_over:
        phone.ended_at = now
    else:
        session.delete(phone)


def end_all(session: Session, member_id: int) -> None:
    """Sign a member out everywhere, and forget which phones were theirs.

    Cookies of before are ended by a new key (`device.store.members.sign_out_everywhere`).
    """
    for table in (SignedInPhone, KnownPhone):
        session.execute(delete(table).where(table.member_id == member_id))


def is_news(phone: SignedInPhone, now: datetime) -> bool:
    """Whether `seen_at` is older than SEEN_EVERY_S, or of a time to come: the clock was set back."""
    return abs((now - phone.seen_at).total_seconds()) >= SEEN_EVERY_S


def clear(session: Session, now: datetime) -> None:
    """Remove rows of cookies that are long over. Call it only when the time is known."""
    for table in (SignedInPhone, KnownPhone):
        session.execute(delete(table).where(table.seen_at < now - KEPT))


def _add(
    session: Session, now: datetime, member_id: int, token: str, phone: str, *, brought_over: bool
) -> SignedInPhone:
    for old in phones(session, member_id)[PHONES_MAX - 1 :]:
        end(session, now, old)
    row = SignedInPhone(
        member_id=member_id,
        token_hash=hashed(token),
        phone=stored_name(phone),
        began_at=now,
        seen_at=now,
        brought_over=brought_over,
    )
    session.add(row)
    session.flush()
    return row

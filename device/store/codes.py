"""Six digits on the TV that let a phone in: who can see the TV is at home.

Decides how long a code lives and how often it may be guessed at. One lives at a time; a wrong guess counts
against it whoever made it. How long one who guessed wrong has to wait is decided in `attempts`.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from device.store.tables import PairingCode

DIGITS: Final = 6
LIVES: Final = timedelta(minutes=10)
TRIES: Final = 5
# Codes that are over are kept for the log of a day and then forgotten.
KEPT: Final = timedelta(days=1)


def shown_code(session: Session, now: datetime) -> PairingCode:
    """The code to show: the one that lives, or a new one."""
    return _living(session, now) or fresh_code(session, now)


def fresh_code(session: Session, now: datetime) -> PairingCode:
    """A new code; the one before it lets nobody in any more."""
    for old in session.scalars(select(PairingCode).where(PairingCode.expires_at > now)):
        old.expires_at = now
    session.execute(delete(PairingCode).where(PairingCode.expires_at < now - KEPT))
    code = PairingCode(
        digits=f"{secrets.randbelow(10**DIGITS):0{DIGITS}}",
        created_at=now,
        expires_at=now + LIVES,
        tries_left=TRIES,
        used_at=None,
    )
    session.add(code)
    session.flush()
    return code


def guess(session: Session, now: datetime, digits: str) -> PairingCode | None:
    """The code if these are its digits; wrong ones cost a try.

    Keep the transaction either way: a guess that is undone has not been counted.
    """
    code = _living(session, now)
    if code is None:
        return None
    if secrets.compare_digest(code.digits.encode(), digits.encode()):
        return code
    code.tries_left -= 1
    return None


def use(code: PairingCode, now: datetime) -> None:
    """It has let somebody in and lets nobody else in."""
    code.used_at = now


def _living(session: Session, now: datetime) -> PairingCode | None:
    # locked until the transaction ends: two phones cannot use one code, nor guess at once
    found = session.scalars(
        select(PairingCode)
        .where(PairingCode.used_at.is_(None), PairingCode.expires_at > now, PairingCode.tries_left > 0)
        .order_by(PairingCode.id.desc())
        .limit(1)
        .with_for_update()
    )
    return found.one_or_none()

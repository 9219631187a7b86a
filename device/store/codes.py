"""The six digits on the TV that pair a phone: seeing the TV proves that one is at home.

Decides how long a code is valid and how many wrong guesses it survives, from all phones together. One code is
valid at a time.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from device.store.tables import PairingCode

DIGITS: Final = 6
LIVES: Final = timedelta(minutes=10)
# The clocks of two processes may be so far apart.
SLACK: Final = timedelta(minutes=1)
TRIES: Final = 5
# Old codes are deleted after a day.
KEPT: Final = timedelta(days=1)


def shown_code(session: Session, now: datetime) -> PairingCode:
    """The code to show: the valid one, or a new one."""
    return _valid(session, now) or fresh_code(session, now)


def fresh_code(session: Session, now: datetime) -> PairingCode:
    """A new code; the one before becomes invalid."""
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
    """The code if these are its digits; wrong ones use up a try.

    Commit the transaction either way: a guess that is rolled back is not counted.
    """
    code = _valid(session, now)
    if code is None:
        return None
    if secrets.compare_digest(code.digits.encode(), digits.encode()):
        return code
    code.tries_left -= 1
    return None


def use(code: PairingCode, now: datetime) -> None:
    """Mark the code as used: it is valid once."""
    code.used_at = now


def _valid(session: Session, now: datetime) -> PairingCode | None:
    # locked until the transaction ends: two phones cannot use one code, nor guess at once
    found = session.scalars(
        select(PairingCode)
        .where(PairingCode.used_at.is_(None), PairingCode.expires_at > now, PairingCode.tries_left > 0)
        # one of a time that has not come would live until then: the clock was set back
        .where(PairingCode.expires_at <= now + LIVES + SLACK)
        .order_by(PairingCode.id.desc())
        .limit(1)
        .with_for_update()
    )
    return found.one_or_none()

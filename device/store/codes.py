"""The six digits on the TV that pair a phone: seeing the TV proves that one is at home.

Decides how long a code is valid and how many wrong guesses it survives, from all phones together. One code
for somebody new is valid at a time, and one for each member who is to choose a new PIN.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from device.store.tables import PairingCode

DIGITS: Final = 6
LIVES: Final = timedelta(minutes=10)
# The clocks of two processes may be so far apart.
SLACK: Final = timedelta(minutes=1)
# Of all phones together: one phone alone has to wait long before it comes so far (`attempts`), so nobody can
# end each code before the person in front of the TV has typed it.
TRIES: Final = 50
# what the keys of counters of wrong guesses begin with (`attempts`)
CODE_GUESSES: Final = "code:"
# Old codes are deleted after a day.
KEPT: Final = timedelta(days=1)


def shown_code(session: Session, now: datetime) -> PairingCode:
    """The code to show for somebody new: the valid one, or a new one."""
    mine = [code for code in _valid(session, now) if code.member_id is None]
    return mine[0] if mine else fresh_code(session, now)


def fresh_code(session: Session, now: datetime, member_id: int | None = None) -> PairingCode:
    """A new code, for a member or somebody new; the one before becomes invalid."""
    session.execute(delete(PairingCode).where(PairingCode.expires_at < now - KEPT))
    same = PairingCode.member_id.is_(None) if member_id is None else PairingCode.member_id == member_id
    for old in session.scalars(select(PairingCode).where(PairingCode.expires_at > now, same)):
        old.expires_at = now
    taken = {code.digits for code in _valid(session, now)}
    code = PairingCode(
        digits=next(digits for digits in iter(_digits, "") if digits not in taken),
        created_at=now,
        expires_at=now + LIVES,
        tries_left=TRIES,
        used_at=None,
        member_id=member_id,
    )
    session.add(code)
    session.flush()
    return code


def guess(session: Session, now: datetime, digits: str) -> PairingCode | None:
    """The code with these digits; wrong ones use up a try of every code.

    Commit the transaction either way: a guess that is rolled back is not counted.
    """
    found = None
    valid = _valid(session, now)
    for code in valid:
        if secrets.compare_digest(code.digits.encode(), digits.encode()):
            found = code
    if found is None:
        for code in valid:
            code.tries_left -= 1
    return found


def use(code: PairingCode, now: datetime) -> None:
    """Mark the code as used: it is valid once."""
    code.used_at = now


def _digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def _valid(session: Session, now: datetime) -> Sequence[PairingCode]:
    """The newest first. Locked until the transaction ends: two phones cannot use one, nor guess at once."""
    found = session.scalars(
        select(PairingCode)
        .where(PairingCode.used_at.is_(None), PairingCode.expires_at > now, PairingCode.tries_left > 0)
        # one of a time that has not come would live until then: the clock was set back
        .where(PairingCode.expires_at <= now + LIVES + SLACK)
        .order_by(PairingCode.id.desc())
        .with_for_update()
    )
    return found.all()

"""Counts wrong guesses of codes and secrets, and the wait before the next guess. Survives a restart.

A guess is counted before it is checked, so that a hundred parallel guesses count as a hundred; a right one
clears its counters. The caller chooses the keys to count by.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from device.store.tables import Attempt

# Typing errors: so many guesses cost no wait.
FREE: Final = 4
FIRST_WAIT_S: Final = 2.0
# 100 guesses a day at most: a PIN of six digits holds out for decades, and a child is not shut out for long.
LONGEST_WAIT_S: Final = 900.0
# Counting starts again after a day without a guess.
FORGOTTEN: Final = timedelta(days=1)
# tables.Attempt.key
KEY_MAX: Final = 160


def admit(session: Session, now: datetime, keys: Sequence[str]) -> float:
    """Count one guess at each key and return 0; or return the seconds to wait, and count nothing."""
    rows = {row.key: row for row in _counted(session, now, keys)}
    for row in rows.values():
        _bound(row, now)
    waits = [(row.blocked_until - now).total_seconds() for row in rows.values() if row.blocked_until]
    if waits and max(waits) > 0:
        return max(waits)
    for row in rows.values():
        if now - row.since >= FORGOTTEN:
            row.count = 0
        row.count += 1
        row.since = now
        if row.count >= FREE:
            row.blocked_until = now + timedelta(seconds=wait_s(row.count))
    _sweep(session, now)
    return 0.0


def forgive(session: Session, keys: Sequence[str]) -> None:
    """The guess was right: start counting again."""
    for row in _rows(session, keys):
        session.delete(row)


def wait_s(count: int) -> float:
    """Seconds to wait after so many wrong guesses in a row."""
    if count < FREE:
        return 0.0
    # the exponent is bounded before it is a power: a count has no bound
    doublings = min(count - FREE, 16)
    return min(FIRST_WAIT_S * 2.0**doublings, LONGEST_WAIT_S)


def _bound(row: Attempt, now: datetime) -> None:
    """A clock that was set back must not make a wait longer than it was."""
    row.since = min(row.since, now)
    if row.blocked_until is not None:
        row.blocked_until = min(row.blocked_until, now + timedelta(seconds=wait_s(row.count)))


def _counted(session: Session, now: datetime, keys: Sequence[str]) -> Sequence[Attempt]:
    """The rows of these keys, made where they are missing."""
    known = {row.key for row in _rows(session, keys)}
    for key in sorted({key[:KEY_MAX] for key in keys} - known):
        # another request may add the same row at the same moment: then that one is used
        with suppress(IntegrityError), session.begin_nested():
            session.add(Attempt(key=key, count=0, since=now, blocked_until=None))
    return _rows(session, keys)


def _rows(session: Session, keys: Sequence[str]) -> Sequence[Attempt]:
    wanted = [key[:KEY_MAX] for key in keys]
    # always in the same order, so that two transactions do not wait for each other
    return session.scalars(
        select(Attempt).where(Attempt.key.in_(wanted)).order_by(Attempt.key).with_for_update()
    ).all()


def _sweep(session: Session, now: datetime) -> None:
    session.execute(
        delete(Attempt)
        .where(Attempt.since <= now - FORGOTTEN)
        .where(or_(Attempt.blocked_until.is_(None), Attempt.blocked_until <= now))
        .execution_options(synchronize_session=False)
    )

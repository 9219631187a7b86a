"""Counts wrong guesses of codes and secrets, and the wait before the next guess. Survives a restart.

A guess is counted before it is checked, so that a hundred parallel guesses count as a hundred; a right one
clears its counters. The caller chooses the keys to count by: narrow ones (one phone, one address), where a
few wrong guesses cost a wait, and wide ones (a name, whoever guesses it), which one stranger alone never
fills, so that nobody can shut somebody else out.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, or_, select
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
# Guesses a day at one wide key without a wait. One address alone makes about 110 a day (FREE, then one each
# LONGEST_WAIT_S); with every address of a home's network, a PIN still holds out for years.
FREE_WIDE: Final = 300
# Counters that are kept: a stranger who invents names, or has many addresses, does not fill the disk.
COUNTERS_MAX: Final = 2000
# tables.Attempt.key
KEY_MAX: Final = 160


def admit(session: Session, now: datetime, keys: Sequence[str], wide: Sequence[str] = ()) -> float:
    """Count one guess at each key and return 0; or return the seconds to wait, and count nothing."""
    every = [*keys, *wide]
    # before any row is made: who waits makes none
    wait = _longest(_rows(session, every), now)
    if wait:
        return wait
    rows = _counted(session, now, every)
    wait = _longest(rows, now)  # others may have guessed at the same moment, before the rows were locked
    if wait:
        return wait
    at_large = {key[:KEY_MAX] for key in wide}
    for row in rows:
        if row.key in at_large:
            _count_wide(row, now)
        else:
            _count(row, now)
    _sweep(session, now)
    return 0.0


def clear(session: Session, prefix: str) -> None:
    """Forget every counter whose key begins so: somebody has shown in another way that they may guess."""
    session.execute(delete(Attempt).where(Attempt.key.startswith(prefix, autoescape=True)))


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


def _count(row: Attempt, now: datetime) -> None:
    if now - row.since >= FORGOTTEN:
        row.count = 0
    row.count += 1
    row.since = now
    if row.count >= FREE:
        row.blocked_until = now + timedelta(seconds=wait_s(row.count))


def _count_wide(row: Attempt, now: datetime) -> None:
    """`since` is when its day began, not the last guess: a slow stranger's guesses do not add up."""
    if row.count == 0 or now - row.since >= FORGOTTEN:
        row.count, row.since = 0, now
    row.count += 1
    if row.count >= FREE_WIDE:
        row.blocked_until = now + timedelta(seconds=LONGEST_WAIT_S)


def _longest(rows: Sequence[Attempt], now: datetime) -> float:
    return max([0.0, *(_wait(row, now) for row in rows)])


def _wait(row: Attempt, now: datetime) -> float:
    """Seconds until the next guess; a clock that was set back does not make them more than they were."""
    row.since = min(row.since, now)
    if row.blocked_until is None:
        return 0.0
    row.blocked_until = min(row.blocked_until, now + timedelta(seconds=wait_s(row.count)))
    return (row.blocked_until - now).total_seconds()


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
    kept = (
        select(Attempt.key)
        .order_by(Attempt.since.desc(), Attempt.count.desc(), Attempt.key)
        .limit(COUNTERS_MAX)
    )
    if (session.scalar(select(func.count()).select_from(Attempt)) or 0) > COUNTERS_MAX:
        session.execute(
            delete(Attempt)
            .where(Attempt.key.not_in(kept.scalar_subquery()))
            .execution_options(synchronize_session=False)
        )

"""Corrects what was stored while the box's time was early (or ahead), once the right one is known."""

from datetime import datetime, timedelta

from sqlalchemy import DateTime, bindparam, or_, select, update
from sqlalchemy.orm import Session

from device.store.columns import Base
from device.store.tables import Lesson, Match, Upload
from device.store.uploads import LASTS


def move(session: Session, since: datetime, by: timedelta) -> None:
    """Move every stored time from `since` on by as much as the clock was wrong: what was left of a code, an
    upload or a wait stays, and a match comes to its day.
    """
    for table in Base.metadata.sorted_tables:
        times = [column for column in table.columns if _is_time(column.type)]
        if not times:
            continue
        keys = list(table.primary_key.columns)
        late = select(*keys, *times).where(or_(*(column >= since for column in times)))
        moved = [
            {f"key_{key.name}": row[key.name] for key in keys}
            | {
                column.name: value + by if value is not None and value >= since else value
                for column in times
                for value in (row[column.name],)
            }
            for row in session.execute(late).mappings()
        ]
        if moved:
            here = update(table).where(*(key == bindparam(f"key_{key.name}") for key in keys))
            session.connection().execute(
                here.values({column.name: bindparam(column.name) for column in times}), moved
            )


def give_time(session: Session, since: datetime, now: datetime) -> None:
    """Lessons deleted since then begin their time in the bin now, and uploads theirs: by how much an earlier
    start of the box dated them too early, nobody knows.
    """
    session.execute(update(Lesson).where(Lesson.deleted_at >= since).values(deleted_at=now))
    unfinished = Upload.offset_bytes < Upload.length_bytes
    session.execute(
        update(Upload).where(unfinished, Upload.expires_at >= since).values(expires_at=now + LASTS)
    )
    # of a clock that was ahead: no match is yet to come
    session.execute(update(Match).where(Match.played_at > now).values(played_at=now))


def _is_time(kind: object) -> bool:
    return isinstance(getattr(kind, "impl", kind), DateTime)

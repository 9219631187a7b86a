"""Makes lessons of films that lie in the box's folders and that no row names: the database was lost.

Each keeps the number of its folder; names, parts and history are gone with the rows. What the night made of
them before is made again.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from device.store import jobs, settings
from device.store.backup.swap import count_on
from device.store.folder import Folder
from device.store.members import member_count
from device.store.tables import Lesson


def films_wait(session: Session, folder: Folder) -> bool:
    """Whether there are films, and nobody whose they are: then no new household begins by itself."""
    return member_count(session) == 0 and bool(nameless(session, folder))


def nameless(session: Session, folder: Folder) -> list[int]:
    """The numbers of folders with a film that no row names."""
    known = set(session.scalars(select(Lesson.id)))
    return [number for number in folder.films() if number not in known]


def adopt(
    session: Session, folder: Folder, now: datetime, member_id: int | None, name_of: Callable[[int], str]
) -> list[int]:
    """Make a lesson of each, which the night prepares; their numbers. name_of: what it is called."""
    found = nameless(session, folder)
    model = settings.load(session).model
    for number in found:
        files = folder.lesson(number)
        if not files.original.is_file():
            # a link: it stays if preparing it again fails
            files.original.hardlink_to(files.video)
        state = files.original.stat()
        session.add(
            Lesson(
                id=number,
                name=name_of(number),
                added_by=member_id,
                added_at=min(datetime.fromtimestamp(max(state.st_mtime, 0), UTC), now),
                source="",
                size_bytes=state.st_size,
            )
        )
        session.flush()
        jobs.add(session, number, model, now)
    if found and session.get_bind().dialect.name == "postgresql":
        table = Lesson.__table__
        count_on(session.connection(), table, table.c.id)  # type: ignore[arg-type]
    return found

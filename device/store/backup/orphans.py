"""Finds and cleans files that no row names, and rows whose files are gone.

A power cut between a row and its file leaves one without the other. Decides what is an orphan: a file that
changed in the last day may be unfinished work. Nothing is cleaned when no lesson has its files: their disk
may not be mounted.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from device.store import jobs, lessons, settings
from device.store.backup.backup import PINS
from device.store.backup.swap import JOURNAL, stage_of
from device.store.database import Database
from device.store.errors import OrphanError
from device.store.folder import Folder
from device.store.tables import Job, JobKind, JobState, Lesson, Player, Upload

YOUNG: Final = timedelta(days=1)
# Prefix of folders with files that are being removed: moved at once, deleted a little later
BIN: Final = ".removing-"
PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Orphans:
    """Rows and files that do not fit together; rows by their ids.

    files: path and size in bytes, folders as a whole; unprepared: lessons whose film or track is gone, to be
    made again; lost: lessons that can neither be played nor prepared; untracked: parts in matches whose poses
    are gone.
    """

    files: tuple[tuple[Path, int], ...]
    unprepared: tuple[int, ...]
    lost: tuple[int, ...]
    untracked: tuple[int, ...]

    @property
    def size_bytes(self) -> int:
        """The bytes that cleaning frees."""
        return sum(size for _, size in self.files)

    def __bool__(self) -> bool:
        """Whether there is anything to clean."""
        return bool(self.files or self.unprepared or self.lost or self.untracked)


def find(session: Session, folder: Folder, now: datetime) -> Orphans:
    """Compare every row and every file."""
    strays = [path for path in _strays(session, folder, now) if path.exists()]
    unprepared, lost = _lessons_without_files(session, folder, now)
    return Orphans(
        tuple((path, sum(one.lstat().st_size for one in _tree(path))) for path in strays),
        tuple(unprepared),
        tuple(lost),
        tuple(
            player.id
            for player in session.scalars(select(Player).where(Player.track.is_not(None)).order_by(Player.id))
            if player.track is not None and not (folder.tracks / player.track).exists()
        ),
    )


def clean(database: Database, folder: Folder, now: datetime) -> Orphans:
    """Remove the files; prepare lessons again or delete them, and clear missing tracks. What was found.

    Raises OrphanError, with nothing changed, when not one lesson has its files.
    """
    with database.session() as session:
        found = find(session, folder, now)
        ready = set(session.scalars(select(Lesson.id).where(Lesson.prepared_at.is_not(None))))
        if folder.has_films() and session.scalars(select(Lesson.id)).first() is None:
            raise OrphanError(
                f"The database knows no lesson, and there are films in {folder.lessons}: nothing is removed."
                " `formbox orphans --adopt` makes lessons of them."
            )
        if ready and ready <= {*found.unprepared, *found.lost} and not _within(folder.lessons):
            raise OrphanError(f"There is no film at all in {folder.lessons}: is its disk there?")
        # moved inside the transaction: the id of a deleted row may be given to a new one
        away = Path(tempfile.mkdtemp(prefix=BIN, dir=folder.root))
        for number, (path, _) in enumerate(found.files):
            path.rename(away / f"{number}")
        model = settings.load(session).model
        for number in found.unprepared:
            session.get_one(Lesson, number).prepared_at = None
            jobs.add(session, number, model, now)
        for number in found.lost:
            lessons.take_out(session.get_one(Lesson, number), now)
        for number in found.untracked:
            session.get_one(Player, number).track = None
    shutil.rmtree(away)
    return found


def _strays(session: Session, folder: Folder, now: datetime) -> Iterator[Path]:
    working = set(session.scalars(select(Job.lesson_id).where(Job.state.in_(jobs.OPEN))))
    known = {str(number): number for number in session.scalars(select(Lesson.id))}
    tracks = set(session.scalars(select(Player.track)))
    for path in _within(folder.lessons):
        if path.name not in known:
            yield from _old(path, now)
            continue
        for inner in _within(path):
            is_unfinished = inner.name.startswith(".") or inner == folder.lesson(known[path.name]).work
            if is_unfinished and known[path.name] not in working:
                yield from _old(inner, now)
    for path in _within(folder.tracks):
        if path.name not in tracks:
            yield from _old(path, now)
    yield from _stray_uploads(session, folder, now)
    for path in (*folder.root.glob(f"{PINS}*"), *folder.root.glob(f"{BIN}*")):
        yield from _old(path, now)
    if not (folder.root / JOURNAL).exists():
        yield from _old(stage_of(folder), now)


def _stray_uploads(session: Session, folder: Folder, now: datetime) -> Iterator[Path]:
    uploads = {f"{upload.id}{PART}": upload for upload in session.scalars(select(Upload))}
    fetching = select(Job.id).where(Job.kind == JobKind.FETCH, Job.state.in_(jobs.OPEN))
    is_fetching = session.scalars(fetching).first() is not None
    # the folders of links stay, even empty: the process that downloads may not create them
    there = [path for path in _within(folder.inbox) if path not in folder.links]
    for path in (*there, *(inner for links in folder.links for inner in _within(links))):
        upload = uploads.get(path.name)
        if upload is None:
            if path.suffix == PART or not is_fetching:
                yield from _old(path, now)
        elif upload.lesson_id is not None:
            # it became a lesson: this is a hard link to the lesson's original
            if folder.lesson(upload.lesson_id).original.exists():
                yield from _old(path, now)
        elif upload.offset_bytes < upload.length_bytes and upload.expires_at <= now:
            yield path


def _lessons_without_files(session: Session, folder: Folder, now: datetime) -> tuple[list[int], list[int]]:
    unprepared, lost = [], []
    waiting = {
        number: set(session.scalars(select(Job.state).where(Job.lesson_id == number)))
        for number in session.scalars(select(Lesson.id))
    }
    old = select(Lesson).where(Lesson.added_at <= now - YOUNG, Lesson.deleted_at.is_(None))
    for lesson in session.scalars(old.order_by(Lesson.id)):
        files = folder.lesson(lesson.id)
        states = waiting[lesson.id]
        if states & set(jobs.OPEN):
            continue
        if lesson.prepared_at is not None and files.video.exists() and files.track.exists():
            continue
        if files.original.exists():
            if lesson.prepared_at is not None:
                unprepared.append(lesson.id)
        elif lesson.prepared_at is not None or JobState.FAILED not in states:
            # a failed lesson has no files, and its page says why
            lost.append(lesson.id)
    return unprepared, lost


def _within(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []


def _old(path: Path, now: datetime) -> Iterator[Path]:
    """The path, if nothing in it was written or renamed in the last day."""
    times = [max(status.st_mtime, status.st_ctime) for status in map(Path.lstat, _tree(path))]
    if times and max(times) <= (now - YOUNG).timestamp():
        yield path


def _tree(path: Path) -> list[Path]:
    if not path.exists() and not path.is_symlink():
        return []
    inside = path.is_dir() and not path.is_symlink()
    return [path, *(one for one in path.rglob("*") if inside)]

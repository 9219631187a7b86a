"""The bytes of uploads: into the inbox, safely, and from there into a lesson.

Decides what "received" means: bytes are confirmed once they are on the disk and their number is in the
database, and a lesson exists with its job and its file or not at all, whatever moment the power goes.
HTTP is spoken in `uploads`; what the file is nobody asks here: the night finds out.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final, Protocol

from sqlalchemy.orm import Session
from werkzeug.exceptions import ClientDisconnected

from device.errors import StoreError
from device.store import jobs, lessons, settings, uploads
from device.store.database import Database
from device.store.folder import Folder
from device.store.tables import JobKind, Upload
from models.files import sync_folder

PIECE: Final = 1 << 18  # bytes that are written at once
# So much of a long request may be lost in a power cut; our own client's requests are just as long.
CHECKPOINT: Final = 8 << 20
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


class NoRoomError(StoreError):
    """The disk is full."""


class UploadBusyError(StoreError):
    """Another client is sending this upload."""


class UploadGoneError(StoreError):
    """There is no such upload, or its bytes are gone."""


class Source(Protocol):
    """Where bytes come from: a request's body."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, b"" at the end. Raises ClientDisconnected."""


@dataclass(frozen=True, slots=True)
class Room:
    """What an upload may be, in bytes: what is free for it now, and the most that the owner allows."""

    free: int
    most: int


def room(session: Session, folder: Folder, now: datetime, member_id: int) -> Room:
    """The disk without its reserve and without what other uploads were promised."""
    chosen = settings.load(session)
    promised = uploads.open_uploads(session, now, member_id).missing_bytes
    free = shutil.disk_usage(folder.root).free - chosen.reserve_bytes - promised
    return Room(max(0, free), chosen.lesson_max_bytes)


@contextmanager
def part_of(folder: Folder, upload_id: str) -> Iterator[IO[bytes]]:
    """The file of an upload, for one at a time: UploadBusyError when another has it."""
    # not unbuffered: what is fsynced must be what was written
    with os.fdopen(os.open(folder.upload(upload_id), os.O_RDWR | os.O_CREAT, 0o640), "r+b", 0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UploadBusyError("This upload is being sent by somebody else.") from error
        yield file


def safe_bytes(folder: Folder, upload: Upload) -> int:
    """How many bytes of an upload will not be asked for again: those that were confirmed and are there.

    What lies in the file beyond the stored number was never confirmed; a file that is shorter lost something
    that was, and its client sends it again.
    """
    if upload.lesson_id is not None:
        return upload.length_bytes
    try:
        return min(folder.upload(upload.id).stat().st_size, upload.offset_bytes)
    except FileNotFoundError:
        return 0


def cut_to_safe(database: Database, file: IO[bytes], upload_id: str, now: datetime) -> int:
    """`safe_bytes` of a file that is held, with file and row cut to them. Raises UploadGoneError."""
    size = os.fstat(file.fileno()).st_size
    with database.session() as session:
        upload = session.get(Upload, upload_id)
        if upload is None:
            raise UploadGoneError("There is no such upload.")
        if upload.lesson_id is not None:
            raise UploadBusyError("This upload was just finished.")
        if size < upload.offset_bytes:
            uploads.keep_offset(session, now, upload_id, size)
        safe = min(size, upload.offset_bytes)
    file.truncate(safe)
    file.seek(safe)
    return safe


def append(file: IO[bytes], source: Source, offset: int, end: int, keep: Callable[[int], None]) -> int:
    """Write what comes, up to byte `end`; the new offset, fsynced and kept.

    A source that breaks off is no error: what came before is worth keeping. Raises NoRoomError when the disk
    is full; what was kept by then stays.
    """
    kept = offset
    try:
        while offset < end:
            try:
                piece = source.read(min(PIECE, end - offset))
            except ClientDisconnected:
                break
            if not piece:
                break
            offset += _write(file, piece)
            if offset - kept >= CHECKPOINT:
                kept = _keep(file, offset, keep)
        if offset > kept:
            kept = _keep(file, offset, keep)
    except OSError as error:
        file.truncate(kept)
        if error.errno in _FULL:
            raise NoRoomError("The box's disk is full.") from error
        raise
    return kept


def finish(folder: Folder, database: Database, now: datetime, upload_id: str) -> int:
    """Turn a whole upload into a lesson that waits for its night; its id. Doing it twice does it once."""
    part = folder.upload(upload_id)
    with database.session() as session:
        upload = session.get(Upload, upload_id, with_for_update=True)
        if upload is None or upload.offset_bytes != upload.length_bytes:
            raise UploadGoneError("There is no such upload.")
        if upload.lesson_id is not None:
            lesson_id = upload.lesson_id
        elif not part.is_file():
            session.delete(upload)
            lesson_id = None
        else:
            lesson = lessons.create(
                session, now, upload.member_id, upload.name, upload.source, upload.length_bytes
            )
            jobs.add(session, lesson.id, settings.load(session).model, now, kind=JobKind.PREPARE)
            lesson_id = upload.lesson_id = lesson.id
            # Both names until the rows are safe: whatever happens, one of them is right.
            _link(part, folder.lesson(lesson_id).original)
    if lesson_id is None:
        raise UploadGoneError("The bytes of this upload are gone.")
    _settle(folder, upload_id, lesson_id)
    return lesson_id


def finish_interrupted(folder: Folder, database: Database, now: datetime) -> list[int]:
    """Finish what the last process left half done, and clear what is over; the lessons that came of it."""
    with database.reading() as session:
        waiting = [(one.id, one.lesson_id) for one in uploads.whole(session)]
    made = []
    for upload_id, lesson_id in waiting:
        if lesson_id is not None:
            _settle(folder, upload_id, lesson_id)
            continue
        try:
            made.append(finish(folder, database, now, upload_id))
        except UploadGoneError:
            continue
    clear(folder, database, now)
    return made


def clear(folder: Folder, database: Database, now: datetime) -> None:
    """Give back the disk of uploads that are over."""
    with database.session() as session:
        over = uploads.forget(session, now)
    for upload_id in over:
        folder.upload(upload_id).unlink(missing_ok=True)


def _write(file: IO[bytes], piece: bytes) -> int:
    """All of it: a file without a buffer may take a part."""
    view = memoryview(piece)
    while view:
        view = view[file.write(view) :]
    return len(piece)


def _keep(file: IO[bytes], offset: int, keep: Callable[[int], None]) -> int:
    os.fsync(file.fileno())
    keep(offset)
    return offset


def _link(part: Path, original: Path) -> None:
    original.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    # left by a process that died before its rows were kept: the number is given out again
    original.unlink(missing_ok=True)
    try:
        original.hardlink_to(part)
    except OSError:  # a disk without second names: moved once the rows are safe
        return
    sync_folder(original.parent)
    sync_folder(original.parent.parent)


def _settle(folder: Folder, upload_id: str, lesson_id: int) -> None:
    """The rows are safe: the file has one name, the lesson's."""
    part, original = folder.upload(upload_id), folder.lesson(lesson_id).original
    if not part.exists():
        return
    if original.exists():
        part.unlink(missing_ok=True)
    elif original.parent.is_dir():
        part.replace(original)
        sync_folder(original.parent)
    sync_folder(part.parent)

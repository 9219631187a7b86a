"""Receives files: from the first byte of an upload to a lesson that waits for its night. Speaks no HTTP.

Decides what "received" means: bytes are confirmed once they are on the disk and their number is in the
database, and a lesson exists with its job and its file or not at all, at whatever moment the power fails. The
file's contents are not looked at: the night does that.
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
from sqlalchemy.orm.exc import StaleDataError

from device.store import jobs, lessons, settings, uploads
from device.store.database import Database
from device.store.folder import Folder
from device.store.rescue.placing import is_taken, link, settle
from device.store.share import shares
from device.store.tables import JobKind, Upload
from device.store.upload_errors import (
    DiskFullError,
    FileTooLargeError,
    NoSpaceError,
    TooManyBytesError,
    TooManyUploadsError,
    UploadBusyError,
    UploadGoneError,
    WrongOffsetError,
)

PIECE: Final = 1 << 18  # bytes that are written at once
# The most of a long request that a power cut may cost; our own client's requests are just as long.
CHECKPOINT: Final = 8 << 20
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


class ByteSource(Protocol):
    """Gives the bytes of an upload, one piece after another."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; b"" at the end, or where the sender broke off."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How large a new upload may be, in bytes: what is free now, and the most that the owner allows."""

    free: int
    most: int

    def check(self, length: int) -> None:
        """Raise FileTooLargeError or NoSpaceError for a file of this length."""
        if length > self.most:
            raise FileTooLargeError(length, self.most)
        if length > self.free:
            raise NoSpaceError(length, self.free)


class Intake:
    """Begins uploads, finds them again, and finishes what an earlier process left half done."""

    def __init__(
        self,
        folder: Folder,
        database: Database,
        clock: Callable[[], datetime],
        may_delete: Callable[[], bool] = lambda: True,
        allowed: Callable[[Session], object] = lambda _: None,
    ) -> None:
        """clock: gives the time, with its zone; may_delete: whether it is right, so that uploads expire;
        allowed: raises in a transaction of whoever may not send (any more).
        """
        self.folder = folder
        self.database = database
        self.clock = clock
        self.may_delete = may_delete
        self.allowed = allowed

    def limits(self, member_id: int) -> UploadLimits:
        """What this member may send now."""
        with self.database.reading() as session:
            return self._limits(session, member_id)

    def begin(self, member_id: int, name: str, source: str, length: int) -> "IncomingUpload":
        """A new upload of `length` bytes, none of them here yet.

        Raises FileTooLargeError, NoSpaceError or TooManyUploadsError.
        """
        self.clear()
        with self.database.session() as session:
            self.allowed(session)
            self._limits(session, member_id).check(length)
            now = self.clock()
            if uploads.open_uploads(session, now, member_id).mine >= uploads.OPEN_MAX:
                raise TooManyUploadsError
            if not shares.may_wait(session, member_id):
                raise TooManyUploadsError
            row = uploads.begin(session, now, member_id, name, source, length)
        return IncomingUpload(self, row)

    def find(self, upload_id: str) -> "IncomingUpload":
        """The upload with this id. Raises UploadGoneError."""
        with self.database.reading() as session:
            row = session.get(Upload, upload_id)
        if row is None:
            raise UploadGoneError
        return IncomingUpload(self, row)

    def add_whole(self, member_id: int, name: str, source: str, length: int, upload_id: str) -> int:
        """Make a lesson of a file that lies in the inbox whole and fsynced; the lesson's id."""
        now = self.clock()
        with self.database.session() as session:
            self.allowed(session)
            if not shares.may_wait(session, member_id):
                raise TooManyUploadsError
            row = uploads.begin(session, now, member_id, name, source, length, upload_id)
            uploads.keep_offset(row, now, length)
        return IncomingUpload(self, row).finish()

    def finish_interrupted(self) -> list[int]:
        """Finish what the last process left half done and clear what has expired; the ids of new lessons."""
        with self.database.reading() as session:
            waiting = [IncomingUpload(self, row) for row in uploads.whole(session)]
        made = []
        for upload in waiting:
            if upload.lesson_id is not None:
                settle(self.folder, upload.id, upload.lesson_id)
                continue
            try:
                made.append(upload.finish())
            except UploadGoneError:
                continue
        self.clear()
        return made

    def clear(self) -> None:
        """Remove the files of expired uploads, if the time is known."""
        if not self.may_delete():
            return
        with self.database.session() as session:
            expired = uploads.forget(session, self.clock())
        for upload_id in expired:
            self.folder.upload(upload_id).unlink(missing_ok=True)

    def _limits(self, session: Session, member_id: int) -> UploadLimits:
        """The member's share of the disk without its reserve and what other uploads were promised."""
        chosen = settings.load(session)
        promised = uploads.open_uploads(session, self.clock(), member_id).missing_bytes
        free = max(0, shutil.disk_usage(self.folder.root).free - chosen.reserve_bytes - promised)
        mine = shares.free_for(session, self.clock(), member_id, free)
        return UploadLimits(mine, chosen.lesson_max_bytes)


class IncomingUpload:
    """One upload: its row, its file, and the lock that lets one request at a time write.

    The row is read when the upload is found and once more under the lock, then kept in step with the file.
    """

    def __init__(self, intake: Intake, row: Upload) -> None:
        """row: detached from its session."""
        self._intake = intake
        self._row = row

    @property
    def id(self) -> str:
        """Its id, which cannot be guessed."""
        return self._row.id

    @property
    def member_id(self) -> int | None:
        """The member who sends it."""
        return self._row.member_id

    @property
    def length_bytes(self) -> int:
        """The length of the whole file."""
        return self._row.length_bytes

    @property
    def lesson_id(self) -> int | None:
        """The lesson that it became; None before its end."""
        return self._row.lesson_id

    @property
    def expires_at(self) -> datetime:
        """Until when an unfinished upload may be continued."""
        return self._row.expires_at

    @property
    def is_over(self) -> bool:
        """Whether it expired before it was finished."""
        return self._intake.may_delete() and uploads.is_over(self._row, self._intake.clock())

    @property
    def offset_bytes(self) -> int:
        """How many bytes the client need not send again: those that were confirmed and are still there.

        Bytes of the file beyond the stored number were never confirmed. A file that is shorter has lost some
        that were, and its client sends them again.
        """
        if self.lesson_id is not None:
            return self.length_bytes
        try:
            return min(self._path.stat().st_size, self._row.offset_bytes)
        except FileNotFoundError:
            return 0

    def append(self, source: ByteSource, offset: int, length: int) -> None:
        """Write what `source` gives, which begins at `offset` and was announced as `length` bytes.

        The last byte makes the upload a lesson. A source that breaks off is no error: what came before is
        kept. Raises WrongOffsetError, TooManyBytesError, UploadBusyError, UploadGoneError, or DiskFullError,
        after which all that was confirmed by then stays.
        """
        if self.lesson_id is not None:
            self._check_offset(offset, self.length_bytes)
            return
        with self._locked() as file:
            safe = self._cut(file)
            self._check_offset(offset, safe)
            if length > self.length_bytes - safe:
                raise TooManyBytesError
            self._write(file, source, safe)
            self.finish_if_whole()

    def finish_if_whole(self) -> None:
        """Make it a lesson if its last byte is here; a crash may have come between the two."""
        if self.lesson_id is None and self._row.offset_bytes == self.length_bytes:
            self.finish()

    def finish(self) -> int:
        """Make the whole upload a lesson that waits for its night; the lesson's id. Repeating it is safe."""
        intake, part = self._intake, self._path
        with intake.database.session() as session:
            row = session.get(Upload, self.id, with_for_update=True)
            if row is None or row.offset_bytes != row.length_bytes:
                raise UploadGoneError
            if row.lesson_id is not None:
                lesson_id = row.lesson_id
            elif not part.is_file():
                session.delete(row)
                lesson_id = None
            else:
                now = intake.clock()
                lesson = lessons.create(
                    session,
                    now,
                    row.member_id,
                    row.name,
                    row.source,
                    row.length_bytes,
                    is_taken=lambda number: is_taken(intake.folder.lesson(number).root, part),
                )
                jobs.add(session, lesson.id, settings.load(session).model, now, kind=JobKind.PREPARE)
                lesson_id = row.lesson_id = lesson.id
                # Both names until the rows are safe: after a power cut, one of them is right.
                link(part, intake.folder.lesson(lesson_id).original)
        if lesson_id is None:
            raise UploadGoneError
        self._row = row
        settle(intake.folder, self.id, lesson_id)
        return lesson_id

    def delete(self) -> None:
        """Throw away what came of it; a lesson that it became stays. Raises UploadBusyError."""
        with self._locked():
            with self._intake.database.session() as session:
                self._intake.allowed(session)
                row = session.get(Upload, self.id)
                if row is not None:
                    session.delete(row)
            self._path.unlink(missing_ok=True)

    @property
    def _path(self) -> Path:
        return self._intake.folder.upload(self.id)

    @contextmanager
    def _locked(self) -> Iterator[IO[bytes]]:
        """The file, for one request at a time. Raises UploadBusyError."""
        # unbuffered: fsync must find everything that was written
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o640), "r+b", 0) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UploadBusyError from error
            yield file

    def _cut(self, file: IO[bytes]) -> int:
        """Read the row again, now under the lock, and cut row and file to the bytes that are safe."""
        size = os.fstat(file.fileno()).st_size
        with self._intake.database.session() as session:
            self._intake.allowed(session)
            row = session.get(Upload, self.id)
            if row is None:
                raise UploadGoneError
            if row.lesson_id is not None:  # finished since it was found
                raise UploadBusyError
            if size < row.offset_bytes:
                uploads.keep_offset(row, self._intake.clock(), size)
        self._row = row
        file.truncate(row.offset_bytes)
        file.seek(row.offset_bytes)
        return row.offset_bytes

    def _check_offset(self, given: int, safe: int) -> None:
        if given != safe:
            raise WrongOffsetError(safe)

    def _write(self, file: IO[bytes], source: ByteSource, offset: int) -> None:
        """Append until the source or the upload ends; every CHECKPOINT is fsynced and confirmed."""
        try:
            while offset < self.length_bytes and (
                piece := source.read(min(PIECE, self.length_bytes - offset))
            ):
                offset += _write_all(file, piece)
                if offset - self._row.offset_bytes >= CHECKPOINT:
                    self._confirm(file, offset)
            if offset > self._row.offset_bytes:
                self._confirm(file, offset)
        except OSError as error:
            file.truncate(self._row.offset_bytes)
            if error.errno in _FULL:
                raise DiskFullError from error
            raise

    def _confirm(self, file: IO[bytes], offset: int) -> None:
        os.fsync(file.fileno())
        try:
            with self._intake.database.session() as session:
                self._intake.allowed(session)
                session.add(self._row)
                uploads.keep_offset(self._row, self._intake.clock(), offset)
        except StaleDataError as error:  # its member was removed, and the row with them
            raise UploadGoneError from error


def _write_all(file: IO[bytes], piece: bytes) -> int:
    """Write all of `piece`; its length. A file without a buffer may take a part only."""
    view = memoryview(piece)
    while view:
        view = view[file.write(view) :]
    return len(piece)

"""Uploads as rows: how much of each lies safely in the inbox, and which lesson it became.

Decides when an upload has expired and how much disk all of them together still need. `intake` writes the
bytes.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from device.spelling import cut, one_line
from device.store.columns import stored_name
from device.store.tables import Upload

# From its last byte on: a phone that was away for a weekend may continue.
LASTS: Final = timedelta(days=3)
# For so long after that a client gets "expired" and not "there is no such upload".
REMEMBERED: Final = timedelta(days=30)
# One that was announced and never begun is promised its room for so long: our own page begins at once.
PROMISED: Final = timedelta(hours=1)
OPEN_MAX: Final = 20  # unfinished uploads that one member may have
SOURCE_MAX: Final = 255  # letters of a file's name that are kept
_ID_BYTES: Final = 16
# Control characters, and those that turn the direction of writing.
_INVISIBLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class OpenUploads:
    """Unfinished uploads: how many one member has, and the bytes that those of all members still need."""

    mine: int
    missing_bytes: int


def new_id() -> str:
    """An id that cannot be guessed."""
    return secrets.token_hex(_ID_BYTES)


def begin(
    session: Session,
    now: datetime,
    member_id: int,
    name: str,
    source: str,
    length_bytes: int,
    upload_id: str | None = None,
) -> Upload:
    """A new upload of so many bytes, none of them confirmed yet."""
    if length_bytes < 1:
        raise ValueError("an upload has at least one byte")
    upload = Upload(
        id=upload_id or new_id(),
        member_id=member_id,
        name=tidy_name(name) or name_of_file(source),
        source=cut(one_line(_visible(source)), SOURCE_MAX),
        length_bytes=length_bytes,
        offset_bytes=0,
        created_at=now,
        expires_at=now + LASTS,
    )
    session.add(upload)
    session.flush()
    return upload


def open_uploads(session: Session, now: datetime, member_id: int) -> OpenUploads:
    """How many uploads this member has begun, and how many bytes all members' uploads still need."""
    still = (Upload.offset_bytes < Upload.length_bytes, Upload.expires_at > now)
    mine = select(func.count()).select_from(Upload).where(*still, Upload.member_id == member_id)
    missing = select(func.coalesce(func.sum(Upload.length_bytes - Upload.offset_bytes), 0)).where(
        *still, (Upload.offset_bytes > 0) | (Upload.created_at > now - PROMISED)
    )
    return OpenUploads(session.scalar(mine) or 0, int(session.scalar(missing) or 0))


def is_over(upload: Upload, now: datetime) -> bool:
    """Whether it expired before it was finished."""
    return upload.lesson_id is None and upload.expires_at <= now


def keep_offset(upload: Upload, now: datetime, offset_bytes: int) -> None:
    """Confirm that so many bytes lie safely on the disk, and let the upload last from now on."""
    if not 0 <= offset_bytes <= upload.length_bytes:
        raise ValueError(f"{offset_bytes} bytes of {upload.length_bytes}")
    upload.offset_bytes = offset_bytes
    upload.expires_at = now + LASTS


def whole(session: Session) -> Sequence[Upload]:
    """Those whose bytes are all here, lesson or not: a crash may have left them half done."""
    return session.scalars(select(Upload).where(Upload.offset_bytes == Upload.length_bytes)).all()


def forget(session: Session, now: datetime) -> list[str]:
    """The ids of expired uploads, whose bytes may go; rows older than REMEMBERED are removed."""
    unfinished = Upload.offset_bytes < Upload.length_bytes
    # of a clock that was ahead: none lasts longer than from now on
    session.execute(
        update(Upload).where(unfinished, Upload.expires_at > now + LASTS).values(expires_at=now + LASTS)
    )
    over = list(session.scalars(select(Upload.id).where(unfinished, Upload.expires_at <= now)))
    done = unfinished | Upload.lesson_id.is_not(None)
    session.execute(delete(Upload).where(done, Upload.expires_at <= now - REMEMBERED))
    return over


def tidy_name(name: str) -> str:
    """The name in one line, with single spaces, at most NAME_MAX letters; "" if nothing is left."""
    return stored_name(_visible(name))


def name_of_file(source: str) -> str:
    """A lesson's name made of a file's: without folders and ending; "Lesson" if nothing is left."""
    last = PurePosixPath(PureWindowsPath(_visible(source)).name).stem
    return tidy_name(last.replace("_", " ").strip(" .")) or "Lesson"


def _visible(text: str) -> str:
    return _INVISIBLE.sub(" ", text)

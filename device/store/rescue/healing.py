"""Puts a sound database in the place of one that is damaged or gone, before a process of the box opens it.

What is taken, in this order: all rows of the damaged one, if each can be read; the newest good copy; the rows
that can be read. The damaged files stay in `damaged-<time>`, and what was lost is written down for TV and
phone. It is never done while another process has the database open: every process holds a lock as long as it
runs. Who finds damage later leaves a mark (`database._note`); all processes end when they see it, and begin
again here.
"""

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

from sqlalchemy import make_url

from device.errors import StoreError
from device.store.folder import DATABASE, Folder
from device.store.rescue.copies import date_of, newest_good, put_copy
from device.store.rescue.salvage import salvage
from device.store.rescue.soundness import State, examine, log_is_damaged
from models.files import put_in_place, sync_folder, write_atomic

log = logging.getLogger(__name__)

LOCK: Final = "database.lock"
LOST: Final = "lost.json"
ASIDE: Final = "damaged-"
PARTS: Final = ("", "-wal", "-shm", "-journal")
# Seconds for which one that starts waits until the others have ended.
WAIT_S: Final = 30.0
LOOK_S: Final = 0.1


class Loss(StrEnum):
    """What was lost with a damaged database."""

    NOTHING = "nothing"
    SINCE = "since"  # what was stored after the copy that is used now
    SOME = "some"  # what could not be read
    LAST = "last"  # what was stored shortly before the box stopped
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """loss: what was lost; at: when it was found; since: of what time the copy is that is used now."""

    loss: Loss
    at: datetime
    since: datetime | None = None


@contextmanager
def sound_database(
    folder: Folder, now: Callable[[], datetime], wait: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Inside, the database is sound or empty, and nobody puts another one in its place.

    Raises StoreError when it is damaged and other processes do not let go of it, or cannot be read at all.
    """
    if make_url(folder.database_url).get_backend_name() != "sqlite":
        yield
        return
    with _lock(folder) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        if _wants_help(folder):
            fcntl.flock(file, fcntl.LOCK_UN)
            _take_alone(file, wait)
            # another one that waited may have helped
            if _wants_help(folder):
                heal(folder, now())
            folder.damaged.unlink(missing_ok=True)
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


def heal(folder: Folder, now: datetime) -> Lost | None:
    """Move a damaged database aside and put a sound one in its place; None where nothing was to be done.

    Call it only while no other process has the database open.
    """
    path = folder.root / DATABASE
    # before SQLite opens it, which would throw a broken log away
    last = _set_log_aside(folder, path, now) if log_is_damaged(path) else None
    state = examine(path, thorough=True)
    if state is State.SOUND:
        return last
    copy = newest_good(folder)
    if not _is_bad(folder, state, copy):
        return last
    aside = _move_aside(folder, path, now)
    lost = _replace(path, aside, copy, now)
    log.error("the database was %s; it is in %s now, and this is lost: %s", state, aside.name, lost.loss)
    write_lost(folder, lost)
    return lost


def write_lost(folder: Folder, lost: Lost) -> None:
    """Keep it until somebody has read it."""
    since = None if lost.since is None else lost.since.isoformat()
    said = {"loss": lost.loss, "at": lost.at.isoformat(), "since": since}
    write_atomic(folder.root / LOST, json.dumps(said).encode())


def read_lost(folder: Folder) -> Lost | None:
    """What was lost, until somebody has read it; None where nothing was, or the note is damaged."""
    try:
        said = json.loads((folder.root / LOST).read_bytes())
        since = said["since"]
        return Lost(
            loss=Loss(said["loss"]),
            at=datetime.fromisoformat(said["at"]),
            since=None if since is None else datetime.fromisoformat(since),
        )
    except (OSError, LookupError, TypeError, ValueError):
        return None


def forget_lost(folder: Folder) -> None:
    """Somebody has read it."""
    (folder.root / LOST).unlink(missing_ok=True)


def needs_help(folder: Folder) -> bool:
    """Whether the database is damaged or gone; False where that cannot be known."""
    if make_url(folder.database_url).get_backend_name() != "sqlite":
        return False
    try:
        return _wants_help(folder)
    except StoreError:
        return False


def _wants_help(folder: Folder) -> bool:
    path = folder.root / DATABASE
    if folder.damaged.exists() or log_is_damaged(path):
        return True
    state = examine(path)
    return state is not State.SOUND and _is_bad(folder, state, newest_good(folder))


def _is_bad(folder: Folder, state: State, copy: Path | None) -> bool:
    """Whether this is not how a new box begins, or one whose films wait for somebody."""
    if state is State.EMPTY:
        return copy is not None or folder.has_films()
    if state is State.BLANK:
        return copy is not None and folder.has_films()
    return True


def _set_log_aside(folder: Folder, path: Path, now: datetime) -> Lost:
    aside = _aside(folder, now)
    for part in PARTS[1:]:
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).rename(aside / (path.name + part))
    lost = Lost(loss=Loss.LAST, at=now)
    write_lost(folder, lost)
    return lost


def _replace(path: Path, aside: Path, copy: Path | None, now: datetime) -> Lost:
    salvaged = aside / f".salvaged-{DATABASE}"
    whole = None
    if (aside / DATABASE).is_file():
        try:
            whole = salvage(aside / DATABASE, salvaged)
        except (StoreError, OSError):
            log.exception("nothing can be read of the damaged database")
    try:
        if whole is None and copy is None:
            return Lost(loss=Loss.ALL, at=now)
        if whole or (whole is not None and copy is None):
            part = path.with_name(f".{path.name}.part")
            salvaged.replace(part)
            part.chmod(0o640)
            put_in_place(part, path)
            return Lost(loss=Loss.NOTHING if whole else Loss.SOME, at=now)
        assert copy is not None
        put_copy(copy, path)
        return Lost(loss=Loss.SINCE, at=now, since=date_of(copy))
    finally:
        for ending in PARTS:
            salvaged.with_name(salvaged.name + ending).unlink(missing_ok=True)


def _move_aside(folder: Folder, path: Path, now: datetime) -> Path:
    aside = _aside(folder, now)
    for part in PARTS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).rename(aside / (path.name + part))
    # its index of the log is made anew from the log, which may be sound
    index = aside / f"{path.name}-shm"
    if index.is_file():
        index.unlink()
    sync_folder(folder.root)
    return aside


def _aside(folder: Folder, now: datetime) -> Path:
    stem, number = f"{ASIDE}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}", 1
    while True:
        aside = folder.root / (stem if number == 1 else f"{stem}-{number}")
        with suppress(FileExistsError):
            aside.mkdir(mode=0o750)
            return aside
        number += 1


@contextmanager
def _lock(folder: Folder) -> Iterator[IO[bytes]]:
    handle = os.open(folder.root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    with os.fdopen(handle, "r+b", 0) as file:
        yield file


def _take_alone(file: IO[bytes], wait: Callable[[float], None]) -> None:
    for _ in range(round(WAIT_S / LOOK_S)):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait(LOOK_S)
        else:
            return
    raise StoreError("The box's database is damaged, and another process of the box still works with it.")

"""What the night does between two jobs: copies of the database, space for a full disk, removals."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from device.errors import StoreError
from device.store.database import Database
from device.store.folder import Folder
from device.store.match_lock import is_playing
from device.store.purging import purge, purge_failed
from device.store.rescue.ballast import lay_in
from device.store.rescue.copies import is_due, keep_copy
from device.store.settings import load

log = logging.getLogger(__name__)

# Seconds between two removals of lessons whose time in the bin (days) is over, and between two looks whether
# a copy of the database is due.
PURGE_EVERY_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Times:
    """The night's clocks. now: with a time zone; seconds: monotonic; wait: sleeps for so many seconds;
    may_delete: whether `now` is right enough to delete by.
    """

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    wait: Callable[[float], None]
    may_delete: Callable[[], bool] = lambda: True


class Upkeep:
    """One per night's process."""

    def __init__(self, folder: Folder, database: Database, times: Times) -> None:
        self._folder, self._database, self._times = folder, database, times
        self._purge_at_s = self._copy_at_s = 0.0

    def look(self) -> None:
        """Do what is due; call it as often as there is nothing else to do."""
        self._keep_copy()
        self._purge()

    def _keep_copy(self) -> None:
        """Keep a copy of the database once a day, and space for a full disk; not while a match runs, because
        that takes the disk.
        """
        now_s = self._times.seconds()
        if now_s < self._copy_at_s or is_playing(self._folder.playing):
            return
        self._copy_at_s = now_s + PURGE_EVERY_S
        lay_in(self._folder)
        if is_due(self._folder, self._times.now()):
            try:
                keep_copy(self._folder, self._times.now())
            except (OSError, StoreError, sqlite3.Error):
                log.exception("no copy of the database was kept")

    def _purge(self) -> None:
        """Remove lessons that were deleted more than keep_deleted_days ago for good, and the originals of
        those that failed so long ago.
        """
        now_s = self._times.seconds()
        if now_s < self._purge_at_s or not self._times.may_delete():
            return
        self._purge_at_s = now_s + PURGE_EVERY_S
        with self._database.reading() as session:
            keep = timedelta(days=load(session).keep_deleted_days)
        now = self._times.now()
        for lesson_id in purge(self._database, self._folder, now, keep):
            log.info("lesson %d was deleted %d days ago and is gone now", lesson_id, keep.days)
        for lesson_id in purge_failed(self._database, self._folder, now, keep):
            log.info("lesson %d failed %d days ago and its file is gone now", lesson_id, keep.days)

"""The one time by which the box stores, compares and deletes: it never goes back behind the last one kept.

A box without a battery-backed clock starts hours or decades early and is set right by the network minutes
later, or never. Until then its time is the last one kept and what passed since it was switched on. Decides
when the time is sure, and when it may delete for good.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Final

from sqlalchemy.exc import DBAPIError

from device.store.clock.kept_time import (
    KeptTime,
    early_since,
    forget_early,
    keep,
    note_early,
    read_kept,
)
from device.store.clock.moved_rows import give_time, move
from device.store.clock.synchronised import is_synchronised
from device.store.database import Database
from device.store.folder import Folder
from models.files import locked

log = logging.getLogger(__name__)

# No clock is right that shows less: the box's program is younger.
EARLIEST: Final = datetime(2026, 1, 1, tzinfo=UTC)
# Seconds between two writes of the kept time: so much a power cut may take back, and each write wears a card.
KEEP_EVERY_S: Final = 600.0
# A clock that is corrected by less was right: time servers set what drifted by seconds.
STEP_MIN: Final = timedelta(minutes=1)
# A box is seldom off for longer: a clock that nobody vouches for and that is ahead by more is doubted ...
AHEAD_MAX: Final = timedelta(days=7)
# ... for so long: lessons stay in the bin, at most, until a box that is never online has run that much.
DOUBTED: Final = timedelta(days=30)
# Seconds after which a box that nobody sets deletes by its own, later time: its disk must not fill up.
UNSET_MAX_S: Final = 86_400.0


def utc_now() -> datetime:
    """The system's time, in UTC."""
    return datetime.now(UTC)


class BoxTime:
    """Called, it gives the time, with its zone; `look` compares it with the system's.

    Between two looks it runs with the monotonic clock, so within one piece of work it never jumps. Every
    process of the box has one; all agree by the kept file. May be called from any thread.
    """

    def __init__(
        self,
        database: Database,
        folder: Folder,
        *,
        system: Callable[[], datetime] = utc_now,
        seconds: Callable[[], float] = monotonic,
        synchronised: Callable[[], bool] = is_synchronised,
    ) -> None:
        """system: the computer's clock; seconds: since it started; folder: exists. Looks at once."""
        self._database = database
        self._folder = folder
        self._system = system
        self._seconds = seconds
        self._synchronised = synchronised
        self._looking = threading.Lock()
        self._began_s = seconds()
        self._sure = False
        self._kept = read_kept(folder) or KeptTime(at=max(system(), EARLIEST), seconds=self._began_s)
        self._written_s: float | None = None
        self.look()

    def __call__(self) -> datetime:
        """The time, in UTC."""
        return self._kept.expected(self._seconds())

    @property
    def sure(self) -> bool:
        """Whether a time server has set the clock since the box was switched on."""
        return self._sure

    @property
    def may_delete(self) -> bool:
        """Whether what is over may be deleted for good: the time is sure or likely, and not early."""
        if self._sure:
            return True
        now = self()
        jumped = self._kept.jumped_at
        if jumped is not None and now - jumped < DOUBTED:
            return False
        return self._system() >= now - STEP_MIN or self._seconds() - self._began_s >= UNSET_MAX_S

    def look(self) -> None:
        """Take over the system's time where it is to be believed; keep the time now and then.

        Call it every few seconds, outside any transaction. An error of the disk or the database is tried
        again with the next call; until then the time runs on as before.
        """
        with self._looking, suppress(OSError, DBAPIError):
            self._look()

    def _look(self) -> None:
        system, seconds = self._system(), self._seconds()
        expected = self._kept.expected(seconds)
        if system >= EARLIEST and (self._sure or self._synchronised()):
            if not self._sure:
                self._become_sure(system, expected, seconds)
            self._kept = KeptTime(at=system, seconds=seconds)
            self._write()
            return
        if system - expected >= STEP_MIN:
            expected = self._jump(system, expected, seconds)
        unsure = self._kept.unsure_since or expected
        jumped_at = system if system - expected > AHEAD_MAX else self._kept.jumped_at
        news = (self._kept.unsure_since, self._kept.jumped_at) != (unsure, jumped_at)
        now = max(system, expected)
        self._kept = KeptTime(at=now, seconds=seconds, unsure_since=unsure, jumped_at=jumped_at)
        if early_since(self._folder) is None:
            note_early(self._folder, now)
        self._write(at_once=news)

    def _become_sure(self, system: datetime, expected: datetime, seconds: float) -> None:
        """Correct the rows that were dated without a sure time, unless another process has done it."""
        with locked(self._folder.run):
            early, kept = early_since(self._folder), read_kept(self._folder)
            if early is not None:
                self._correct(early, system - _latest(expected, kept, seconds))
            if kept is not None and kept.unsure_since is not None:
                with self._database.session() as session:
                    give_time(session, kept.unsure_since, system)
            self._sure, self._kept = True, KeptTime(at=system, seconds=seconds)
            self._write(at_once=True)
            forget_early(self._folder)

    def _jump(self, system: datetime, expected: datetime, seconds: float) -> datetime:
        """The system's clock went ahead and nobody vouches for it (yet): what was dated before moves along,
        so that nothing of it is over at once. Gives the time that was expected by all processes.
        """
        with locked(self._folder.run):
            expected = _latest(expected, read_kept(self._folder), seconds)
            early, step = early_since(self._folder), system - expected
            if early is not None and step >= STEP_MIN:
                self._correct(early, step)
                self._kept = replace(self._kept, at=system, seconds=seconds)
                self._write(at_once=True)
        return expected

    def _correct(self, early: datetime, step: timedelta) -> None:
        if abs(step) >= STEP_MIN:
            log.warning("the clock was wrong by %s and is set; what was stored since is corrected", step)
            with self._database.session() as session:
                move(session, early, step)

    def _write(self, *, at_once: bool = False) -> None:
        now_s = self._kept.seconds
        if at_once or self._written_s is None or now_s - self._written_s >= KEEP_EVERY_S:
            if not self._sure:
                self._kept = self._kept.joined(read_kept(self._folder))
            keep(self._folder, self._kept)
            self._written_s = now_s


def _latest(expected: datetime, kept: KeptTime | None, seconds: float) -> datetime:
    """What this process expects, or another one that has seen the clock being set already."""
    return expected if kept is None else max(expected, kept.expected(seconds))

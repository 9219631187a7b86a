"""Checks the box itself in a thread of its own: temperature, power, disk, a running update.

Decides how often it checks, how long a trouble stays that comes and goes, and when one whose alert was read
becomes an alert again. `device.health` has the sensors and their limits.
"""

import logging
import math
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from device.health import disk, power, temperature
from device.health.level import HealthLevel
from device.ports import Clock
from device.runtime.worker import Worker
from device.store.folder import Folder
from device.store.rescue.healing import Loss, read_lost
from device.trouble import Trouble

log = logging.getLogger(__name__)

SYSTEM: Final = Path("/")
# Seconds between two checks. None of these changes faster, and asking the firmware starts a program.
CHECK_S: Final = 10.0
# Seconds that a trouble is shown after it was last found: the supply drops for moments when all cores begin
# to work, and a sentence that comes and goes with that cannot be read.
KEPT_S: Final = 60.0
# Seconds without a trouble after which it is an alert again, though its alert was read.
NEWS_AFTER_S: Final = 3600.0
# An update takes minutes; an older mark was left by a power cut.
UPDATE_MAX: Final = timedelta(minutes=30)
# Seconds that the thread sleeps in one piece
TICK_S: Final = 0.3
# most urgent first
URGENCY: Final = (
    Trouble.UPDATING,
    Trouble.READ_ONLY,
    Trouble.TOO_HOT,
    Trouble.POWER_WEAK,
    Trouble.DISK_FULL,
    Trouble.FILMS_WAIT,
    Trouble.RESTORED,
)
# Over at once, not after KEPT_S.
CLEAR: Final = (Trouble.UPDATING, Trouble.FILMS_WAIT, Trouble.RESTORED, Trouble.READ_ONLY)
# Until what was lost is old news, if nobody says on a phone that they have read it.
LOST_SHOWN: Final = timedelta(days=7)


class Troubles:
    """One per process; the thread runs from `start` to `stop`."""

    def __init__(
        self,
        folder: Folder,
        reserve: Callable[[], int],
        clock: Clock,
        date_time: Callable[[], datetime],
        system: Path = SYSTEM,
        films_wait: Callable[[], bool] = lambda: False,
    ) -> None:
        """reserve: bytes to keep free on the disk; date_time: with a zone; both are called in the thread.

        system: the directory that holds /sys and /proc; films_wait: whether there are films that no row
        names, and nobody whose they are.
        """
        self._folder = folder
        self._reserve = reserve
        self._clock = clock
        self._date_time = date_time
        self._system = system
        self._films_wait = films_wait
        self._looked_at: float | None = None
        self._seen_at: dict[Trouble, float] = {}
        self._found: tuple[Trouble, ...] = ()
        # began_at is written by the thread, read_at by the caller's
        self._began_at: dict[Trouble, float] = {}
        self._read_at: dict[Trouble, float] = {}
        self._waiting = threading.Event()
        self._worker = Worker("troubles", self._step)

    def start(self) -> None:
        """Begin to check."""
        self._worker.start()

    def stop(self) -> None:
        """End the thread; waits for a firmware call that runs."""
        self._waiting.set()
        self._worker.stop()

    def check(self) -> None:
        """Raise the thread's error, if it had one."""
        self._worker.check()

    def now(self) -> tuple[Trouble, ...]:
        """The troubles of the last check, most urgent first; never waits."""
        return self._found

    def unread(self) -> tuple[Trouble, ...]:
        """Those of them whose alert is unread."""
        return tuple(one for one in self._found if self._began_at[one] > self._read_at.get(one, -math.inf))

    def read(self, trouble: Trouble) -> None:
        """Mark its alert as read."""
        self._read_at[trouble] = self._clock.now()

    def look(self) -> None:
        """Check everything once; called by the thread."""
        wrong = {
            Trouble.TOO_HOT: temperature.level(temperature.temperature_c(self._system)) is HealthLevel.BAD,
            Trouble.POWER_WEAK: power.power(self._system) is HealthLevel.BAD,
            Trouble.DISK_FULL: self._is_full(),
            Trouble.UPDATING: self._is_updating(),
            Trouble.RESTORED: self._has_lost(),
            Trouble.FILMS_WAIT: self._films_wait(),
            Trouble.READ_ONLY: not disk.is_writable(self._folder.root),
        }
        now_s = self._clock.now()
        for trouble in (one for one, is_wrong in wrong.items() if is_wrong):
            if now_s - self._seen_at.get(trouble, -math.inf) > NEWS_AFTER_S:
                self._began_at[trouble] = now_s
            self._seen_at[trouble] = now_s
        found = tuple(one for one in URGENCY if wrong[one] or self._stays(one, now_s))
        for trouble in set(found) - set(self._found):
            log.warning("the box has a trouble: %s", trouble.value)
        self._found = found

    def _stays(self, trouble: Trouble, now_s: float) -> bool:
        """Whether it is still shown though it is over."""
        return trouble not in CLEAR and now_s - self._seen_at.get(trouble, -math.inf) < KEPT_S

    def _step(self) -> None:
        now_s = self._clock.now()
        if self._looked_at is None or now_s - self._looked_at >= CHECK_S:
            self._looked_at = now_s
            self.look()
        self._waiting.wait(TICK_S)

    def _is_full(self) -> bool:
        found = disk.disk(self._folder.root)
        return found is not None and found.level(self._reserve()) is HealthLevel.BAD

    def _has_lost(self) -> bool:
        lost = read_lost(self._folder)
        if lost is None or lost.loss is Loss.ALL:
            return False
        return abs(self._date_time() - lost.at) < LOST_SHOWN

    def _is_updating(self) -> bool:
        try:
            since = self._folder.updating.stat().st_mtime
        except OSError:
            return False
        # a box without a battery-backed clock may have gone back in time since
        return abs(self._date_time().timestamp() - since) < UPDATE_MAX.total_seconds()

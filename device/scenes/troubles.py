"""What is wrong with the box itself: asked now and then in a thread of its own, told to the screens at once.

Decides how often is asked, how long a trouble stays that comes and goes, and when one that somebody has read
about is news again. What a reading means is decided in `device.health`, what is said
of it by the words; the camera's, the library's and a lesson's troubles are the evening's own.
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
from device.trouble import Trouble

log = logging.getLogger(__name__)

SYSTEM: Final = Path("/")
# None of these changes faster, and asking the firmware starts a program.
LOOK_S: Final = 10.0
# The supply drops for a blink when all cores begin to work, and a processor cools in between: a sentence that
# comes and goes with that cannot be read.
KEPT_S: Final = 60.0
# Who has read what to do is not stopped again by the same trouble, unless it was away for so long.
NEWS_AFTER_S: Final = 3600.0
# An update takes minutes; what lies there longer was left by a power cut.
UPDATE_MAX: Final = timedelta(minutes=30)
# how long the thread sleeps before it looks for its end again
TICK_S: Final = 0.3
# which is shown first
ORDER: Final = (Trouble.UPDATING, Trouble.TOO_HOT, Trouble.POWER_WEAK, Trouble.DISK_FULL)


class Troubles:
    """One a station: `start` it, ask `now` with every view."""

    def __init__(
        self,
        folder: Folder,
        reserve: Callable[[], int],
        clock: Clock,
        wall: Callable[[], datetime],
        system: Path = SYSTEM,
    ) -> None:
        """reserve: bytes that stay free on the disk; it is called in the thread, and so is wall.

        wall: the time of day with its zone; system: the root of the machine.
        """
        self._folder = folder
        self._reserve = reserve
        self._clock = clock
        self._wall = wall
        self._system = system
        self._looked_at: float | None = None
        self._seen_at: dict[Trouble, float] = {}
        self._found: tuple[Trouble, ...] = ()
        # the thread writes when it was last so and since when it is news, who shows it when it was read
        self._began_at: dict[Trouble, float] = {}
        self._read_at: dict[Trouble, float] = {}
        self._waiting = threading.Event()
        self._worker = Worker("troubles", self._step)

    def start(self) -> None:
        """Begin to look."""
        self._worker.start()

    def stop(self) -> None:
        """End; at most a firmware that does not answer is waited for."""
        self._waiting.set()
        self._worker.stop()

    def check(self) -> None:
        """Raise here what went wrong in the thread."""
        self._worker.check()

    def now(self) -> tuple[Trouble, ...]:
        """What was wrong when it was last looked, the most urgent first."""
        return self._found

    def unread(self) -> tuple[Trouble, ...]:
        """Of that, what nobody has read about yet."""
        return tuple(one for one in self._found if self._began_at[one] > self._read_at.get(one, -math.inf))

    def read(self, trouble: Trouble) -> None:
        """Somebody has read what to do about it."""
        self._read_at[trouble] = self._clock.now()

    def look(self) -> None:
        """Ask everything once; what the thread does."""
        wrong = {
            Trouble.TOO_HOT: temperature.level(temperature.temperature_c(self._system)) is HealthLevel.BAD,
            Trouble.POWER_WEAK: power.power(self._system) is HealthLevel.BAD,
            Trouble.DISK_FULL: self._is_full(),
            Trouble.UPDATING: self._is_updating(),
        }
        now_s = self._clock.now()
        for trouble in (one for one, is_wrong in wrong.items() if is_wrong):
            if now_s - self._seen_at.get(trouble, -math.inf) > NEWS_AFTER_S:
                self._began_at[trouble] = now_s
            self._seen_at[trouble] = now_s
        found = tuple(one for one in ORDER if wrong[one] or self._stays(one, now_s))
        for trouble in set(found) - set(self._found):
            log.warning("the box has a trouble: %s", trouble.value)
        self._found = found

    def _stays(self, trouble: Trouble, now_s: float) -> bool:
        """Whether it is still told though it is over; when an update is over, the box is fine at once."""
        return trouble is not Trouble.UPDATING and now_s - self._seen_at.get(trouble, -math.inf) < KEPT_S

    def _step(self) -> None:
        now_s = self._clock.now()
        if self._looked_at is None or now_s - self._looked_at >= LOOK_S:
            self._looked_at = now_s
            self.look()
        self._waiting.wait(TICK_S)

    def _is_full(self) -> bool:
        found = disk.disk(self._folder.root)
        return found is not None and found.level(self._reserve()) is HealthLevel.BAD

    def _is_updating(self) -> bool:
        try:
            since = self._folder.updating.stat().st_mtime
        except OSError:
            return False
        # a box without a clock of its own may have gone back in time since
        return abs(self._wall().timestamp() - since) < UPDATE_MAX.total_seconds()

"""Reads remotes from the kernel: the TV's own by HDMI-CEC, infrared receivers, small media remotes.

They are not read through the window system, because that has no OK key on X11 and gives CEC keys only to the
window in front. Keyboards stay with the window system, which knows their layout (on a console SDL reads
them). On a bare console remotes are grabbed, because SDL and the login prompt would get the same keys. On a
desktop nothing is grabbed, so that other programs keep their keys, and only the TV's own remote is read: a
keyboard's media keys belong to the program in front. `controls` drops what the window system reports too.
"""

import logging
import os
import select
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

from device.input.codes import BUS_CEC, EV_KEY, EV_SYN, PRESSES, SYN_DROPPED
from device.input.key_repeat import KeyRepeat
from device.input.nodes import Device, describe, grab, read_events
from device.ports import Clock
from device.presses import Press
from device.runtime.worker import Worker

log = logging.getLogger(__name__)

FOLDER: Final = Path("/dev/input")
# Seconds between two searches for new devices: a remote appears when its TV is switched on.
LOOK_EVERY_S: Final = 2.0
# Seconds that a step waits at most, and so the time that `stop` takes.
WAIT_S: Final = 0.3
# While the main loop takes no presses (it loads a lesson), the newest few are kept.
WAITING_MAX: Final = 8


class RemoteKeys:
    """All remotes of this machine, read in a thread from `start` to `stop`."""

    def __init__(
        self,
        clock: Clock,
        folder: Path = FOLDER,
        *,
        exclusive: bool,
        describing: Callable[[int], Device] = describe,
        grabbing: Callable[[int], None] = grab,
    ) -> None:
        """exclusive: grab the remotes (on a bare console).

        describing, grabbing: replaced in tests, which have no input devices.
        """
        self._clock = clock
        self._folder = folder
        self._exclusive = exclusive
        self._describe = describing
        self._grab = grabbing
        self._open: dict[Path, int] = {}
        # devices that are no remotes, with their inodes: another device may get the same path
        self._passed: set[tuple[Path, int]] = set()
        self._held: dict[Path, KeyRepeat] = {}
        self._refused = False
        self._look_at = self._clock.now()
        self._pressed: deque[Press] = deque(maxlen=WAITING_MAX)
        self._worker = Worker("remote-keys", self._step)

    def start(self) -> None:
        """Start reading; that there is no remote is no error."""
        self._worker.start()

    def take(self) -> tuple[Press, ...]:
        """The presses since the last call. Raises the thread's error, if it had one."""
        self._worker.check()
        taken = []
        while self._pressed:
            taken.append(self._pressed.popleft())
        return tuple(taken)

    def stop(self) -> None:
        """Stop reading and close the devices; safe to call twice."""
        self._worker.stop()
        for path in tuple(self._open):
            self._close(path)

    def _step(self) -> None:
        now = self._clock.now()
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY_S
            self._find_remotes()
        by_descriptor = {descriptor: path for path, descriptor in self._open.items()}
        ready, _, _ = select.select(list(by_descriptor), [], [], self._wait_s(now))
        now = self._clock.now()
        for descriptor in ready:
            self._read(by_descriptor[descriptor], descriptor, now)
        for held in self._held.values():
            self._pressed.extend(held.due(now))

    def _wait_s(self, now: float) -> float:
        nexts = [held.next_s for held in self._held.values() if held.next_s is not None]
        return max(0.0, min(WAIT_S, *(at - now for at in nexts))) if nexts else WAIT_S

    def _read(self, path: Path, descriptor: int, now: float) -> None:
        events = read_events(descriptor)
        if events is None:
            log.info("remote %s is gone", path)
            self._close(path)
            return
        held = self._held[path]
        for event in events:
            if event.kind == EV_SYN and event.code == SYN_DROPPED:
                held.release()
            elif event.kind == EV_KEY and event.value == 0:
                held.up(event.code)
            elif event.kind == EV_KEY and event.value == 1 and (press := PRESSES.get(event.code)):
                self._pressed.extend(held.down(event.code, press, now))

    def _find_remotes(self) -> None:
        for path in sorted(self._folder.glob("event*")):
            if path in self._open:
                continue
            try:
                number = path.stat().st_ino
                if (path, number) not in self._passed and not self._open_if_remote(path):
                    self._passed.add((path, number))
            except PermissionError:
                if not self._refused:  # one warning, not one every LOOK_EVERY_S
                    log.warning("remotes cannot be read: this user may not open %s", path)
                self._refused = True
            except OSError as problem:
                log.debug("%s: %s", path, problem)  # unplugged meanwhile

    def _open_if_remote(self, path: Path) -> bool:
        """Open a device; keep it open and return True when it is a remote."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            device = self._describe(descriptor)
            if not (device.is_remote if self._exclusive else device.bus == BUS_CEC):
                os.close(descriptor)
                return False
            if self._exclusive:
                self._grab_or_warn(descriptor, path)
        except OSError:
            os.close(descriptor)
            raise
        log.info("remote %s: %s", path, device.name)
        self._open[path] = descriptor
        self._held[path] = KeyRepeat()
        return True

    def _grab_or_warn(self, descriptor: int, path: Path) -> None:
        try:
            self._grab(descriptor)
        except OSError as problem:
            log.warning("another program holds %s, its keys may count twice: %s", path, problem)

    def _close(self, path: Path) -> None:
        os.close(self._open.pop(path))
        del self._held[path]

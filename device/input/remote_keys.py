"""Remotes that the kernel hears: the TV's own by HDMI-CEC, infrared receivers, small media remotes.

Read here and not through the window system, which knows no OK key on X11 and hears nothing of CEC without a
window in front. Plain keyboards stay with the window system: it knows their layout, and on a bare console SDL
reads them too. A remote is grabbed on a bare console only: there SDL and the console's login would hear the
same push again. On a desktop nothing may be grabbed, or no other program could be steered while Formbox runs;
there only the TV's own remote is listened to (the media keys of a keyboard are meant for whatever is in
front), and what comes twice is put right by `controls`.

Decides which presses are made of what the kernel says; what is a remote is decided by `nodes`, what comes
again by `held`.
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
# A TV that is switched on brings its remote: it may take a moment until that counts.
LOOK_EVERY_S: Final = 2.0
# How long one step waits at most: so long does the end take.
WAIT_S: Final = 0.3
# Of presses that nobody takes (a lesson is being made ready) the newest few are kept.
WAITING_MAX: Final = 8


class RemoteKeys:
    """Every remote of this machine; listens in a thread of its own from `start` to `stop`."""

    def __init__(
        self,
        clock: Clock,
        folder: Path = FOLDER,
        *,
        exclusive: bool,
        describing: Callable[[int], Device] = describe,
        grabbing: Callable[[int], None] = grab,
    ) -> None:
        """exclusive: on a bare console, where nobody else may hear them.

        describing, grabbing: ask the kernel, unless a test has no kernel to ask.
        """
        self._clock = clock
        self._folder = folder
        self._exclusive = exclusive
        self._describe = describing
        self._grab = grabbing
        self._open: dict[Path, int] = {}
        self._passed: set[tuple[Path, int]] = (
            set()
        )  # not ours, by path and inode: a new device may take the path
        self._held: dict[Path, KeyRepeat] = {}
        self._refused = False
        self._look_at = self._clock.now()
        self._pressed: deque[Press] = deque(maxlen=WAITING_MAX)
        self._worker = Worker("remote-keys", self._step)

    def start(self) -> None:
        """Begin to listen; nothing goes wrong without a remote."""
        self._worker.start()

    def take(self) -> tuple[Press, ...]:
        """What was pressed since the last call. Raises what went wrong in the thread."""
        self._worker.check()
        taken = []
        while self._pressed:
            taken.append(self._pressed.popleft())
        return tuple(taken)

    def stop(self) -> None:
        """Listen no more and let the devices go; safe to call twice."""
        self._worker.stop()
        for path in tuple(self._open):
            self._close(path)

    def _step(self) -> None:
        now = self._clock.now()
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY_S
            self._look()
        by_descriptor = {descriptor: path for path, descriptor in self._open.items()}
        ready, _, _ = select.select(list(by_descriptor), [], [], self._wait_s(now))
        now = self._clock.now()
        for descriptor in ready:
            self._hear(by_descriptor[descriptor], descriptor, now)
        for held in self._held.values():
            self._pressed.extend(held.due(now))

    def _wait_s(self, now: float) -> float:
        nexts = [held.next_s for held in self._held.values() if held.next_s is not None]
        return max(0.0, min(WAIT_S, *(at - now for at in nexts))) if nexts else WAIT_S

    def _hear(self, path: Path, descriptor: int, now: float) -> None:
        events = read_events(descriptor)
        if events is None:
            log.info("remote %s has gone", path)
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

    def _look(self) -> None:
        for path in sorted(self._folder.glob("event*")):
            if path in self._open:
                continue
            try:
                number = path.stat().st_ino
                if (path, number) not in self._passed and not self._listen(path):
                    self._passed.add((path, number))
            except PermissionError:
                if not self._refused:  # once, not every two seconds
                    log.warning("remotes cannot be heard: %s may not be read by this user", path)
                self._refused = True
            except OSError as problem:
                log.debug("%s: %s", path, problem)  # it went as it was looked at

    def _listen(self, path: Path) -> bool:
        """Open a device and keep it when it is a remote."""
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            device = self._describe(descriptor)
            if not (device.is_remote if self._exclusive else device.bus == BUS_CEC):
                os.close(descriptor)
                return False
            if self._exclusive:
                self._grab_or_say(descriptor, path)
        except OSError:
            os.close(descriptor)
            raise
        log.info("remote %s: %s", path, device.name)
        self._open[path] = descriptor
        self._held[path] = KeyRepeat()
        return True

    def _grab_or_say(self, descriptor: int, path: Path) -> None:
        try:
            self._grab(descriptor)
        except OSError as problem:
            log.warning("another program holds %s, its keys may count twice: %s", path, problem)

    def _close(self, path: Path) -> None:
        os.close(self._open.pop(path))
        del self._held[path]

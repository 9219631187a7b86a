"""Decodes a film a few pictures ahead in a thread of its own, and gives the picture for a time.

The caller's clock sets the pace, not the film. The film's sound is played by a Speaker.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from device.messages import Frame
from device.runtime.worker import Worker

# Pictures decoded ahead: enough to bridge a slow one, and 40 MB at 1080p.
AHEAD: Final = 6
WAIT_S: Final = 0.2


class FilmPlayer:
    """Plays a film once, forwards, between `start` and `stop`."""

    def __init__(self, frames: Iterator[Frame], asked: Callable[[float], None] | None = None) -> None:
        """frames: rising in time, iterated in the player's thread; asked: called with each time of `at`."""
        self._frames = frames
        self._asked = asked
        self._ahead: deque[Frame] = deque()
        self._changed = threading.Condition()
        self._ended = False
        self._current: Frame | None = None
        self._worker = Worker("film", self._decode)

    def start(self) -> None:
        """Begin to decode."""
        self._worker.start()

    def at(self, time_s: float, *, wait: bool = False) -> Frame | None:
        """The newest picture not after `time_s`, or the first if all are later; None while none is decoded.

        Never an earlier one than before. wait: until the picture of `time_s` is decoded, for films that are
        made offline. Raises the error of the decoding thread.
        """
        self._worker.check()
        if self._asked is not None:
            self._asked(time_s)
        with self._changed:
            self._pass(time_s)
            while wait and not (self._ahead and self._ahead[0].time_s > time_s) and not self._ended:
                self._changed.wait(WAIT_S)
                self._worker.check()
                self._pass(time_s)
            return self._current

    def stop(self) -> None:
        """End the thread and free the pictures; safe to call twice. Raises RuntimeError if it hangs."""
        with self._changed:
            self._changed.notify_all()
        self._worker.stop()
        self._ahead.clear()
        self._current = None

    def _pass(self, time_s: float) -> None:
        """Make the newest decoded picture not after `time_s` the current one."""
        while self._ahead and (self._current is None or self._ahead[0].time_s <= time_s):
            self._current = self._ahead.popleft()
        self._changed.notify_all()

    def _decode(self) -> None:
        with self._changed:
            if self._ended or len(self._ahead) >= AHEAD:
                self._changed.wait(WAIT_S)
                return
        frame = next(self._frames, None)
        with self._changed:
            if frame is None:
                self._ended = True
            else:
                self._ahead.append(frame)
            self._changed.notify_all()

"""Decodes sound a little ahead, in a thread of its own.

Keeps half a second in memory, however long the lesson is.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from device.errors import FormboxError
from device.media.sound import CHANNELS, RATE_HZ, Sound
from device.runtime.worker import Worker

log = logging.getLogger(__name__)

# 0.1 MB; covers a slow SD card for that long.
AHEAD: Final = RATE_HZ // 2
# The decoder rests until this much is left: a few long turns cost less than many short ones.
LOW: Final = AHEAD // 2
WAIT_S: Final = 0.2

Source = Callable[[], Iterator[Sound]]


class Ahead:
    """Samples (n, 2) of one source after another; `take` does not wait for the decoder."""

    def __init__(self, *, patient: bool = False) -> None:
        """patient: `take` waits for the decoder, for a simulated clock."""
        self._patient = patient
        self._changed = threading.Condition()
        self._begin: Source | None = None
        self._pieces: Iterator[Sound] | None = None  # the thread's own
        self._waiting: deque[Sound] = deque()
        self._count = 0
        self._ended = True
        self._resting = False
        self._worker = Worker("sound ahead", self._decode)
        self._worker.start()

    def begin(self, source: Source) -> None:
        """Forget what is there; decode from `source` on, which is called in the thread."""
        with self._changed:
            self._begin, self._ended = source, False
            self._clear()

    def forget(self) -> None:
        """Forget what is there and decode nothing."""
        self.begin(lambda: iter(()))

    @property
    def over(self) -> bool:
        """Whether nothing will come any more."""
        with self._changed:
            return self._ended and self._count == 0

    def take(self, count: int) -> Sound:
        """At most `count` samples, fewer when the decoder is late or the sound is over."""
        self._worker.check()
        with self._changed:
            while self._patient and not self._enough(count):
                self._changed.wait(WAIT_S)
                self._worker.check()
            parts = [np.zeros((0, CHANNELS), np.int16)]
            while count and self._waiting:
                first = self._waiting.popleft()
                if len(first) > count:
                    self._waiting.appendleft(first[count:])
                    first = first[:count]
                parts.append(first)
                count -= len(first)
                self._count -= len(first)
            if self._count < LOW:
                self._changed.notify_all()
            return np.concatenate(parts)

    def close(self) -> None:
        """End the thread and close the file; safe to call twice."""
        self.forget()
        self._worker.stop()
        self._pieces = None

    def _enough(self, count: int) -> bool:
        return self._ended or self._count >= min(count, LOW)

    def _clear(self) -> None:
        self._waiting.clear()
        self._count = 0
        self._changed.notify_all()

    def _decode(self) -> None:
        with self._changed:
            self._resting = self._ended or self._count >= (LOW if self._resting else AHEAD)
            if self._begin is None and self._resting:
                self._changed.wait(WAIT_S)
                return
            begin, self._begin = self._begin, None
        try:
            if begin is not None:
                self._pieces = begin()
            piece = next(self._pieces, None) if self._pieces is not None else None
        except FormboxError as error:
            log.warning("the lesson is silent: %s", error)
            piece = None
        if piece is None:
            self._pieces = None
        with self._changed:
            if self._begin is not None:
                return  # another source was asked for meanwhile
            if piece is None:
                self._ended = True
            else:
                self._waiting.append(piece)
                self._count += len(piece)
            self._changed.notify_all()

"""A sound card made of a clock: takes a buffer when it is due, at a pace that may be a little wrong.

It remembers what was heard and when, so that sound can be compared with the clock without any hardware.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.sound import CHANNELS, RATE_HZ
from device.ports import Clock
from device.tv.sound.card import BUFFER, DRIVER_BUFFERS, LATENCY

MILLION: Final = 1_000_000


class SimulatedCard:
    """A `Card` whose clock runs `ppm` parts in a million faster than `clock`."""

    latency = LATENCY

    def __init__(self, clock: Clock, ppm: float = 0.0, buffer: int = BUFFER) -> None:
        """It begins to take samples now."""
        self._clock = clock
        self._pace = RATE_HZ * (1 + ppm / MILLION)
        self._buffer = buffer
        self._began_s = clock.now()
        self._queue: list[NDArray[np.int16]] = []
        self._queued = 0
        self._taken: list[NDArray[np.int16]] = []
        self._count = 0
        self.gaps = 0
        self.there = True

    def waiting(self) -> int:
        """How many of the added samples were not taken yet."""
        self._run()
        return self._queued

    def add(self, samples: NDArray[np.int16]) -> None:
        """Play these (n, 2) after all others."""
        self._run()
        self._queue.append(samples)
        self._queued += len(samples)

    def take_back(self) -> int:
        """Forget what was not taken yet; how many samples that was."""
        self._run()
        count, self._queued = self._queued, 0
        self._queue.clear()
        return count

    def alive(self) -> bool:
        """Whether it is there: as long as nobody sets `there` to False."""
        return self.there

    def close(self) -> None:
        """Take nothing more."""
        self.there = False

    def heard(self) -> NDArray[np.int16]:
        """All that was taken so far, silence included: (n, 2)."""
        return np.concatenate(self._taken) if self._taken else np.zeros((0, CHANNELS), np.int16)

    def heard_at(self, sample: int) -> float:
        """When a sample of `heard` comes out of the loudspeaker, on the clock."""
        return self._began_s + (sample + (1 + DRIVER_BUFFERS) * self._buffer) / self._pace

    def _run(self) -> None:
        """Take the buffers that are due by now; an empty queue is a gap, filled with silence."""
        due = int((self._clock.now() - self._began_s) * self._pace) // self._buffer * self._buffer
        while self._count < due:
            if self._queued == 0:
                self.gaps += 1
                self._take(np.zeros((self._buffer, CHANNELS), np.int16))
                continue
            if len(self._queue) > 1:
                self._queue = [np.concatenate(self._queue)]
            part = self._queue[0][: due - self._count]
            self._queue[0] = self._queue[0][len(part) :]
            self._queued -= len(part)
            if len(part) % self._buffer:  # the queue ran dry within a buffer
                self.gaps += 1
                rest = self._buffer - len(part) % self._buffer
                part = np.concatenate((part, np.zeros((rest, CHANNELS), np.int16)))
            self._take(part)

    def _take(self, part: NDArray[np.int16]) -> None:
        self._taken.append(part)
        self._count += len(part)

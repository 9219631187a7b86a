"""Films the screen while the match runs, with the lesson's sound, in a thread of its own.

Only the household asks for such a film (`--record`); nothing of it is kept by the box. When the encoder is
too slow a picture is left out: the match never waits for its film.
"""

import threading
from collections import deque
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.sound import RATE_HZ
from device.messages import Image
from device.runtime.worker import Worker
from models.film import FilmWriter

RATE_FPS: Final = 30
# Flat colours and text stay clean, at half the size that the film would have at the encoder's usual 20.
CRF: Final = 26
# Pictures of 1080p that wait for the encoder: 50 MB at the most.
WAITING_MAX: Final = 8
WAIT_S: Final = 0.2


class Recorder:
    """One film; `close` finishes it, `discard` leaves nothing behind."""

    def __init__(self, path: Path, width: int, height: int, sound: NDArray[np.int16] | None) -> None:
        """sound: (N, 2) at 48 kHz from the film's beginning, or None."""
        self._film = FilmWriter(
            path,
            width,
            height,
            RATE_FPS,
            audio_rate=None if sound is None else RATE_HZ,
            preset="ultrafast",
            crf=CRF,
        )
        self._sound = sound
        self._sounded = 0
        self._waiting: deque[tuple[Image, float]] = deque()
        self._changed = threading.Condition()
        self.dropped = 0
        self._worker = Worker("recorder", self._write)
        self._worker.start()

    def add(self, image: Image, time_s: float, *, wait: bool = False) -> None:
        """Film `image` (RGB) at `time_s` of the film; with `wait` none is ever left out."""
        self._worker.check()
        with self._changed:
            while wait and len(self._waiting) >= WAITING_MAX:
                self._changed.wait(WAIT_S)
                self._worker.check()
            if len(self._waiting) >= WAITING_MAX:
                self.dropped += 1
                return
            self._waiting.append((image, time_s))
            self._changed.notify_all()

    def close(self) -> None:
        """Write what waits and put the film in place."""
        with self._changed:
            while self._waiting:
                self._changed.wait(WAIT_S)
                self._worker.check()
        self._worker.stop()
        self._worker.check()
        self._film.close()

    def discard(self) -> None:
        """Leave no film behind; safe after `close`."""
        self._worker.stop()
        self._film.discard()

    def _write(self) -> None:
        with self._changed:
            if not self._waiting:
                self._changed.wait(WAIT_S)
                return
            image, time_s = self._waiting[0]
        self._film.add(image, time_s)
        self._add_sound(time_s)
        with self._changed:
            self._waiting.popleft()
            self._changed.notify_all()

    def _add_sound(self, until_s: float) -> None:
        """The sound up to this picture, so that both lie beside each other in the file."""
        if self._sound is None:
            return
        end = min(round(until_s * RATE_HZ), len(self._sound))
        if end > self._sounded:
            self._film.sound(self._sound[self._sounded : end].astype(np.float32) / 32768)
            self._sounded = end

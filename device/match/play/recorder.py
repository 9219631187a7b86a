"""Records the screen during a match as a video, with the lesson's sound, encoding in a thread of its own.

Only on request (`--record`, on the command line); the station never records. When the encoder is too slow,
pictures are left out, so that the match never waits.
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
# x264's constant rate factor. Flat colours and text stay clean, at half the size of the usual 20.
CRF: Final = 26
# Pictures that may wait for the encoder: 50 MB at 1080p.
WAITING_MAX: Final = 8
WAIT_S: Final = 0.2


class Recorder:
    """Per video. `close` finishes it, `discard` deletes it; dropped: how many pictures were left out."""

    def __init__(self, path: Path, width: int, height: int, sound: NDArray[np.int16] | None) -> None:
        """width, height: px; sound: (N, 2) int16 at RATE_HZ (48 kHz) from the video's beginning, or None."""
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
        """Add a picture at `time_s` of the video. wait: for the encoder, so that no picture is left out.

        Raises the error of the encoding thread.
        """
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
        """Encode what waits and put the finished file in place. Raises the error of the encoding thread."""
        with self._changed:
            while self._waiting:
                self._changed.wait(WAIT_S)
                self._worker.check()
        self._worker.stop()
        self._worker.check()
        self._film.close()

    def discard(self) -> None:
        """End the thread and delete the unfinished file; safe after `close`."""
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
        """Add the sound up to this picture, so that sound and pictures are interleaved in the file."""
        if self._sound is None:
            return
        end = min(round(until_s * RATE_HZ), len(self._sound))
        if end > self._sounded:
            self._film.sound(self._sound[self._sounded : end].astype(np.float32) / 32768)
            self._sounded = end

"""Renders sentences ahead in the background and keeps each as a file in the cache folder.

First come sentences that were asked for and missing, then those prepared, in their order. Callers never wait:
what is not rendered yet is not spoken.
"""

import hashlib
import io
import logging
import threading
import wave
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.sound import RATE_HZ
from device.runtime.worker import Worker
from device.voice.speech import SpeechError, Spoken, spoken
from device.words.languages import DESCRIBED
from models.files import write_atomic

log = logging.getLogger(__name__)

WAIT_S: Final = 0.3
# Change it to render all sentences again.
FORM: Final = 1


class Voice:
    """Speaks one language at a time; one per station."""

    def __init__(
        self,
        folder: Path,
        language: str,
        speak: Callable[[str, str], Spoken] = spoken,
    ) -> None:
        """folder: of the cache, made when needed; speak: (text, language) to samples (n,)."""
        self._folder = folder
        self._language = language
        self._speak = speak
        self._changed = threading.Condition()
        self._todo: deque[str] = deque()
        self._failed = False
        self._worker = Worker("voice", self._render)
        self._started = False

    def prepare(self, phrases: Iterable[str], language: str) -> None:
        """Speak `language` from now on; render these in the background, in this order, and no others."""
        with self._changed:
            self._language = language
            self._todo = deque(phrases)
            self._failed = False
            self._changed.notify_all()
            if not self._started:
                self._started = True
                self._worker.start()

    def sound(self, text: str) -> NDArray[np.float32] | None:
        """The samples (n,) of a sentence, of int16's size; None while there are none, they are made next."""
        path = self._path(text, self._language)
        try:
            with wave.open(str(path)) as file:
                return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32)
        except FileNotFoundError:
            pass
        except (OSError, EOFError, wave.Error) as error:
            log.warning("a spoken sentence cannot be read: %s", error)
            with suppress(OSError):
                path.unlink()
        with self._changed:
            self._todo.appendleft(text)
            self._changed.notify_all()
        return None

    def close(self) -> None:
        """End the thread; safe to call twice."""
        with self._changed:
            self._todo.clear()
            self._changed.notify_all()
        self._worker.stop()

    def _render(self) -> None:
        with self._changed:
            if not self._todo:
                self._changed.wait(WAIT_S)
                return
            text, language = self._todo[0], self._language
        try:
            path = self._path(text, language)
            if not path.exists():
                self._write(path, self._speak(text, language))
        except (SpeechError, OSError) as problem:
            self._give_up(problem)
        with self._changed:
            if text in self._todo:  # not when something else was prepared meanwhile
                self._todo.remove(text)

    def _give_up(self, problem: Exception) -> None:
        """One line, however many sentences there are; what was rendered before is still spoken."""
        with self._changed:
            self._todo.clear()
            said, self._failed = self._failed, True
        if not said:
            log.warning("nothing new is spoken: %s", problem)

    def _write(self, path: Path, samples: Spoken) -> None:
        data = io.BytesIO()
        with wave.open(data, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(samples.tobytes())
        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data.getvalue())

    def _path(self, text: str, language: str) -> Path:
        key = "\n".join((str(FORM), language, str(DESCRIBED[language].words_per_minute), text))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"

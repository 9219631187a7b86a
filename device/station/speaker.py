"""The lesson's sound, from samples in memory to the sound card.

Decides how sound starts at an offset and what happens on a machine without a sound card: a logged line and
silence. Decoding is done by `device.media`; keeping sound and picture in step is done by the match.
"""

import logging
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

from device.ports import Speaker
from device.station.disabled import DisabledSpeaker

log = logging.getLogger(__name__)

SAMPLE_RATE: Final = 48_000
CHANNELS: Final = 2
# Samples handed to the card at a time: 21 ms. Twice as many are heard as a lag behind the picture, half as
# many crackle on a busy box.
BUFFER: Final = 1024
LOUDEST: Final = 100


class Loudness:
    """How loud all that is played is, in percent; outlives the speaker of one lesson."""

    def __init__(self, percent: int = LOUDEST) -> None:
        """percent: 0 to 100."""
        self.percent = percent

    def ask(self, percent: int | None = None) -> int:
        """How loud it is; with `percent`, from now on so loud, what plays included."""
        if percent is not None:
            self.percent = percent
            if pygame.mixer.get_init():
                for number in range(pygame.mixer.get_num_channels()):
                    pygame.mixer.Channel(number).set_volume(percent / LOUDEST)
        return self.percent


class SoundCard:
    """A `Speaker` over pygame.mixer."""

    def __init__(self, samples: NDArray[np.int16], loudness: Loudness | None = None) -> None:
        """samples: (N, 2) at 48 kHz. Raises ValueError on another form, pygame.error without a sound card."""
        if samples.dtype != np.int16 or samples.ndim != 2 or samples.shape[1] != CHANNELS:
            raise ValueError(f"sound must be int16 (N, {CHANNELS}), not {samples.dtype} {samples.shape}")
        self._samples = np.ascontiguousarray(samples)
        self._loudness = loudness or Loudness()
        self._sound: pygame.mixer.Sound | None = None
        # the card must not be opened in another form than the samples have
        pygame.mixer.init(SAMPLE_RATE, -16, CHANNELS, BUFFER, allowedchanges=0)
        self._open = True

    def play(self, offset_s: float) -> None:
        """Start the sound `offset_s` into the lesson, in place of what plays; silent beyond its end."""
        self.stop()
        if not self._open:
            return
        rest = self._samples[max(round(offset_s * SAMPLE_RATE), 0) :]
        if len(rest):
            self._sound = pygame.mixer.Sound(buffer=rest)
            channel = self._sound.play()
            channel.set_volume(self._loudness.percent / LOUDEST)

    def stop(self) -> None:
        """Fall silent; safe to call twice."""
        if self._sound is not None:
            if self._open and pygame.mixer.get_init():
                self._sound.stop()
            self._sound = None

    @property
    def playing(self) -> bool:
        """Whether something is heard now."""
        return self._sound is not None and self._sound.get_num_channels() > 0

    def close(self) -> None:
        """Give the sound card back; safe to call twice."""
        self.stop()
        if self._open:
            self._open = False
            pygame.mixer.quit()


def open_speaker(samples: NDArray[np.int16] | None, loudness: Loudness | None = None) -> Speaker:
    """A speaker for samples (N, 2) int16 at 48 kHz; silent without samples or without a sound card."""
    if samples is None or len(samples) == 0:
        return DisabledSpeaker()
    try:
        return SoundCard(samples, loudness)
    except pygame.error as problem:
        log.warning("no sound card, going on in silence: %s", problem)
        return DisabledSpeaker()

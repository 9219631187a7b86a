"""The sound card, through SDL's queue: SDL's own thread plays the samples without running any Python.

pygame offers two other ways, and in both the card's thread waits for Python's lock: `mixer.Channel.queue` at
the end of every chunk, `_sdl2.audio.AudioDevice` for every buffer. Beside a thread that holds the lock for
30 ms at a time they played 71 % and 40 % of what was due; the queue played all of it with a lead of 150 ms.
The queue also tells exactly how much the card has taken, and gives back the rest. pygame does not wrap it, so
the SDL library that pygame brings is called directly.
"""

import ctypes
from typing import Final, Protocol

import numpy as np
import pygame.base
from numpy.typing import NDArray

from device.media.sound import CHANNELS, RATE_HZ

# Samples that the card takes at a time: 11 ms. Its thread needs no lock, so few are enough.
BUFFER: Final = 512
# What is taken waits until the driver's two buffers are played; a buffer is taken half of one from now, on
# average. How long a TV takes from there on is the same for its picture.
DRIVER_BUFFERS: Final = 2
LATENCY: Final = DRIVER_BUFFERS * BUFFER + BUFFER // 2
FRAME_BYTES: Final = 2 * CHANNELS

_INIT_AUDIO: Final = 0x10
_S16: Final = 0x8010 if np.little_endian else 0x9010
_STOPPED: Final = 0


class NoCardError(RuntimeError):
    """There is no sound card, or it does not open."""


class Card(Protocol):
    """Plays what was added, one sample after another, at its own pace."""

    latency: int
    """Samples between being taken and being heard."""

    def waiting(self) -> int:
        """How many of the added samples were not taken yet."""
        ...

    def add(self, samples: NDArray[np.int16]) -> None:
        """Play these (n, 2) after all others."""
        ...

    def take_back(self) -> int:
        """Forget what was not taken yet; how many samples that was."""
        ...

    def alive(self) -> bool:
        """Whether the card is still there."""
        ...

    def close(self) -> None:
        """Give it back; safe to call twice."""
        ...


class _Spec(ctypes.Structure):
    _fields_ = (
        ("freq", ctypes.c_int),
        ("format", ctypes.c_uint16),
        ("channels", ctypes.c_uint8),
        ("silence", ctypes.c_uint8),
        ("samples", ctypes.c_uint16),
        ("padding", ctypes.c_uint16),
        ("size", ctypes.c_uint32),
        ("callback", ctypes.c_void_p),
        ("userdata", ctypes.c_void_p),
    )


class SdlCard:
    """A `Card`: the system's default one, or the one that SDL_AUDIODRIVER names."""

    latency = LATENCY

    def __init__(self) -> None:
        """Open it. Raises NoCardError."""
        # SDL's symbols are found through a module that is linked to it
        self._sdl = ctypes.CDLL(pygame.base.__file__)
        self._sdl.SDL_GetError.restype = ctypes.c_char_p
        self._sdl.SDL_GetQueuedAudioSize.restype = ctypes.c_uint32
        self._device = 0
        if self._sdl.SDL_InitSubSystem(_INIT_AUDIO) != 0:
            raise NoCardError(self._error())
        spec = _Spec(freq=RATE_HZ, format=_S16, channels=CHANNELS, samples=BUFFER)
        # without room for what the card really gives, SDL converts to what was asked for
        self._device = self._sdl.SDL_OpenAudioDevice(None, 0, ctypes.byref(spec), None, 0)
        if self._device == 0:
            problem = self._error()
            self._sdl.SDL_QuitSubSystem(_INIT_AUDIO)
            raise NoCardError(problem)
        self._sdl.SDL_PauseAudioDevice(self._device, 0)

    def waiting(self) -> int:
        """How many of the added samples were not taken yet."""
        return self._sdl.SDL_GetQueuedAudioSize(self._device) // FRAME_BYTES

    def add(self, samples: NDArray[np.int16]) -> None:
        """Play these (n, 2) after all others."""
        data = samples.tobytes()
        self._sdl.SDL_QueueAudio(self._device, data, len(data))

    def take_back(self) -> int:
        """Forget what was not taken yet; how many samples that was."""
        self._sdl.SDL_LockAudioDevice(self._device)
        count = self.waiting()
        self._sdl.SDL_ClearQueuedAudio(self._device)
        self._sdl.SDL_UnlockAudioDevice(self._device)
        return count

    def alive(self) -> bool:
        """Whether the card is still there: SDL stops a device that was unplugged."""
        return self._sdl.SDL_GetAudioDeviceStatus(self._device) != _STOPPED

    def close(self) -> None:
        """Give it back; safe to call twice."""
        if self._device:
            device, self._device = self._device, 0
            self._sdl.SDL_CloseAudioDevice(device)
            self._sdl.SDL_QuitSubSystem(_INIT_AUDIO)

    def _error(self) -> str:
        return self._sdl.SDL_GetError().decode(errors="replace") or "no sound card"

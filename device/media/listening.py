"""Listens to a file's sound: mono samples at a low rate, and how loud each band of pitch is over time.

What hears a beat, speech or the same moment in two recordings works on these. An hour of sound is read piece
by piece: 230 MB of samples pass by, and the bands of the hour are 35 MB.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from device.media.sound import RATE_HZ, sound_pieces

# Speech and the beat of music lie below half of this.
MONO_HZ: Final = 16_000
# Frames a second: a syllable or a drum stroke lasts several.
FRAMES_HZ: Final = 100
# Samples of a frame, 32 ms: two periods of the lowest voice.
FRAME: Final = 512
HOP: Final = MONO_HZ // FRAMES_HZ
# Bands of equal width in mel from 60 Hz, below which rooms rumble, to 7.6 kHz, above which the filter fades.
BAND_COUNT: Final = 24
LOWEST_HZ: Final = 60.0
HIGHEST_HZ: Final = 7600.0
# The level that silence gets, dB below a sine of full scale: below the noise of 16 bit samples.
SILENCE_DB: Final = -100.0

# What is more than this below the loudest moment of a band is noise, dB.
RANGE_DB: Final = 60.0

Mono = NDArray[np.float32]
Bands = NDArray[np.float32]

_STEP: Final = RATE_HZ // MONO_HZ
# Taps on each side of the low-pass filter: 60 dB less above 8.6 kHz.
_HALF: Final = 48
_CUT_HZ: Final = 7800.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """bands (N, BAND_COUNT) float32: the level of each band, low to high, in dB of a sine of full scale,
    at least SILENCE_DB. Row k is centred on k / FRAMES_HZ seconds after the first picture.
    """

    bands: Bands

    @property
    def duration_s(self) -> float:
        """Seconds of sound."""
        return len(self.bands) / FRAMES_HZ

    @property
    def levels(self) -> NDArray[np.float32]:
        """(N,) the level of all bands together, dB."""
        power = (10.0 ** (self.bands / 10)).sum(axis=1)
        levels: NDArray[np.float32] = (10 * np.log10(power)).astype(np.float32)
        return levels


def listen(path: Path, end_s: float | None = None) -> Listened | None:
    """The bands of a file's sound up to `end_s` of the film; None for a file without sound.

    Raises NotAVideoError when the file cannot be opened.
    """
    rows = list(band_pieces(mono_pieces(path, end_s=end_s)))
    return Listened(bands=np.concatenate(rows)) if rows else None


def mono_pieces(path: Path, start_s: float = 0.0, end_s: float | None = None) -> Iterator[Mono]:
    """Pieces (n,) float32 from -1 to 1 at MONO_HZ, about a second each; else as `sound_pieces`.

    Sample k is that of start_s + k / MONO_HZ.
    """
    kept = np.zeros(_HALF, np.float32)
    for piece in _gathered(sound_pieces(path, start_s, end_s), RATE_HZ):
        kept = np.concatenate([kept, piece])
        count = (len(kept) - 2 * _HALF + _STEP - 1) // _STEP
        if count > 0:
            yield _lowered(kept)
            kept = kept[count * _STEP :]
    last = np.concatenate([kept, np.zeros(_HALF, np.float32)])
    if len(last) > 2 * _HALF:
        yield _lowered(last)


def band_pieces(pieces: Iterable[Mono]) -> Iterator[Bands]:
    """Rows of `Listened.bands` for consecutive samples (n,) at MONO_HZ, one for each HOP that was begun."""
    kept = np.zeros(FRAME // 2, np.float32)
    total, given = 0, 0
    for piece in pieces:
        total += len(piece)
        kept = np.concatenate([kept, piece])
        if len(kept) >= FRAME:
            rows = _bands(kept)
            given += len(rows)
            yield rows
            kept = kept[len(rows) * HOP :]
    wanted = -(-total // HOP) - given
    if wanted > 0:
        short = (wanted - 1) * HOP + FRAME - len(kept)
        yield _bands(np.concatenate([kept, np.zeros(max(short, 0), np.float32)]))[:wanted]


def louder(bands: Bands) -> NDArray[np.float64]:
    """(N, bands) by how many dB each band is louder than in the frame before; 0 where it is softer."""
    loud = np.maximum(bands, bands.max(axis=0, initial=SILENCE_DB) - RANGE_DB)
    rises = np.maximum(np.diff(loud, axis=0, prepend=loud[:1]), 0.0)
    return rises.astype(np.float64)


def _gathered(pieces: Iterable[NDArray[np.int16]], least: int) -> Iterator[Mono]:
    """Stereo int16 (n, 2) as mono float32, in pieces of at least `least` samples but for the last."""
    waiting: list[Mono] = []
    count = 0
    for piece in pieces:
        waiting.append(piece.mean(axis=1, dtype=np.float32) / np.float32(-np.iinfo(np.int16).min))
        count += len(piece)
        if count >= least:
            yield np.concatenate(waiting)
            waiting, count = [], 0
    if waiting:
        yield np.concatenate(waiting)


def _lowpass() -> Mono:
    place = np.arange(-_HALF, _HALF + 1) / RATE_HZ
    taps = np.sinc(2 * _CUT_HZ * place) * np.blackman(2 * _HALF + 1)
    return (taps / taps.sum()).astype(np.float32)


_TAPS: Final = _lowpass()


def _lowered(samples: Mono) -> Mono:
    """Every _STEP-th sample of the filtered ones that have all their neighbours."""
    lowered: Mono = sliding_window_view(samples, len(_TAPS))[::_STEP] @ _TAPS
    return lowered


def _mel(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    mel: NDArray[np.float64] = 2595 * np.log10(1 + hz / 700)
    return mel


def _triangles() -> NDArray[np.float32]:
    """(FRAME // 2 + 1, BAND_COUNT) the share of each band in each frequency; neighbours overlap by half."""
    low, high = _mel(np.array([LOWEST_HZ, HIGHEST_HZ]))
    edges = np.linspace(low, high, BAND_COUNT + 2)
    place = _mel(np.fft.rfftfreq(FRAME, 1 / MONO_HZ))[:, None]
    rise = (place - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - place) / (edges[2:] - edges[1:-1])
    return np.clip(np.minimum(rise, fall), 0, None).astype(np.float32)


_WINDOW: Final = np.hanning(FRAME).astype(np.float32)
# so that a sine of full scale has 0 dB
_SHARES: Final = _triangles() / np.float32((_WINDOW**2).sum() * FRAME / 4)


def _bands(samples: Mono) -> Bands:
    """The bands of each whole frame in `samples`."""
    windows = sliding_window_view(samples, FRAME)[::HOP] * _WINDOW
    power = (np.abs(np.fft.rfft(windows, axis=1)) ** 2).astype(np.float32) @ _SHARES
    return (10 * np.log10(power + np.float32(10 ** (SILENCE_DB / 10)))).astype(np.float32)

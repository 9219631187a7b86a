"""The box's own sounds: beats of a count-in, a chime per repetition, answers to a press, a fanfare.

Struck bars and bells made of a few sine waves that die away, all in C major, so that they fit each other.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.effects import Effect
from device.media.sound import RATE_HZ
from device.tv.sound.mixer import REFERENCE

# A stroke begins within 2 ms: sharp, and without a click. Its end slopes away over 10 ms.
ATTACK: Final = RATE_HZ // 500
RELEASE: Final = RATE_HZ // 100
# Loudest sample of each, as a multiple of REFERENCE: short sounds need more to be heard.
PEAK: Final = 3.2

C5: Final = 523.25
E5: Final = 659.26
G5: Final = 783.99
C6: Final = 1046.5
E6: Final = 1318.51
G4: Final = 392.0
E4: Final = 329.63
# Overtones (multiple, share): a wooden bar, and a small bell.
BAR: Final = ((1.0, 1.0), (3.98, 0.25), (9.2, 0.06))
BELL: Final = ((1.0, 1.0), (2.0, 0.35), (3.01, 0.15), (4.17, 0.06))

Mono = NDArray[np.float32]


@cache
def rendered(effect: Effect) -> Mono:
    """The samples (n,) at RATE_HZ, in the range of int16."""
    return _MADE[effect]()


def _fanfare() -> Mono:
    """A rising chord, and a small crowd clapping."""
    notes = ((C5, 0.0), (E5, 0.13), (G5, 0.26), (C6, 0.39), (E6, 0.39), (G5, 0.39))
    fanfare = _row(notes, 1.9, 0.38)
    claps = _claps(len(fanfare))
    return fanfare / np.abs(fanfare).max() + 0.35 * claps / np.abs(claps).max()


def _stroke(
    pitch_hz: float, length_s: float, fading_s: float, overtones: Sequence[tuple[float, float]]
) -> Mono:
    """One struck tone: every overtone dies away the faster, the higher it is."""
    t = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    tone = np.zeros(len(t))
    for multiple, share in overtones:
        tone += (
            share * np.sin(2 * np.pi * pitch_hz * multiple * t) * np.exp(-t * np.sqrt(multiple) / fading_s)
        )
    return tone.astype(np.float32)


def _chord(
    pitches_hz: Sequence[float], length_s: float, fading_s: float, overtones: Sequence[tuple[float, float]]
) -> Mono:
    return np.sum([_stroke(pitch, length_s, fading_s, overtones) for pitch in pitches_hz], axis=0)


def _row(notes: Sequence[tuple[float, float]], length_s: float, fading_s: float) -> Mono:
    """Notes of (pitch, start) one after the other, in bells."""
    row = np.zeros(round(length_s * RATE_HZ), np.float32)
    for pitch_hz, start_s in notes:
        start = round(start_s * RATE_HZ)
        row[start:] += _edged(_stroke(pitch_hz, length_s, fading_s, BELL)[: len(row) - start])
    return row


def _claps(count: int) -> Mono:
    """A small crowd: bursts of noise, dense in the middle."""
    chance = np.random.default_rng(7)
    noise = np.convolve(chance.standard_normal(count), np.hanning(12) * (-1.0) ** np.arange(12), "same")
    claps = np.zeros(count, np.float32)
    length = RATE_HZ // 25
    burst = np.exp(-np.arange(length) / (0.006 * RATE_HZ))
    for start in (chance.beta(1.6, 1.8, 60) * (count - length)).astype(int):
        claps[start : start + length] += chance.uniform(0.4, 1) * burst * noise[start : start + length]
    return claps


def _finished(sound: Mono, loud: float = 1.0) -> Mono:
    """Without a click at either end, and as loud as it is to be."""
    sound = _edged(sound)
    return (sound * (loud * PEAK * REFERENCE / np.abs(sound).max())).astype(np.float32)


def _edged(sound: Mono) -> Mono:
    edged = sound.copy()
    edged[:ATTACK] *= np.linspace(0, 1, ATTACK, dtype=np.float32)
    edged[-RELEASE:] *= np.linspace(1, 0, RELEASE, dtype=np.float32)
    return edged


_MADE: Final[dict[Effect, Callable[[], Mono]]] = {
    Effect.BEAT: lambda: _finished(_stroke(G5, 0.16, 0.045, BAR)),
    Effect.GO: lambda: _finished(_chord((C6, E6), 0.42, 0.12, BAR)),
    Effect.CHIME: lambda: _finished(_chord((E6, 2 * G5), 0.45, 0.13, BELL), 0.6),
    Effect.MOVE: lambda: _finished(_stroke(C6, 0.05, 0.012, BAR), 0.4),
    Effect.CHOOSE: lambda: _finished(_row(((G5, 0.0), (C6, 0.07)), 0.22, 0.06), 0.6),
    Effect.REFUSED: lambda: _finished(_row(((G4, 0.0), (E4, 0.11)), 0.28, 0.07), 0.7),
    Effect.APPLAUSE: lambda: _finished(_fanfare()),
}

"""Hears where somebody speaks in a film's sound, by rules on its loudness; no words are recognised.

Speech rises and falls with its syllables, at 2 to 12 Hz and by more than the noise of a room; its voiced
sounds are low and its hissing ones high; and unlike a beat it does not repeat. A library that does it with a
network would bring a second runtime for networks, and what needs none mistakes music for speech.
"""

from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from device.media.listening import FRAMES_HZ, Listened

# Places of `Listened.bands`: those of a voice, and a low and a high part that differ between its sounds.
VOICE: Final = slice(4, 18)
LOW: Final = slice(3, 10)
HIGH: Final = slice(17, None)
# dB below the loudest within a second that count as silence: a room's echo and music in the background.
RANGE_DB: Final = 24.0
# Seconds: one syllable's core; the stress of a phrase; over which loudness varies; over which a beat repeats.
SYLLABLE_S: Final = 0.06
PHRASE_S: Final = 0.4
VARYING_S: Final = 3.0
BEAT_S: Final = 4.0
# The shortest and the longest time between two beats, s; 240 and 40 a minute.
BEAT_MIN_S: Final = 0.25
BEAT_MAX_S: Final = 1.5
# Limits between speech and other sound. Speech of seven made voices, in a room, with noise 20 dB and music
# 6 dB below it: syllables 4.1 to 7.2 dB, low against high 5 to 10 dB, repeating 0.2 to 0.7. Music of dances
# and noise of gyms: 0.3 to 4.8 dB, and up to 6.1 dB where it repeats by 0.4 to 1.3.
SYLLABLES_DB: Final = 4.3
COLOUR_DB: Final = 4.5
BEAT: Final = 0.62
# A sound that repeats has been another one in between: the correlation falls below this.
APART: Final = 0.2
# dB of full scale below which nothing is heard.
SILENT_DB: Final = -60.0

Array = NDArray[np.float64]


def heard(sound: Listened, rate_hz: float, count: int) -> Array:
    """(count,) at `rate_hz` from the first picture on: 1 for speech, -1 for other sound, 0 for silence."""
    power = 10 ** (sound.bands.astype(np.float64) / 10)
    loudness = _limited(power[:, VOICE])
    syllables = _mean(loudness, SYLLABLE_S) - _mean(loudness, PHRASE_S)
    rise = np.sqrt(_mean(syllables**2, VARYING_S))
    colour = _mean(_limited(power[:, LOW]) - _limited(power[:, HIGH]), SYLLABLE_S)
    change = np.sqrt(np.maximum(_mean(colour**2, VARYING_S) - _mean(colour, VARYING_S) ** 2, 0))
    speech = (rise > SYLLABLES_DB) & (change > COLOUR_DB) & (_mean(_beat(syllables), VARYING_S) < BEAT)
    kinds = np.where(
        speech, 1.0, np.where(_mean(sound.levels.astype(np.float64), 1.0) > SILENT_DB, -1.0, 0.0)
    )
    places = np.round(np.arange(count) / rate_hz * FRAMES_HZ).astype(np.int64)
    found = np.zeros(count)
    inside = places < len(kinds)
    found[inside] = kinds[places[inside]]
    return found


def _limited(power: Array) -> Array:
    """(N,) dB of the bands together, at most RANGE_DB below the loudest within a second."""
    level = 10 * np.log10(power.sum(axis=1))
    around = np.pad(level, FRAMES_HZ, mode="edge")
    loudest = sliding_window_view(around, 2 * FRAMES_HZ + 1).max(axis=1)
    return np.maximum(level, loudest - RANGE_DB)


def _mean(values: Array, seconds: float) -> Array:
    """The mean over `seconds` around each value; fewer at the ends."""
    half = round(seconds * FRAMES_HZ / 2)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    rows = np.arange(len(values))
    last, first = np.minimum(rows + half + 1, len(values)), np.maximum(rows - half, 0)
    mean: Array = (sums[last] - sums[first]) / (last - first)
    return mean


def _beat(syllables: Array) -> Array:
    """(N,) the best correlation of BEAT_S with itself one beat later, after it was another one in between."""
    best, least = np.full(len(syllables), -1.0), np.ones(len(syllables))
    whole = np.maximum(_mean(syllables**2, BEAT_S), 1e-9)
    for lag in range(2, min(round(BEAT_MAX_S * FRAMES_HZ), len(syllables) - 1), 2):
        later = np.pad(syllables[:-lag] * syllables[lag:], (0, lag))
        # the window holds fewer pairs than values
        alike = _mean(later, BEAT_S) / whole * BEAT_S / (BEAT_S - lag / FRAMES_HZ)
        if lag >= BEAT_MIN_S * FRAMES_HZ:
            best = np.where(least < APART, np.maximum(best, alike), best)
        least = np.minimum(least, alike)
    return best

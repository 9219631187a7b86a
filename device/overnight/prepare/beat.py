"""Finds whether a lesson moves to a beat, as a dance does, and how many beats a minute it has.

Two things must come together over most of the time in which the tutor moves: a pulse in the sound that lasts,
which speech does not have, and movements in many directions, where an exercise goes back and forth in one or
two. Repetitions over music are no dance: their beat is in the background. That steps fall on the beat is not
asked: in four of seven dances of real people the joints' speed was no stronger at the beat than beside it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.listening import FRAMES_HZ, Bands, Listened, louder
from scoring.body.directions import directions
from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack

# Sound and movement are looked at in windows, s: eight bars of slow music; and every half of one.
WINDOW_S: Final = 16.0
STEP_S: Final = 8.0
# What is shorter, s, has no beat that one could follow.
SHORTEST_S: Final = 5.0
# Beats a minute that are looked for, and the tempo (with a spread in octaves) about which people feel a beat:
# of 60, 120 and 240 that fit the same music it is 120.
SLOWEST_BPM: Final = 50.0
QUICKEST_BPM: Final = 200.0
USUAL_BPM: Final = 115.0
USUAL_OCTAVES: Final = 0.9
# A beat repeats after one, two, three and four of its times.
MULTIPLES: Final = (1, 2, 3, 4)
# How well the onsets repeat at least. Measured in windows: music 0.32 to 0.76, a metronome 0.83 and more;
# speech, gyms and steps at most 0.12.
PULSE_MIN: Final = 0.24
# In how many directions the lines move, at least. Measured in windows: seven clips of dances 3.0 to 8.4,
# but 2.2 to 2.6 in two windows; the mannequin's dance 3.0 to 4.2; exercises 1.1 to 2.8, but 3.0 to 3.3 in
# three windows.
DIRECTIONS_MIN: Final = 3.0
# The spread of the lines' directions, as a share of their length, below which a body rests or talks.
MOVES_MIN: Final = 0.15
# The share of windows with movement that must have both.
SHARE_MIN: Final = 0.5
# A louder moment counts up to this, dB: a clap is no better a beat than a drum. Slow changes are taken off.
ONSET_MAX_DB: Final = 20.0
SLOW_S: Final = 1.0
MOVEMENT_HZ: Final = 10.0
# Lines that are known for this share of a window count.
KNOWN_SHARE: Final = 0.5

Array = NDArray[np.float64]


def beat_of(sound: Listened | None, track: PoseTrack) -> float | None:
    """Beats a minute of a lesson that moves to a beat; None for others, and without sound."""
    if sound is None or not len(track) or min(sound.duration_s, float(track.times[-1])) < SHORTEST_S:
        return None
    moving, found = 0, []
    last_s = min(sound.duration_s, float(track.times[-1])) - SHORTEST_S
    for begin_s in np.arange(0.0, last_s + STEP_S, STEP_S):
        if begin_s and begin_s > last_s:
            break
        spread, count = _movement(_lines(track, begin_s))
        if spread < MOVES_MIN:
            continue
        moving += 1
        frames = slice(round(begin_s * FRAMES_HZ), round((begin_s + WINDOW_S) * FRAMES_HZ))
        strength, bpm = pulse(sound.bands[frames])
        if count >= DIRECTIONS_MIN and strength >= PULSE_MIN:
            found.append(bpm)
    return float(np.median(found)) if found and len(found) >= SHARE_MIN * moving else None


def pulse(bands: Bands) -> tuple[float, float]:
    """How well the onsets in (N, bands) repeat, 0 to about 1, and after how many a minute."""
    if len(bands) < SHORTEST_S * FRAMES_HZ:
        return 0.0, USUAL_BPM
    onsets = np.minimum(louder(bands), ONSET_MAX_DB).mean(axis=1)
    around = np.ones(round(SLOW_S * FRAMES_HZ))
    slow = np.convolve(onsets, around, "same") / np.convolve(np.ones(len(onsets)), around, "same")
    alike = _autocorrelation(onsets - slow)
    slowest, quickest = (60 * FRAMES_HZ / bpm for bpm in (SLOWEST_BPM, QUICKEST_BPM))
    # quarters of a frame: half a beat a minute
    lags = np.arange(quickest, slowest, 0.25)
    places = np.multiply.outer(np.array(MULTIPLES), lags)
    places = places[:, places[-1] < len(alike)]
    strength = np.interp(places, np.arange(len(alike)), alike).mean(axis=0)
    bpm = 60 * FRAMES_HZ / places[0]
    usual = np.exp(-((np.log2(bpm / USUAL_BPM) / USUAL_OCTAVES) ** 2) / 2)
    best = int((strength * usual).argmax())
    return float(max(strength[best], 0.0)), float(bpm[best])


def _autocorrelation(values: Array) -> Array:
    """(N / 2,) the correlation of values (N,) with themselves, later by 0, 1, 2... of them."""
    size = 1 << (2 * len(values)).bit_length()
    power = np.fft.irfft(np.abs(np.fft.rfft(values, size)) ** 2, size)[: len(values) // 2]
    pairs = len(values) - np.arange(len(power))
    whole = float(power[0]) / len(values) if len(power) else 0.0
    return power / pairs / whole if whole > 0 else np.zeros(len(power))


def _lines(track: PoseTrack, begin_s: float) -> Array:
    """(N, 32) how far each line goes to the right and down, as a share of its length, in one window."""
    even = resample(track, begin_s + grid(WINDOW_S, MOVEMENT_HZ))
    lines = directions(even.landmarks, even.visibility, even.world)
    return lines[:, :2].reshape(len(lines), -1).astype(np.float64)


def _movement(lines: Array) -> tuple[float, float]:
    """How far lines (N, C) spread (root of the mean variance), and in how many directions; 0 if unknown."""
    inside = lines[np.isfinite(lines).any(axis=1)]
    if len(inside) < SHORTEST_S * MOVEMENT_HZ:
        return 0.0, 0.0
    kept = inside[:, np.isfinite(inside).mean(axis=0) >= KNOWN_SHARE]
    whole = kept[np.isfinite(kept).all(axis=1)]
    if len(whole) < SHORTEST_S * MOVEMENT_HZ or not whole.shape[1]:
        return 0.0, 0.0
    variances = np.linalg.svd(whole - whole.mean(axis=0), compute_uv=False) ** 2
    if not variances.sum() > 0:
        return 0.0, 0.0
    spread = np.sqrt(variances.sum() / len(whole) / whole.shape[1])
    return float(spread), float(variances.sum() ** 2 / (variances**2).sum())

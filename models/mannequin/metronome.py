"""The sound of a script: a click per beat, and a higher one where a repetition begins."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.movements import MOVEMENTS
from models.mannequin.script import Script

RATE_HZ: Final = 48_000
_CLICK_S: Final = 0.06
_BEAT_HZ: Final = 880.0
_ACCENT_HZ: Final = 1_320.0
_BEAT_LEVEL: Final = 0.22
_ACCENT_LEVEL: Final = 0.45


def beats(script: Script) -> tuple[list[float], list[float]]:
    """The times in s of the plain clicks, and of the accents at which repetitions begin."""
    accents: list[float] = []
    start = 0.0
    for step in script.timeline:
        ready = start + script.enter_s(step)
        each = script.repetition_s(step)
        if MOVEMENTS[step.movement].kind == "exercise":
            accents += [ready + number * each for number in range(step.repetitions)]
        start = ready + each * step.repetitions
    plain = np.arange(0.0, script.duration_s, script.beat_s)
    near = script.beat_s / 4
    taken = np.array(accents)
    quiet = [float(t) for t in plain if len(taken) == 0 or np.abs(taken - t).min() > near]
    return quiet, accents


def metronome(script: Script) -> NDArray[np.float32]:
    """The sound track (N, 2) float32 of a script at RATE_HZ."""
    track = np.zeros(int(np.ceil(script.duration_s * RATE_HZ)), np.float32)
    time = np.arange(int(_CLICK_S * RATE_HZ)) / RATE_HZ
    fade = np.exp(-time / 0.012) * np.minimum(1.0, time / 0.001)
    for moments, pitch, level in zip(
        beats(script), (_BEAT_HZ, _ACCENT_HZ), (_BEAT_LEVEL, _ACCENT_LEVEL), strict=True
    ):
        click = (level * fade * np.sin(2 * np.pi * pitch * time)).astype(np.float32)
        for moment in moments:
            at = int(moment * RATE_HZ)
            room = min(len(click), len(track) - at)
            if room > 0:
                track[at : at + room] += click[:room]
    return np.repeat(track[:, None], 2, axis=1)

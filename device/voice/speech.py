"""Speaks one sentence to samples, with espeak-ng, which runs offline.

Evens out the loudness; voice and speed of each language are in its language.toml.
"""

import shutil
import subprocess
from fractions import Fraction
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

from device.media.sound import RATE_HZ
from device.words.languages import DESCRIBED

PROGRAM: Final = "espeak-ng"
TIMEOUT_S: Final = 10.0
# Speech is made as loud as this, a little above what films are mixed at (-20 dB of full scale).
LOUD: Final = 0.12 * 32768
PEAK: Final = 30_000
# Quieter than this at either end is silence.
SILENT: Final = 200
HEADER: Final = 44

Spoken = NDArray[np.int16]


class SpeechError(RuntimeError):
    """The program is missing or does not speak this."""


def spoken(text: str, language: str) -> Spoken:
    """The samples (n,) int16 at RATE_HZ. Raises SpeechError."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise SpeechError(f"{PROGRAM} is not installed")
    voice, pace = DESCRIBED[language].voice, DESCRIBED[language].words_per_minute
    command = [program, "-v", voice, "-s", str(pace), "-b", "1", "--stdin", "--stdout"]
    nice = shutil.which("nice")
    if nice is not None:  # speech must never delay the match
        command = [nice, "-n", "19", *command]
    try:
        done = subprocess.run(  # noqa: S603 - the program is fixed, the sentence goes to stdin
            command, input=text.encode(), capture_output=True, timeout=TIMEOUT_S, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SpeechError(f"{PROGRAM} could not speak: {error}") from error
    rate = int.from_bytes(done.stdout[24:28], "little")
    samples = np.frombuffer(done.stdout[HEADER : len(done.stdout) // 2 * 2], np.int16)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > SILENT)
    if rate == 0 or len(loud) == 0:
        raise SpeechError(f"{PROGRAM} said nothing")
    return _even(_resampled(samples[loud[0] : loud[-1] + 1], rate))


def _resampled(samples: Spoken, rate: int) -> Spoken:
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    pieces = [piece for given in (frame, None) for piece in resampler.resample(given)]
    return np.concatenate([piece.to_ndarray().reshape(-1) for piece in pieces])


def _even(samples: Spoken) -> Spoken:
    """As loud as every other sentence."""
    wide = samples.astype(np.float64)
    factor = min(LOUD / np.sqrt(np.mean(wide**2)), PEAK / np.abs(wide).max())
    return np.rint(wide * factor).astype(np.int16)

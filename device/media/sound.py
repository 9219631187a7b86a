"""A video file's sound as samples that the mixer and the recorder take: 48 kHz, stereo, 16 bit.

The first sample belongs to the first picture, so picture and sound start together.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from device.media.video import opened

RATE_HZ: Final = 48_000
CHANNELS: Final = 2
# Longer lessons than this do not fit into memory as samples (an hour is 690 MB).
LENGTH_MAX_S: Final = 3600.0
# Less than this between two pieces of sound is rounding; more is a piece that is not there.
GAP_MIN_S: Final = 0.03


def read_sound(path: Path) -> NDArray[np.int16] | None:
    """All sound as (N, 2) int16 at RATE_HZ, from the time of the first picture; None when there is none.

    Raises NotAVideoError when the file cannot be opened. A broken packet is passed over.
    """
    with opened(path) as container:
        if not container.streams.audio:
            return None
        stream = container.streams.audio[0]
        start_s = _start_s(container)
        placed = _Placed()
        resampler, form = _resampler(), None
        for frame in _decoded(container, stream):
            if form not in (None, (frame.format.name, frame.layout.name, frame.sample_rate)):
                resampler = _resampler()  # the sound changed its form half-way
            form = (frame.format.name, frame.layout.name, frame.sample_rate)
            if frame.time is not None and not placed.skip_to(float(frame.time) - start_s):
                break
            placed.add(resampler.resample(frame))
        if form is None:
            return None
        placed.add(resampler.resample(None))
    return placed.samples()


class _Placed:
    """Samples in a row, with silence where the file has none."""

    def __init__(self) -> None:
        self._parts: list[NDArray[np.int16]] = []
        self._count = 0
        self._cut = 0

    def skip_to(self, time_s: float) -> bool:
        """The next samples belong to `time_s`; False when that is beyond the longest lesson."""
        missing = round(time_s * RATE_HZ) - self._count
        if not self._parts and missing < 0:
            self._cut = -missing
        elif missing > GAP_MIN_S * RATE_HZ:
            if time_s > LENGTH_MAX_S:
                return False
            self._append(np.zeros((missing, CHANNELS), np.int16))
        return time_s <= LENGTH_MAX_S

    def add(self, pieces: list[av.AudioFrame]) -> None:
        for piece in pieces:
            self._append(piece.to_ndarray().reshape(-1, CHANNELS))

    def samples(self) -> NDArray[np.int16]:
        return np.concatenate(self._parts)[self._cut :]

    def _append(self, part: NDArray[np.int16]) -> None:
        self._parts.append(part)
        self._count += len(part)
        if len(self._parts) == 1:
            self._count -= self._cut


def _resampler() -> av.AudioResampler:
    return av.AudioResampler(format="s16", layout="stereo", rate=RATE_HZ)


def _decoded(container: InputContainer, stream: AudioStream) -> Iterator[av.AudioFrame]:
    """Decoded pieces of sound; a broken packet is passed over."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            decoded = packet.decode() if packet is not None else []
        except av.error.EOFError:
            return
        except av.error.FFmpegError:
            continue
        if packet is None:
            return
        yield from decoded


def _start_s(container: InputContainer) -> float:
    """When the first picture is shown, in seconds of the container."""
    if not container.streams.video:
        return 0.0
    stream = container.streams.video[0]
    if stream.start_time is None or stream.time_base is None:
        return 0.0
    return float(stream.start_time * stream.time_base)

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


def read_sound(path: Path) -> NDArray[np.int16] | None:
    """All sound as (N, 2) int16 at RATE_HZ, from the time of the first picture; None when there is none.

    Raises NotAVideoError when the file cannot be opened. A broken packet is passed over.
    """
    with opened(path) as container:
        if not container.streams.audio:
            return None
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE_HZ)
        parts: list[NDArray[np.int16]] = []
        first_s = 0.0
        for frame in _decoded(container, stream):
            if not parts:
                first_s = float(frame.time or 0.0)
            parts += [piece.to_ndarray().reshape(-1, CHANNELS) for piece in resampler.resample(frame)]
            if float(frame.time or 0.0) > LENGTH_MAX_S:
                break
        if not parts:
            return None
        parts += [piece.to_ndarray().reshape(-1, CHANNELS) for piece in resampler.resample(None)]
        lead = round((first_s - _start_s(container)) * RATE_HZ)
    samples = np.concatenate(parts)
    if lead > 0:
        return np.concatenate([np.zeros((lead, CHANNELS), np.int16), samples])
    return samples[-lead:]


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

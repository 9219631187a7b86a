"""A film's sound on its way into a rendition, block by block: an hour of it never lies in memory.

Decides what the box plays: 48 kHz stereo, starting with the first picture, silence where the file has a hole.
The whole sound as one array, for the mixer, is read by `sound`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from device.media.contents import opened_film
from device.media.sound import CHANNELS, GAP_MIN_S, RATE_HZ

# AAC takes sound in blocks of this.
BLOCK: Final = 1024
Samples = NDArray[np.float32]


def sound_blocks(path: Path, start_s: float, length_s: float) -> Iterator[Samples]:
    """Blocks (2, BLOCK) float32 in -1..1 from `start_s` of the file on, for `length_s`; the last one shorter.

    Ends where the sound ends. What cannot be decoded becomes silence; a file without sound gives nothing.
    """
    waiting: list[Samples] = []
    count = 0
    for part in _placed(path, start_s, length_s):
        waiting.append(part)
        count += part.shape[1]
        if count >= BLOCK:
            joined = np.concatenate(waiting, axis=1)
            whole = count - count % BLOCK
            for begin in range(0, whole, BLOCK):
                yield joined[:, begin : begin + BLOCK]
            waiting, count = [joined[:, whole:]], count - whole
    if count:
        yield np.concatenate(waiting, axis=1)


def _placed(path: Path, start_s: float, length_s: float) -> Iterator[Samples]:
    """Samples one after the other, cut to begin at start_s and to last length_s."""
    end = round(length_s * RATE_HZ)
    place = 0
    for time_s, samples in _resampled(path):
        at = place if time_s is None else round((time_s - start_s) * RATE_HZ)
        part = samples
        if at < 0:
            part, at = part[:, -at:], 0
        gap = min(at, end) - place
        if gap > GAP_MIN_S * RATE_HZ:
            # a second at a time: a broken time may lie an hour ahead
            for begin in range(0, gap, RATE_HZ):
                yield np.zeros((CHANNELS, min(RATE_HZ, gap - begin)), np.float32)
            place += gap
        part = part[:, : max(end - place, 0)]
        if part.shape[1]:
            yield part
            place += part.shape[1]
        if place >= end:
            return


def _resampled(path: Path) -> Iterator[tuple[float | None, Samples]]:
    with opened_film(path) as (container, _):
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        resampler, form = _resampler(), None
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets, None)
                frames = packet.decode() if packet is not None else []
            except av.error.EOFError:
                return
            except (av.error.FFmpegError, ValueError):
                continue
            if packet is None:
                return
            for frame in frames:
                now = (frame.format.name, frame.layout.name, frame.sample_rate)
                if form not in (None, now):
                    resampler = _resampler()  # the sound changed its form half-way
                form = now
                time_s = None if frame.time is None else float(frame.time)
                try:
                    pieces = resampler.resample(frame)
                except (av.error.FFmpegError, ValueError):
                    continue
                for piece in pieces:
                    yield time_s, np.clip(np.nan_to_num(piece.to_ndarray()), -1, 1)
                    time_s = None


def _resampler() -> av.AudioResampler:
    return av.AudioResampler(format="fltp", layout="stereo", rate=RATE_HZ)

"""Changes the speed of sound without its pitch, piece by piece, by FFmpeg's filter atempo.

atempo's output is half a window ahead of its input; this is compensated, so that sound stays in step with the
picture.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Final

import av
import av.filter
import numpy as np

from device.media.graphs import pulled
from device.media.sound import CHANNELS, RATE_HZ, Sound

# Samples in atempo's window: the power of two above 1/24 s.
WINDOW: Final = 1 << (RATE_HZ // 24 - 1).bit_length()
# Samples of silence put before the sound and cut off again: atempo places its first windows differently.
BEFORE: Final = 2 * WINDOW
# Below 0.5 one atempo filter drops samples.
RATE_MIN: Final = 0.5
RATE_MAX: Final = 2.0


def stretched(pieces: Iterator[Sound], rate: float) -> Iterator[Sound]:
    """The same sound (n, 2) int16 at `rate` of its speed. Raises ValueError beyond RATE_MIN and RATE_MAX."""
    if not RATE_MIN <= rate <= RATE_MAX:
        raise ValueError(f"sound is played {RATE_MIN} to {RATE_MAX} times as fast, not {rate}")
    return pieces if rate == 1 else _stretched(pieces, rate)


def _stretched(pieces: Iterator[Sound], rate: float) -> Iterator[Sound]:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=RATE_HZ, format="s16", layout="stereo", time_base=Fraction(1, RATE_HZ)
    )
    tempo, sink = graph.add("atempo", str(rate)), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    before, after = (np.zeros((count, CHANNELS), np.int16) for count in (BEFORE, WINDOW // 2))
    taken = 0

    def counted() -> Iterator[Sound]:
        nonlocal taken
        for piece in pieces:
            taken += len(piece)
            yield piece

    given = -round((BEFORE - WINDOW // 2) / rate)
    for sound in _filtered(chain((before,), counted(), (after,)), graph):
        part = sound[max(-given, 0) : max(round(taken / rate) - given, 0)]
        given += len(sound)
        if len(part):
            yield part


def _filtered(pieces: Iterator[Sound], graph: av.filter.Graph) -> Iterator[Sound]:
    time = 0
    for piece in pieces:
        frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, time, Fraction(1, RATE_HZ)
        time += len(piece)
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _pulled(graph: av.filter.Graph) -> Iterator[Sound]:
    """The sound that is ready at the graph's end."""
    for frame in pulled(graph):
        yield np.asarray(frame.to_ndarray(), np.int16).reshape(-1, CHANNELS)

"""Decodes a film's sound in blocks for the AAC encoder of a rendition: 48 kHz stereo, gaps as silence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.chosen import sound_track
from device.media.clock import on_timeline
from device.media.contents import opened_film
from device.media.sound import RATE_HZ, decoded, placed
from device.media.timeline import RIGHT, Timeline

# Samples in an AAC frame.
BLOCK: Final = 1024
Samples = NDArray[np.float32]


def sound_blocks(
    path: Path, start_s: float, length_s: float, timeline: Timeline = RIGHT
) -> Iterator[Samples]:
    """Blocks (2, BLOCK) float32 in -1..1 from `start_s` of the film on, for `length_s`; the last is shorter.

    timeline: the picture's, on which start_s lies. Ends with the sound. What cannot be decoded becomes
    silence; empty for a file without sound.
    """
    waiting: list[Samples] = []
    count = 0
    for part in _sane(path, start_s, length_s, timeline):
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


def _sane(path: Path, start_s: float, length_s: float, timeline: Timeline) -> Iterator[Samples]:
    with opened_film(path) as (container, _):
        stream = sound_track(container)
        if stream is None:
            return
        pieces = on_timeline(decoded(container, stream, "fltp"), timeline, RATE_HZ)
        for part in placed(pieces, start_s, length_s):
            yield np.clip(np.nan_to_num(part), -1, 1)

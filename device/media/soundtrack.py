"""A film's sound on its way into a rendition, block by block: an hour of it never lies in memory.

Decides what the box plays: 48 kHz stereo, starting with the first picture, silence where the file has a hole.
Where a sample belongs, and reading sound in an evening, is in `sound`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.contents import opened_film
from device.media.sound import decoded, placed

# AAC takes sound in blocks of this.
BLOCK: Final = 1024
Samples = NDArray[np.float32]


def sound_blocks(path: Path, start_s: float, length_s: float) -> Iterator[Samples]:
    """Blocks (2, BLOCK) float32 in -1..1 from `start_s` of the file on, for `length_s`; the last one shorter.

    Ends where the sound ends. What cannot be decoded becomes silence; a file without sound gives nothing.
    """
    waiting: list[Samples] = []
    count = 0
    for part in _sane(path, start_s, length_s):
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


def _sane(path: Path, start_s: float, length_s: float) -> Iterator[Samples]:
    with opened_film(path) as (container, _):
        if not container.streams.audio:
            return
        pieces = decoded(container, container.streams.audio[0], "fltp")
        for part in placed(pieces, start_s, length_s):
            yield np.clip(np.nan_to_num(part), -1, 1)

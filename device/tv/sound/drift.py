"""How far the lesson's sound is from its picture, and how that is corrected.

Decides between nothing (close enough), bending (a few samples more or fewer in each block, inaudible) and a
jump (the error would be noticed). The card takes samples one buffer at a time and threads are late now and
then, so measurements are averaged.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from device.media.sound import RATE_HZ, Sound

# Sound 45 ms early or 125 ms late is noticed (ITU-R BT.1359); this is caught at once.
JUMP_S: Final = 0.03
# Measurements in a row before a jump: one late thread is no reason to jump.
SURE: Final = 3
# Bending begins above the first and ends below the second.
BEND_FROM_S: Final = 0.003
BEND_TO_S: Final = 0.0005
# 5 cents of pitch: a tenth of a semitone is where trained ears begin to hear a change.
BEND_MAX: Final = 0.003
AVERAGE_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class DriftCorrection:
    """jump_s: leave out this much (positive: the sound is late), or wait; bend: extra samples to play."""

    jump_s: float = 0.0
    bend: int = 0


NOTHING: Final = DriftCorrection()


class Drift:
    """Measures one run of the sound: make another one after each start."""

    def __init__(self) -> None:
        """Nothing measured yet."""
        self._late_s = 0.0
        self._far = 0
        self._bending = False

    def see(self, late_s: float, count: int, *, sure: bool) -> DriftCorrection:
        """The sound is `late_s` behind its picture as `count` samples are due; `sure`: jump if in doubt."""
        self._far = self._far + 1 if abs(late_s) > JUMP_S else 0
        if self._far >= SURE or (sure and abs(late_s) > BEND_TO_S):
            self._late_s, self._far, self._bending = 0.0, 0, False
            return DriftCorrection(jump_s=late_s)
        weight = min(count / RATE_HZ / AVERAGE_S, 1.0)
        self._late_s += weight * (min(max(late_s, -JUMP_S), JUMP_S) - self._late_s)
        self._bending = abs(self._late_s) > (BEND_TO_S if self._bending else BEND_FROM_S)
        if not self._bending:
            return NOTHING
        most = min(count * BEND_MAX, abs(self._late_s) * RATE_HZ)
        bend = int(np.copysign(most, self._late_s))
        # a correction shows in the measurements only once it is heard
        self._late_s -= bend / RATE_HZ
        return DriftCorrection(bend=bend)


def bent(sound: Sound, count: int) -> Sound:
    """`sound` (n, 2) spread over `count` samples, by cubic interpolation between four neighbours."""
    if len(sound) == count or len(sound) == 0:
        return sound
    place = np.arange(count) * (len(sound) / count)
    before = place.astype(np.int64)
    t = (place - before).astype(np.float32)[:, None]
    # the last place is so close to a sample that its neighbours beyond the end hardly count
    padded = np.pad(sound, ((1, 2), (0, 0)), mode="edge").astype(np.float32)
    a, b, c, d = (padded[before + step] for step in range(4))
    # Catmull-Rom
    value = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    return np.clip(np.rint(value), -32768, 32767).astype(np.int16)

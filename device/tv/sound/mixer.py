"""Mixes effects and speech over the lesson.

The lesson becomes quieter while something else is heard, and speech and effects are as loud as the lesson
was. What is mixed but not yet played can be mixed again, so an effect is heard at once although a good part
of a second was prepared.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.sound import CHANNELS, RATE_HZ, Sound

# While something is said or an effect plays, the lesson is so loud (-9 dB): speech stands out, music goes on.
DUCKED: Final = 0.35
DOWN_S: Final = 0.06
UP_S: Final = 0.3
# As loud as this an effect is made (-20 dB of full scale, where films are mixed).
REFERENCE: Final = 0.1 * 32768
# Effects stay audible over a quiet lesson, and do not startle over a loud one.
LEVEL_MIN: Final = 0.6
LEVEL_MAX: Final = 1.5
# The lesson's loudness is that of its last seconds; below -50 dB is a pause in it.
LEVEL_S: Final = 4.0
PAUSE: Final = 0.003 * 32768
# Most that is ever mixed anew.
KEPT: Final = RATE_HZ // 5
LOUDNESS_SLOPE: Final = RATE_HZ // 50

Mono = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Over:
    """Something over the lesson, from a sample on."""

    start: int
    sound: Mono
    level: float
    speech: bool

    @property
    def end(self) -> int:
        return self.start + len(self.sound)


class Mixer:
    """Mixes block after block. Used in the sound's thread."""

    def __init__(self) -> None:
        """Silence so far."""
        self._now = 0
        self._over: list[_Over] = []
        self._dry = np.zeros((0, CHANNELS), np.int16)
        self._ducks = np.zeros(0, np.float32)
        self._duck = 1.0
        self.gain: float | None = None
        self._power = REFERENCE**2

    @property
    def speaking(self) -> bool:
        """Whether speech is not all mixed yet."""
        return any(over.speech and over.end > self._now for over in self._over)

    @property
    def idle(self) -> bool:
        """Whether nothing is left to be heard over the lesson, and the lesson is back where it was."""
        return self._duck == 1.0 and all(over.end <= self._now for over in self._over)

    def start(self, sound: Mono, *, speech: bool = False) -> None:
        """Let `sound` (n,) in samples of int16's size be heard over the lesson from what is mixed next on."""
        level = float(np.clip(np.sqrt(self._power) / REFERENCE, LEVEL_MIN, LEVEL_MAX))
        self._over.append(_Over(self._now, sound, level, speech))

    def mix(self, lesson: Sound, gain: float) -> Sound:
        """The lesson with everything over it, (n, 2) int16 like `lesson`; gain: of the whole."""
        count = len(lesson)
        self._over = [over for over in self._over if over.end > self._now - KEPT]
        duck = self._curve(count)
        self._keep(lesson, duck)
        loud = self._slope(count, gain)
        over = [each for each in self._over if each.start < self._now + count and each.end > self._now]
        if not over and isinstance(loud, float) and duck.min() == duck.max():
            factor = loud * float(duck[0]) if count else loud
            mixed = lesson if factor == 1 else lesson * np.float32(factor)
        else:
            mixed = lesson * (duck * loud)[:, None]
            for each in over:
                begin, end = max(each.start, self._now), min(each.end, self._now + count)
                part = each.sound[begin - each.start : end - each.start] * np.float32(each.level)
                mixed[begin - self._now : end - self._now] += part[:, None] * _part(
                    loud, begin - self._now, end - self._now
                )
        self._now += count
        return lesson if mixed is lesson else np.clip(mixed, -32768, 32767).astype(np.int16)

    def rewind(self, count: int) -> Sound:
        """Take back the last `count` samples; returns the lesson's part of them, to be mixed again."""
        count = min(count, len(self._dry))
        cut = len(self._dry) - count
        lesson = self._dry[cut:]
        self._duck = float(self._ducks[cut - 1]) if cut else 1.0
        self._dry, self._ducks = self._dry[:cut], self._ducks[:cut]
        self._now -= count
        return lesson

    def _keep(self, lesson: Sound, duck: Mono) -> None:
        self._dry = np.concatenate((self._dry, lesson))[-KEPT:]
        self._ducks = np.concatenate((self._ducks, duck))[-KEPT:]
        if len(lesson):
            flat = lesson[::4, 0].astype(np.float32)
            power = float(flat @ flat) / len(flat)
            if power > PAUSE**2:
                weight = min(len(lesson) / (LEVEL_S * RATE_HZ), 1.0)
                self._power += weight * (power - self._power)

    def _curve(self, count: int) -> Mono:
        """The lesson's share (count,): it falls and rises at a steady pace."""
        curve = np.empty(count, np.float32)
        edges = {each.start - self._now for each in self._over} | {
            each.end - self._now for each in self._over
        }
        cuts = [0, *sorted(edge for edge in edges if 0 < edge < count), count]
        for begin, end in pairwise(cuts):
            at = self._now + begin
            down = any(each.start <= at < each.end for each in self._over)
            step = (DUCKED - 1) / (DOWN_S * RATE_HZ) if down else (1 - DUCKED) / (UP_S * RATE_HZ)
            if self._duck == (DUCKED if down else 1.0):
                curve[begin:end] = self._duck
            else:
                curve[begin:end] = np.clip(self._duck + step * np.arange(1, end - begin + 1), DUCKED, 1.0)
                self._duck = max(float(curve[end - 1]), DUCKED)  # not float32's 0.35, which is less
        return curve

    def _slope(self, count: int, gain: float) -> float | Mono:
        """The gain of everything: one number, or (count,) on the way to another."""
        before, self.gain = self.gain, gain
        if before is None or before == gain or count == 0:
            return gain
        way = np.full(count, gain, np.float32)
        slope = min(count, LOUDNESS_SLOPE)
        way[:slope] = np.linspace(before, gain, slope)
        return way


def _part(loud: float | Mono, begin: int, end: int) -> NDArray[np.float32] | np.float32:
    return np.float32(loud) if isinstance(loud, float) else loud[begin:end, None]

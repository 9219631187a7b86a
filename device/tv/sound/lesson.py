"""The lesson's sound, in step with the lesson's clock whatever the sound card's own clock does.

Gives the sample that belongs to the time at which it will be heard. That covers a start in the middle, a late
decoder, a pause, another speed, and a card that runs too fast. `drift` decides how an error is corrected.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.sound import CHANNELS, RATE_HZ, Sound
from device.ports import Clock
from device.tv.sound.ahead import Ahead
from device.tv.sound.drift import Drift, bent

# Samples of a slope that keeps sound from clicking where it begins, ends or jumps.
SLOPE: Final = RATE_HZ // 400
UP: Final = (np.arange(1, SLOPE + 1) / SLOPE)[:, None]
DOWN: Final = UP[::-1]
# Further away than this, the file is sought instead of decoded: after a card was off for long.
SEEK: Final = 3 * RATE_HZ


@dataclass(frozen=True, slots=True)
class _Plan:
    """The moment since_s of the clock is offset_s of the lesson, which runs at `rate` from there on."""

    offset_s: float
    rate: float
    since_s: float

    def lesson_s(self, now_s: float) -> float:
        return self.offset_s + (now_s - self.since_s) * self.rate


class LessonSound:
    """A `Speaker`; the sound's thread asks it for what comes next."""

    def __init__(
        self,
        clock: Clock,
        source: Callable[[float, float], Iterator[Sound]],
        changed: Callable[[], None],
        closing: Callable[[], None],
        *,
        patient: bool = False,
    ) -> None:
        """source: the sound from an offset (s) on at a rate, called in the decoder's thread; changed: called
        when something else is to be heard from now on; closing: closes the source, called when its thread has
        ended; patient: wait for the decoder.
        """
        self._clock = clock
        self._source = source
        self._changed = changed
        self._closing = closing
        self._lock = threading.Lock()
        self._plan: _Plan | None = None
        self._ahead = Ahead(patient=patient)
        # the sound's thread alone has these
        self._followed: _Plan | None = None
        self._place_s = 0.0
        self._drift = Drift()
        self._last = np.zeros(CHANNELS)
        self._broken = True

    def play(self, offset_s: float, rate: float = 1.0) -> None:
        """Play from `offset_s` of the lesson on, at `rate`; silent up to 0."""
        begin_s = max(offset_s, 0.0)
        with self._lock:
            self._plan = _Plan(offset_s, rate, self._clock.now())
            self._ahead.begin(lambda: self._source(begin_s, rate))
        self._changed()

    def stop(self) -> None:
        """Stop; safe to call twice."""
        with self._lock:
            if self._plan is None:
                return
            self._plan = None
            self._ahead.forget()
        self._changed()

    def close(self) -> None:
        """Stop, and end the decoder; safe to call twice."""
        self.stop()
        self._ahead.close()
        self._closing()

    @property
    def playing(self) -> bool:
        """Whether it is to be heard."""
        return self._plan is not None

    @property
    def starting(self) -> bool:
        """Whether it is to be heard, and waits for its decoder."""
        plan = self._plan
        return plan is not None and (plan is not self._followed or (self._broken and not self._ahead.over))

    def next(self, count: int, heard_in_s: float, *, starved: bool) -> Sound:
        """The next `count` samples (count, 2), the first of which is heard in `heard_in_s` from now.

        starved: the card has nothing left, so what was handed out before is over.
        """
        with self._lock:
            plan = self._plan
            if plan is None:
                return np.zeros((count, CHANNELS), np.int16)
            if plan is not self._followed:
                self._followed, self._drift = plan, Drift()
                self._place_s = max(plan.offset_s, 0.0)
                self._last, self._broken = np.zeros(CHANNELS), True
            return self._due(plan, count, heard_in_s, sure=self._broken or starved)

    def _due(self, plan: _Plan, count: int, heard_in_s: float, *, sure: bool) -> Sound:
        wanted_s = plan.lesson_s(self._clock.now() + heard_in_s)
        correction = self._drift.see((wanted_s - self._place_s) / plan.rate, count, sure=sure)
        gap = 0
        if correction.jump_s:
            self._broken = True
            gap = self._jump(plan, wanted_s, round(correction.jump_s * RATE_HZ), count)
        material = self._taken(plan, count - gap + correction.bend)
        if correction.bend and len(material) == count + correction.bend:
            material = bent(material, count)
        return self._joined(material, gap, count)

    def _jump(self, plan: _Plan, wanted_s: float, late: int, count: int) -> int:
        """Leave out `late` samples, or wait that long; how many of the next `count` are silent."""
        if late < 0:
            return min(-late, count)
        if self._ahead.over:
            return count
        if late > SEEK:
            self._place_s = max(wanted_s, 0.0)
            begin_s = self._place_s
            self._ahead.begin(lambda: self._source(begin_s, plan.rate))
            return count
        while late > 0:
            left_out = len(self._taken(plan, late))
            late -= left_out
            if left_out == 0:
                return count  # the decoder has not come that far yet
        return 0

    def _taken(self, plan: _Plan, count: int) -> Sound:
        sound = self._ahead.take(count)
        self._place_s += len(sound) * plan.rate / RATE_HZ
        return sound

    def _joined(self, material: Sound, gap: int, count: int) -> Sound:
        """`count` samples: a gap, the material, silence; with a slope wherever one breaks off or begins."""
        out = np.zeros((count, CHANNELS), np.int16)
        end = gap + len(material)
        out[gap:end] = material
        if self._broken:
            rising = out[gap : min(gap + SLOPE, end)]
            rising[:] = rising * UP[: len(rising)]
            _fade_from(self._last, out)
        if len(material):
            self._broken = end < count
            _fade_from(out[end - 1].astype(float), out[end:])
        self._last = out[-1].astype(float)
        return out


def _fade_from(value: NDArray[np.float64], sound: Sound) -> None:
    """Let the value (2,) of a sample that is not followed up fall to nothing, over what begins there."""
    over = sound[:SLOPE]
    over[:] = np.clip(over + value * DOWN[: len(over)], -32768, 32767)

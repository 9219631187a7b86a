"""Follows the depth of one line and finds what goes out and comes back on it: swings.

A swing begins in the start posture, reaches a far end and is over when most of the way back is done. Nothing
has to be repeated for it: the first one is found like the tenth.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import numpy as np

from scoring.scorer import SAMPLE_RATE_HZ

# A swing has begun once the depth rose by so much. Chosen, not measured: a swing of MIN (`followed`) has to
# begin before its end. The noise of `as_seen` on a body that stands still exceeds it in 6 of 10 seconds, so
# what has begun is no repetition yet.
BEGUN: Final = 0.2
# A swing is over when this share of its way out is left, its edges are where this share is passed. A film may
# end when ENDED_SHARE of the way back is done.
LEFT_SHARE: Final = 0.25
ENDED_SHARE: Final = 0.35
EDGE_SHARE: Final = 0.1
# Who came back by at least HALF_SHARE and goes out again by AGAIN_SHARE, or stays there for REST_S within
# REST_SHARE, has ended a swing in another posture than it began.
HALF_SHARE: Final = 0.5
AGAIN_SHARE: Final = 0.3
REST_S: Final = 0.7
REST_SHARE: Final = 0.1
# The start posture is the lowest depth of so many seconds; who stays at the far end for longer than STAY_S
# starts from there.
START_S: Final = 3.0
STAY_S: Final = 8.0
# A set may start at its far end, as a deadlift does on the floor: the depth there. Where it may as well be
# the middle of a repetition, it is held there for FAR_START_S within REST_SHARE.
FAR_START: Final = 0.6
FAR_START_S: Final = 0.3
# Depths kept.
_MEMORY: Final = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Samples at which it began, reached its far end (first and last sample near it) and was over.

    amplitude: the lesser of its way out and back, in shares of the reference's; far: whether it went from the
    far end to the start posture and back.
    """

    begin: int
    first: int
    bottom: int
    last: int
    end: int
    amplitude: float
    far: bool = False

    @property
    def seconds(self) -> float:
        """How long it took, s."""
        return (self.end - self.begin) / SAMPLE_RATE_HZ


class _Mode(Enum):
    FRESH = auto()  # nothing is known of the start posture
    HOME = auto()
    OUT = auto()


class Follower:
    """Per person and line, from samples at SAMPLE_RATE_HZ."""

    def __init__(self, sample: int = 0, *, begun: float = BEGUN, midway: bool = False) -> None:
        """sample: the number of the first one that will be pushed; begun: the rise with which a swing begins;
        midway: whether the first sample may be in the middle of a repetition.
        """
        self._begun = begun
        self._far_start = FAR_START_S * SAMPLE_RATE_HZ if midway else 1.0
        self._line: list[float] = []
        self._first = sample
        self._sign = 1.0
        self.restart()

    def restart(self) -> None:
        """Forget the running swing: the next depth is of another moment (a cut, somebody else)."""
        self._mode = _Mode.FRESH
        self._from = self._first + len(self._line)
        self._low = self._high = self._from

    @property
    def depth(self) -> float | None:
        """How far the running swing went from its start posture; None before anything was seen."""
        if self._mode is _Mode.FRESH or not self._line:
            return None
        return max(0.0, self._line[-1] - self._at(self._low))

    @property
    def running(self) -> bool:
        """Whether a swing has begun."""
        return self._mode is _Mode.OUT

    def skip(self) -> None:
        """A sample without a depth while nothing is followed."""
        if self._line:
            self._line.append(self._line[-1])
        else:
            self._first += 1
        self.restart()

    def push(self, depth: float) -> Swing | None:
        """The next depth, finite; the swing that it ended, if any."""
        self._line.append(self._sign * depth)
        if len(self._line) > 2 * _MEMORY:
            del self._line[:_MEMORY]
            self._first += _MEMORY
            self._from = max(self._from, self._first)
            self._low, self._high = max(self._low, self._first), max(self._high, self._first)
        now = self._first + len(self._line) - 1
        if self._mode is _Mode.FRESH:
            self._settle(now)
        if self._mode is _Mode.HOME:
            self._wait(now)
            return None
        return self._return(now) if self._mode is _Mode.OUT else None

    def finish(self) -> Swing | None:
        """The running swing, if it came back by ENDED_SHARE when the film ended."""
        if self._mode is not _Mode.OUT:
            return None
        now = self._first + len(self._line) - 1
        rise = self._at(self._high) - self._at(self._low)
        back = self._at(self._high) - self._at(now)
        return self._swing(now, cut_off=True) if back >= ENDED_SHARE * rise else None

    def _at(self, sample: int) -> float:
        return self._line[sample - self._first]

    def _part(self, first: int, last: int) -> list[float]:
        return self._line[max(first - self._first, 0) : last + 1 - self._first]

    def _settle(self, now: int) -> None:
        """Find the first way out: from low depth, or down from a far end that was held."""
        if self._at(now) < self._at(self._low):
            self._low = now
        if self._at(now) > self._at(self._high):
            self._high = now
        if self._at(now) - self._at(self._low) >= self._begun:
            self._mode = _Mode.HOME
        elif self._at(self._high) - self._at(now) >= HALF_SHARE:
            level = self._at(self._high)
            held = sum(value > level - REST_SHARE for value in self._part(self._from, now))
            if self._sign > 0 and level > FAR_START and held >= self._far_start:
                self._turn_over()
            self._mode = _Mode.HOME

    def _turn_over(self) -> None:
        self._sign = -self._sign
        self._line = [-value for value in self._line]

    def _wait(self, now: int) -> None:
        """In the start posture, until a swing begins."""
        since = max(self._from, now - round(START_S * SAMPLE_RATE_HZ))
        part = self._part(since, now)
        lowest = min(part)
        # the last of equal ones: a pause before the swing is none of it
        self._low = now - part[::-1].index(lowest)
        if self._at(now) - lowest >= self._begun:
            self._mode = _Mode.OUT
            self._high = now

    def _return(self, now: int) -> Swing | None:
        """On the way out and back, until the swing is over."""
        if self._at(now) > self._at(self._high):
            self._high = now
        high = self._at(self._high)
        rise = high - self._at(self._low)
        back = self._part(self._high, now)
        trough = min(back)
        if high - self._at(now) >= (1 - LEFT_SHARE) * rise:
            return self._over(now, now)
        if high - trough >= HALF_SHARE * rise:
            if self._at(now) - trough >= AGAIN_SHARE * rise:
                return self._over(self._high + back.index(trough), now)
            rest = self._part(now - round(REST_S * SAMPLE_RATE_HZ), now)
            if max(rest) - min(rest) <= REST_SHARE * rise and max(rest) <= high - HALF_SHARE * rise:
                return self._over(now - len(rest) + 1, now)
        if now - self._high > STAY_S * SAMPLE_RATE_HZ:
            self._turn_over()
            self._mode, self._from = _Mode.HOME, self._high
        return None

    def _over(self, end: int, now: int) -> Swing:
        swing = self._swing(end)
        self._mode, self._from = _Mode.HOME, end
        self._wait(now)
        return swing

    def _swing(self, end: int, *, cut_off: bool = False) -> Swing:
        low, high = self._at(self._low), self._at(self._high)
        rise = high - low
        out = np.array(self._part(self._low, self._high))
        begin = self._low + int(np.flatnonzero(out <= low + EDGE_SHARE * rise)[-1])
        first = self._low + int(np.flatnonzero(out < high - EDGE_SHARE * rise)[-1]) + 1
        back = np.array(self._part(self._high, end))
        last = self._high + int(np.flatnonzero(back >= high - EDGE_SHARE * rise)[-1])
        fall = high - self._at(end)
        # the rest of the way back, and what a film's end cuts off, are still to come
        fall = rise if fall >= (1 - LEFT_SHARE) * rise or cut_off else fall
        return Swing(
            begin=begin,
            first=first,
            bottom=self._high,
            last=last,
            end=end,
            amplitude=min(rise, fall),
            far=self._sign < 0,
        )

"""Whom a place belongs to, and how strongly a body that is seen speaks for being that person.

The evidence is a sum of logarithms of likelihood ratios: of the colours of the clothes, of the way that the
person would have gone, and of their size. Positive: the same person; negative: another one.
"""

import math
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from device.pose.appearance import Appearance, Colours
from device.pose.geometry import Roi
from device.pose.state import State, joined, number, number_in, part_of

# Colours this far apart (see `appearance`) speak for nobody; per unit nearer or farther the logarithm of the
# ratio changes by SLOPE, within the limits. Fitted to 40 clips of real people, each with the same weight.
COLOURS_EVEN: Final = 16.0
# Of somebody whose own looks vary (on the floor the trunk is hardly seen) it is this many times their spread.
SPREADS_EVEN: Final = 2.5
COLOURS_SLOPE: Final = 0.22
COLOURS_LIMITS: Final = (-3.0, 3.5)
# Where somebody may be after a time: REACH plus SPEED times the seconds, in sides of their region (about
# 2 m), as fast as one walks out of a room; farther away it is somebody else.
REACH: Final = 0.35
SPEED: Final = 1.2
TOO_FAR: Final = -4.0
# At the same spot (within REACH) right after the loss it is nearly certainly them; less after NEAR_FADES_S.
NEAR: Final = 2.0
NEAR_LATER: Final = 0.5
NEAR_FADES_S: Final = 1.5
# Another size speaks against, from this ratio on, less after SIZE_FADES_S: one may come nearer.
SIZE_EVEN: Final = math.log(1.25)
SIZE_SLOPE: Final = -4.0
SIZE_MIN: Final = -2.0
SIZE_FADES_S: Final = 10.0
# Somebody followed for less time, s, is not yet known well enough to keep a place for. Then it is kept for
# GUARD_MIN_S and this many times the time, up to GUARD_MAX_S: longer than a drink or the door bell takes.
KNOWN_AFTER_S: Final = 0.3
GUARD_MIN_S: Final = 2.0
GUARD_TIMES: Final = 2.0
GUARD_MAX_S: Final = 20.0
# Looks farther apart than this, s, count as this long.
STEP_MAX_S: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A body in the picture of one moment."""

    roi: Roi
    colours: Colours
    time_s: float


class Owner:
    """What is remembered of one person. held_s, active_s: for how long they were followed, and exercised."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._appearance = Appearance()
        self._roi: Roi | None = None
        self.seen_s = self.active_at_s = -math.inf
        self.held_s = self.active_s = 0.0

    @property
    def known(self) -> bool:
        """Whether they were followed long enough to be known again."""
        return self.held_s >= KNOWN_AFTER_S

    def guarded(self, time_s: float) -> bool:
        """Whether their place is kept for them against somebody who does not resemble them."""
        kept_s = min(GUARD_MIN_S + GUARD_TIMES * self.held_s, GUARD_MAX_S)
        return self.known and time_s - self.seen_s <= kept_s

    def learn(self, sighting: Sighting, *, active: bool) -> None:
        """They were surely seen: their colours, region and time, and whether they exercised."""
        step = min(sighting.time_s - self.seen_s, STEP_MAX_S) if math.isfinite(self.seen_s) else 0.0
        self.held_s += step
        if active:
            self.active_s += step
            self.active_at_s = sighting.time_s
        self._appearance.learn(sighting.colours, sighting.time_s)
        self._roi, self.seen_s = sighting.roi, sighting.time_s

    @property
    def last_roi(self) -> Roi | None:
        """Where they were last seen; None after `anywhere`."""
        return self._roi

    def anywhere(self) -> None:
        """Forget where and when they were: the film has cut, or their tracker was on somebody else."""
        self._roi, self.seen_s = None, -math.inf

    def evidence(self, sighting: Sighting) -> float:
        """How strongly a body speaks for being them, -9 to 7; 0 of nobody known."""
        return self.of_colours(sighting.colours) + self.of_place(sighting)

    def of_colours(self, colours: Colours) -> float:
        """The part of the evidence that the clothes give; 0 without colours."""
        apart = self._appearance.differs(colours)
        if math.isnan(apart):
            return 0.0
        even = max(COLOURS_EVEN, SPREADS_EVEN * self._appearance.spread)
        return float(np.clip(COLOURS_SLOPE * (even - apart), *COLOURS_LIMITS))

    def differs(self, colours: Colours) -> float:
        """See Appearance.differs."""
        return self._appearance.differs(colours)

    def of_place(self, sighting: Sighting) -> float:
        """The part of the evidence that the way and the size give; 0 where nothing is known."""
        if self._roi is None:
            return 0.0
        away_s = max(sighting.time_s - self.seen_s, 0.0)
        gone = apart(self._roi, sighting.roi)
        if gone > REACH + SPEED * away_s:
            place = TOO_FAR
        elif gone <= REACH:
            place = NEAR_LATER + (NEAR - NEAR_LATER) * math.exp(-away_s / NEAR_FADES_S)
        else:
            place = 0.0
        grown = abs(math.log(sighting.roi.side / self._roi.side)) - SIZE_EVEN
        size = max(SIZE_SLOPE * max(grown, 0.0), SIZE_MIN)
        return place + size * math.exp(-away_s / SIZE_FADES_S)

    def state(self) -> State:
        """All that is remembered."""
        parts = {"appearance": self._appearance.state()}
        if self._roi is not None:
            parts["roi"] = self._roi.state()
        return {
            "seen_s": number(self.seen_s),
            "active_at_s": number(self.active_at_s),
            "held_s": number(self.held_s),
            "active_s": number(self.active_s),
        } | joined(parts)

    @classmethod
    def restored(cls, state: State) -> Self:
        """The person of `state`. Raises ValueError when it is not one of this class."""
        owner = cls()
        owner.seen_s, owner.active_at_s = number_in(state, "seen_s"), number_in(state, "active_at_s")
        owner.held_s, owner.active_s = number_in(state, "held_s"), number_in(state, "active_s")
        owner._appearance.restore(part_of(state, "appearance"))
        roi = part_of(state, "roi")
        owner._roi = Roi.restored(roi) if roi else None
        return owner


def apart(one: Roi, other: Roi) -> float:
    """The distance between the hips of two bodies, in parts of the smaller region's side."""
    return math.hypot(one.x - other.x, one.y - other.y) / min(one.side, other.side)

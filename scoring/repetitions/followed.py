"""Follows one exercise: one line or one for each side, and decides which swings are repetitions.

A first swing that goes far counts at once; small ones count once two are alike, both then. Afterwards a swing
counts when it goes nearly half as far as the person's best few: less is an attempt. Both sides at one time
are one repetition.
"""

from collections import deque
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.repetitions.depth import Depth
from scoring.repetitions.follower import BEGUN, Follower, Swing
from scoring.repetitions.memory import Memory
from scoring.repetitions.posture import COUNTS, mean
from scoring.repetitions.reference import Reference
from scoring.scorer import SAMPLE_RATE_HZ

# Shares of the reference's range. An attempt goes at least MIN, above the depth noise of `as_seen`; a single
# swing counts from SURE on. A quarter squat has 0.35, what people do between repetitions up to 0.3.
MIN: Final = 0.25
SURE: Final = 0.4
# Of a line whose depth trembles more, in standard deviations of it: what an attempt goes, and with what it
# begins. Its depth is smoothed more from NOISE_SMOOTH on. UI-PRMD through a network's noise counted best of
# 1.0 to 1.8 for NOISES_MIN, 0.07 to 0.25 for NOISE_SMOOTH and 0.38 to 0.45 for SHARE: smoothing more flattens
# small movements like a turn of the shoulder.
NOISES_MIN: Final = 1.4
NOISES_BEGUN: Final = 1.2
NOISE_SMOOTH: Final = 0.18
# A repetition goes at least this share as far as the median of the person's BEST best of the last RECENT, and
# takes at least this share as long as they usually do.
SHARE: Final = 0.4
TIME_SHARE: Final = 0.4
BEST, RECENT = 3, 8
# A shorter swing is no movement of a body, s.
SHORTEST_S: Final = 0.3
# Two small swings are alike within these factors of their amplitudes and times.
ALIKE: Final = 1.7
ALIKE_TIME: Final = 2.2
# How alike the way from the start posture to the far end is to the reference's: the cosine between both, in
# postures. Asked for only where the name is a guess (`guess` asks for more). Of 158 repetitions counted in
# clips under a guessed name half have 0.87 and more, nine in ten 0.70; burpees 0.55. A first one counts at
# once from LIKE_FIRST on, with the next that is like it from LIKE_MIN on; later ones also down to LIKE_SHARE
# of what is usual for this person. The three were chosen on the clips.
LIKE_FIRST: Final = 0.75
LIKE_MIN: Final = 0.45
LIKE_SHARE: Final = 0.7
# Two sides are one repetition when their far ends are nearer than this share of it; where sides do not take
# turns, when they overlap by more.
TOGETHER: Final = 0.25
# A sample's share in the smoothed depth, after a median of three.
SMOOTH: Final = 0.5
# After so long unseen or in another posture, s, the running swing is forgotten.
LOST_S: Final = 1.0

# Depths outside are another posture: who stands before a push-up has -3. BEFORE holds until one has begun.
# People who move further than the reference's had up to 2.6.
BEFORE: Final = (-0.6, 1.35)
DURING: Final = (-1.2, 3.2)


Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Done:
    """A swing that is over. line: which of the exercise's; counted: False for an attempt; best: the
    amplitude of the person's best few before it, None for the first; way (58,): from its start posture to its
    far end, NaN where unseen; likeness: -1..1, of its way to the reference's.
    """

    swing: Swing
    line: int
    counted: bool
    best: float | None
    way: Array | None = None
    likeness: float = 1.0


class _Line:
    """One line of the exercise: smooths its depth and finds swings in it."""

    def __init__(self, sample: int, noise: float, *, midway: bool) -> None:
        self.follower = Follower(sample, begun=max(BEGUN, NOISES_BEGUN * noise), midway=midway)
        self._share = SMOOTH / max(1.0, noise / NOISE_SMOOTH)
        self.lost = 0
        self._newest: deque[float] = deque(maxlen=3)
        self._smooth: float | None = None

    def restart(self) -> None:
        self.follower.restart()
        self._newest.clear()
        self._smooth = None

    def push(self, depth: float) -> Swing | None:
        """The next depth, NaN where unseen: then, and in another posture, the last one is held."""
        low, high = BEFORE if self.follower.depth is None else DURING
        if not low <= depth <= high:
            self.lost += 1
            if self.lost == round(LOST_S * SAMPLE_RATE_HZ):
                self.restart()
        else:
            self.lost = 0
            self._newest.append(depth)
            middle = sorted(self._newest)[len(self._newest) // 2]
            before = self._smooth
            self._smooth = middle if before is None else before + self._share * (middle - before)
        if self._smooth is None:
            self.follower.skip()
            return None
        return self.follower.push(self._smooth)


class Followed:
    """Per person and exercise, from samples at SAMPLE_RATE_HZ."""

    def __init__(
        self,
        reference: Reference,
        sample: int,
        memory: Memory,
        *,
        taking_turns: bool = False,
        guessed: bool = False,
    ) -> None:
        """sample: the number of the first one that will be pushed; memory: has the postures before they are
        pushed; taking_turns: whether the sides do, so that one begins before the other is back; guessed:
        whether the exercise may be another one.
        """
        self._taking_turns = taking_turns
        self._min = max(MIN, NOISES_MIN * reference.noise)
        self._guessed = guessed
        self.lines = reference.sides
        self._memory = memory
        self._depth = Depth(self.lines)
        self._lines = [_Line(sample, reference.noise, midway=guessed) for _ in self.lines]
        self._counted: deque[Done] = deque(maxlen=RECENT)
        self._small: Done | None = None

    @property
    def depth(self) -> float | None:
        """How far the running swing went, in shares of the reference; None while nothing is followed."""
        known = [
            line.follower.depth
            for line in self._lines
            if line.follower.depth is not None and line.lost < LOST_S * SAMPLE_RATE_HZ
        ]
        return max(known) if known else None

    def restart(self) -> None:
        """Forget running swings: the next posture is of another moment."""
        for line in self._lines:
            line.restart()

    def push(self, posture: Array) -> list[Done]:
        """What the next sample ended."""
        depths = self._depth.push(posture).tolist()
        return self._judged([line.push(depth) for line, depth in zip(self._lines, depths, strict=True)])

    def finish(self) -> list[Done]:
        """What the end of the film ended."""
        return self._judged([line.follower.finish() for line in self._lines])

    def _judged(self, over: list[Swing | None]) -> list[Done]:
        """What counts of the swings, one a line, that are over: the larger first."""
        swings = [(swing, line) for line, swing in enumerate(over) if swing is not None]
        done: list[Done] = []
        for swing, line in sorted(swings, key=lambda one: -one[0].amplitude):
            if (
                swing.amplitude >= self._min
                and swing.end - swing.begin >= SHORTEST_S * SAMPLE_RATE_HZ
                and not any(self._same(swing, line, other) for other in self._counted)
            ):
                done += self._take(swing, line)
        return done

    def _same(self, swing: Swing, line: int, other: Done) -> bool:
        """Whether a swing is one that has counted, seen on another line."""
        if line == other.line:
            return False
        if self._taking_turns:
            return _together(swing, other.swing)
        overlap = min(swing.end, other.swing.end) - max(swing.begin, other.swing.begin)
        return overlap > TOGETHER * min(swing.end - swing.begin, other.swing.end - other.swing.begin)

    def _take(self, swing: Swing, line: int) -> list[Done]:
        one = Done(swing=swing, line=line, counted=True, best=None)
        if self._guessed:
            way = self._way(swing)
            one = replace(one, way=way, likeness=likeness(way, self.lines[line].way))
        if one.likeness < LIKE_MIN:
            return []
        if not self._counted:
            return self._first(one)
        best = float(np.median(sorted(other.swing.amplitude for other in self._counted)[-BEST:]))
        usual = np.median([other.swing.end - other.swing.begin for other in self._counted])
        like = LIKE_SHARE * np.median([other.likeness for other in self._counted])
        long = swing.end - swing.begin >= TIME_SHARE * usual
        if long and swing.amplitude >= SHARE * best and one.likeness >= like:
            return self._count(replace(one, best=best))
        # the other, resting side trembles, and another movement goes otherwise: that is no attempt
        attempt = line == self._counted[-1].line and one.likeness >= like
        return [replace(one, counted=False, best=best)] if attempt else []

    def _way(self, swing: Swing) -> Array:
        """From the start posture of a swing to its far end."""
        edge = max(1, (swing.first - swing.begin) // 4)
        start = mean(self._memory.part(swing.begin, swing.begin + edge - 1))
        far = mean(self._memory.part(swing.first, swing.last))
        return np.where(swing.far, start - far, far - start)

    def _first(self, one: Done) -> list[Done]:
        """The first one counts if it goes far, as the reference does; else with the next that is like it."""
        if one.swing.amplitude >= max(SURE, self._min) and one.likeness >= LIKE_FIRST:
            return self._count(one)
        small, self._small = self._small, one
        if small is None or _together(one.swing, small.swing) or not alike(one.swing, small.swing):
            return []
        return [*self._count(small), *self._count(one)]

    def _count(self, one: Done) -> list[Done]:
        self._counted.append(one)
        return [one]


def _together(one: Swing, other: Swing) -> bool:
    longer = max(one.end - one.begin, other.end - other.begin)
    return abs(one.bottom - other.bottom) < TOGETHER * longer


def likeness(way: Array, other: Array) -> float:
    """The cosine between two ways (58,), of what is known of both; 0 where nothing is."""
    known = np.isfinite(way) & np.isfinite(other)
    one, two = (part[known] * COUNTS[known] for part in (way, other))
    lengths = np.linalg.norm(one) * np.linalg.norm(two)
    return float(one @ two / lengths) if lengths > 0 else 0.0


def alike(one: Swing, other: Swing) -> bool:
    """Whether two swings go about as far and take about as long."""
    sizes = sorted((one.amplitude, other.amplitude))
    times = sorted((one.end - one.begin, other.end - other.begin))
    return sizes[1] < ALIKE * sizes[0] and times[1] < ALIKE_TIME * times[0]

"""Counts while the poses come in, without knowing what is done.

Decides on the stretches that are looked at: the newest samples, in several lengths, because a movement shows
only where it fills most of the stretch; in each the two directions in which the body moves most. A repetition
counts when the same swing, there and back, was seen twice: the first one then counts with it, so the count
may jump from 0 to 2. One left and one right of an alternating movement are one repetition. Whether
anything was done well is decided elsewhere.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.sampling import grid, resample
from scoring.body.sides import settled
from scoring.body.track import Pose, PoseTrack
from scoring.repetitions.movement import CHANNEL_COUNT, SEEN_SHARE, channels
from scoring.repetitions.principal import prepared, principal
from scoring.repetitions.swings import Samples, Swings, swings
from scoring.scorer import SAMPLE_RATE_HZ

# The lengths of the stretches, samples: two and a half repetitions of 1, 1.6, 2.4, 3.6 and 5.6 s.
STRETCHES: Final = (50, 80, 120, 180, 280)
# Found in a stretch, a movement is followed back over so many times its length: its beginning may have been
# hidden by the way into it.
LOOK_BACK: Final = 2
MEMORY: Final = LOOK_BACK * STRETCHES[-1]
# Shorter than this nothing can be repeated in it, samples.
STRETCH_MIN: Final = 20
# Unseen for so long, samples, the body is looked at anew.
LOST_MAX: Final = 40
# The swings of two repetitions.
SWINGS_MIN: Final = 4
# One is back in the posture of the start when no more of the swing is left than this share.
HOME_SHARE: Final = 0.25
# A way in from elsewhere counts as the first swing when it leads so near past the posture of the start.
PASSED_SHARE: Final = 0.35
# Who swings to both sides starts in the middle: so near to it, in shares of a swing, along the direction and
# in all channels.
MIDDLE_SHARE: Final = 0.25
MIDDLE_POSTURE_SHARE: Final = 0.45
# After a repetition the next takes this share of the usual time at least, in the stretch and in what was
# counted before; the latter holds until the new rhythm was seen twice.
NEXT_SHARE: Final = 0.7
RHYTHM_SHARE: Final = 0.6


class Counter:
    """One a person; samples come at SAMPLE_RATE_HZ."""

    def __init__(self) -> None:
        """Nothing was repeated yet."""
        self._samples: Samples = np.zeros((2 * MEMORY, CHANNEL_COUNT), np.float32)
        self._kept = 0
        self._lost = 0
        self._pushed = 0
        self._ends: list[int] = []

    @property
    def count(self) -> int:
        """Repetitions so far."""
        return len(self._ends)

    @property
    def times(self) -> NDArray[np.float64]:
        """(count,) s: when each was back in its start posture."""
        return np.array(self._ends, np.float64) / SAMPLE_RATE_HZ

    def push(self, pose: Pose) -> int:
        """One more sample, LOST where nobody was seen; gives the repetitions so far, never fewer."""
        values = channels(pose)
        self._pushed += 1
        if np.count_nonzero(np.isfinite(values)) < SEEN_SHARE * CHANNEL_COUNT:
            self._lost += 1
            if self._lost == LOST_MAX:
                self._kept = 0
        else:
            self._lost = 0
        self._keep(values)
        which = self._pushed % len(STRETCHES)
        shorter = STRETCHES[which - 1] if which else 0
        if self._lost == 0 and self._kept > max(shorter, STRETCH_MIN):
            self._look(STRETCHES[which])
        return self.count

    def _keep(self, values: NDArray[np.float32]) -> None:
        if self._kept == len(self._samples):
            self._samples[:MEMORY] = self._samples[-MEMORY:]
            self._kept = MEMORY
        self._samples[self._kept] = values
        self._kept += 1

    def _look(self, newest: int) -> None:
        """Count what a stretch of the newest samples holds, and what came before it in the same way."""
        samples = prepared(self._samples[max(self._kept - LOOK_BACK * newest, 0) : self._kept])
        for along in principal(samples, newest):
            found = swings(samples, along, newest)
            if found is None:
                continue
            before = self._pushed - len(samples)
            for first, last in found.runs():
                # the way in and the way out are a swing each at most
                if last - first + 2 < SWINGS_MIN or (
                    last + 1 < len(found.turns) and self._past(found, last, before)
                ):
                    continue
                ends = _whole(found, samples, first, last)
                if len(ends) > SWINGS_MIN:
                    self._count(ends + before)

    def _past(self, found: Swings, last: int, before: int) -> bool:
        """Whether a run that ends with the turn `last` was counted already, way out included."""
        return bool(self._ends) and int(found.turns[last + 1]) + before <= self._ends[-1]

    def _count(self, ends: NDArray[np.int64]) -> None:
        """A run of swings with its turns at the samples `ends`: count what is new in it."""
        last = self._ends[-1] if self._ends else -1
        if ends[-1] <= last:
            return
        if last > ends[0]:
            ends = ends[int(np.abs(ends - last).argmin()) :]
        new = ends[2::2]
        if not len(new):
            return
        usual = 2 * float(np.sort(np.diff(ends))[(len(ends) - 1) // 2])
        for number, end in enumerate(new):
            if not self._ends:
                self._ends.append(int(end))
                continue
            since = end - self._ends[-1]
            if since < NEXT_SHARE * usual:
                continue
            alone = number == len(new) - 1
            if alone and len(self._ends) > 1 and since < RHYTHM_SHARE * (self._ends[-1] - self._ends[-2]):
                continue
            self._ends.append(int(end))


def _whole(found: Swings, samples: Samples, first: int, last: int) -> NDArray[np.int64]:
    """The turns of a run with the way in and the way out, where these lead past its own postures."""
    turns, levels, postures = found.turns, found.levels, found.postures
    size = float(np.sort(found.sizes[first:last])[(last - first) // 2])
    ends = turns[first : last + 1].copy()
    if last == len(turns) - 1:
        # the newest turn is none yet: has the body come back?
        left = abs(levels[last] - levels[last - 2]) / abs(levels[last - 1] - levels[last - 2])
        ends = ends[:-1] if left > HOME_SHARE else ends
    else:
        way_out = samples[turns[last] : turns[last + 1] + 1]
        passed = _passes(way_out, postures[last - 1], size)
        if passed is not None:
            ends = np.append(ends, turns[last] + passed)
    if first > 0:
        one, other = slice(first, last + 1, 2), slice(first + 1, last + 1, 2)
        middle = (levels[one].mean() + levels[other].mean()) / 2
        reach = abs(levels[one].mean() - levels[other].mean())
        between = (postures[one].mean(axis=0) + postures[other].mean(axis=0)) / 2
        if (
            abs(levels[first - 1] - middle) < MIDDLE_SHARE * reach
            and np.linalg.norm(postures[first - 1] - between) < MIDDLE_POSTURE_SHARE * size
        ):
            return np.append(turns[first - 1], ends)
        passed = _passes(samples[turns[first - 1] : turns[first] + 1], postures[first + 1], size)
        if passed is not None:
            return np.append(turns[first - 1] + passed, ends)
    return ends


def _passes(way: Samples, posture: NDArray[np.float64], size: float) -> int | None:
    """Where a way comes nearest to a posture, if it comes near."""
    apart = np.linalg.norm(way - posture, axis=1)
    nearest = int(apart.argmin())
    return nearest if apart[nearest] < PASSED_SHARE * size else None


def repetitions(track: PoseTrack) -> NDArray[np.float64]:
    """When each repetition of a whole track ended, (R,) s from its beginning: what a Counter finds in it."""
    if not len(track):
        return np.empty(0)
    counter = Counter()
    step_s = 1 / SAMPLE_RATE_HZ
    times = grid(float(track.times[-1]) + step_s, SAMPLE_RATE_HZ)
    steady = resample(settled(track), times)
    for row in range(len(steady)):
        counter.push(steady.pose(row))
    return counter.times


def count(track: PoseTrack) -> int:
    """The repetitions of a whole track."""
    return len(repetitions(track))

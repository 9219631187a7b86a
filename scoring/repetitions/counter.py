"""Counts repetitions as poses arrive, without knowing the movement.

Examines the newest samples in stretches of several lengths, because a movement is found only where it fills
most of the stretch, and in each stretch the two directions in which the body moves most. A repetition counts
once the same swing, there and back, was seen twice; the first one then counts too, so the count may go from 0
to 2 at once. One left and one right of an alternating movement are one repetition.
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
# A movement found in a stretch is followed back over this many times the length of the stretch: its beginning
# may have been hidden by the transition into it. MEMORY is in samples.
LOOK_BACK: Final = 2
MEMORY: Final = LOOK_BACK * STRETCHES[-1]
# The shortest stretch that can hold a repetition, samples.
STRETCH_MIN: Final = 20
# After so many unseen samples counting starts from an empty memory.
LOST_MAX: Final = 40
# The number of swings of two repetitions.
SWINGS_MIN: Final = 4
# The body is back in its start posture when at most this share of the swing is left.
HOME_SHARE: Final = 0.25
# The transition into a movement counts as its first swing when it passes the start posture within this share
# of a swing.
PASSED_SHARE: Final = 0.35
# A swing to both sides starts in the middle when the start is this near to it, in shares of a swing: along
# the direction, and in all channels.
MIDDLE_SHARE: Final = 0.25
MIDDLE_POSTURE_SHARE: Final = 0.45
# The next repetition must take at least this share of the usual time: NEXT_SHARE of that in the stretch, and
# RHYTHM_SHARE of that of the repetition counted before, until the new rhythm was seen twice.
NEXT_SHARE: Final = 0.7
RHYTHM_SHARE: Final = 0.6


class Counter:
    """Counts the repetitions of one person, from samples at SAMPLE_RATE_HZ."""

    def __init__(self) -> None:
        """Start at 0."""
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
        """The times (count,) s at which each repetition was back in its start posture."""
        return np.array(self._ends, np.float64) / SAMPLE_RATE_HZ

    def push(self, pose: Pose) -> int:
        """Take the next sample, LOST where unseen; returns the count so far, which never falls."""
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
        """Count the repetitions in the last `newest` samples and, before them, of the same movement."""
        samples = prepared(self._samples[max(self._kept - LOOK_BACK * newest, 0) : self._kept])
        for along in principal(samples, newest):
            found = swings(samples, along, newest)
            if found is None:
                continue
            before = self._pushed - len(samples)
            for first, last in found.runs():
                # the transitions in and out add at most one swing each
                if last - first + 2 < SWINGS_MIN or (
                    last + 1 < len(found.turns) and self._past(found, last, before)
                ):
                    continue
                ends = _whole(found, samples, first, last)
                if len(ends) > SWINGS_MIN:
                    self._count(ends + before)

    def _past(self, found: Swings, last: int, before: int) -> bool:
        """Whether a run that ends with the turn `last` was counted already, with its transition out."""
        return bool(self._ends) and int(found.turns[last + 1]) + before <= self._ends[-1]

    def _count(self, ends: NDArray[np.int64]) -> None:
        """Count what is new in a run of swings whose turns are at the samples `ends`."""
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
    """The turns of a run, with the transitions in and out where these pass the postures of the run."""
    turns, levels, postures = found.turns, found.levels, found.postures
    size = float(np.sort(found.sizes[first:last])[(last - first) // 2])
    ends = turns[first : last + 1].copy()
    if last == len(turns) - 1:
        # the newest extreme is not yet a turn: it counts when the body has come back
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
    """The sample at which `way` is nearest to a posture; None unless within PASSED_SHARE of `size`."""
    apart = np.linalg.norm(way - posture, axis=1)
    nearest = int(apart.argmin())
    return nearest if apart[nearest] < PASSED_SHARE * size else None


def repetitions(track: PoseTrack) -> NDArray[np.float64]:
    """The times (R,) s, from the beginning of a track, at which a Counter finds its repetitions to end."""
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
    """The number of repetitions in a track."""
    return len(repetitions(track))

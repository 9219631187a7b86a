"""Divides a lesson into exercise, rest, talk and title card, by how much the tutor moves.

It uses thresholds on `movement`'s measures; it recognises no exercises and uses no sound. So talk without
gestures counts as rest, and a held posture as exercise only when the body is lying (a plank) or the arms are
raised. People can correct the segments on the phone.
"""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.overnight.prepare.facts import FoundSegment
from device.overnight.prepare.movement import RATE_HZ, MotionSeries
from device.store.tables import SegmentKind

# Spreads in torso lengths, see `movement`. Measured on the mannequin in three views: arms at most 0.06 at
# rest, 0.09 to 0.25 in talk, 0.5 and more in arm exercises; legs and trunk at most 0.07 when not exercised.
ARMS_EXERCISE: Final = 0.42
LEGS_EXERCISE: Final = 0.22
TRUNK_EXERCISE: Final = 0.30
ARMS_TALK: Final = 0.08
# A still body exercises when it is lying, or its higher wrist is this far above the shoulders, torso lengths.
LYING_HOLD: Final = 0.6
RAISED_HOLD: Final = 0.4
# Seconds without a body; less is a tutor whom the network did not see.
TITLE_MIN_S: Final = 1.5
# Shortest segments, s: a pause between two repetitions is no rest.
SHORTEST_S: Final = {
    SegmentKind.EXERCISE: 3.0,
    SegmentKind.REST: 3.0,
    SegmentKind.TALK: 3.0,
    SegmentKind.TITLE: TITLE_MIN_S,
}
KINDS: Final = (SegmentKind.TITLE, SegmentKind.REST, SegmentKind.TALK, SegmentKind.EXERCISE)


def segments_of(movement: MotionSeries, duration_s: float) -> list[FoundSegment]:
    """The segments, without gaps from 0 to duration_s; at least one."""
    labels = _labels(movement)
    runs = _merged(_runs(labels))
    found = []
    for kind, begin, end in runs:
        found.append(FoundSegment(KINDS[kind], begin / RATE_HZ, end / RATE_HZ))
    if found:
        found[-1] = FoundSegment(found[-1].kind, found[-1].start_s, duration_s)
    return found


def _labels(movement: MotionSeries) -> NDArray[np.int64]:
    """(N,) the kind of each moment, an index of KINDS."""
    with np.errstate(invalid="ignore"):
        moves = (
            (movement.arms > ARMS_EXERCISE)
            | (movement.legs > LEGS_EXERCISE)
            | (movement.trunk > TRUNK_EXERCISE)
            | (movement.lying > LYING_HOLD)
            | (movement.raised > RAISED_HOLD)
        )
        talks = movement.arms > ARMS_TALK
    labels = np.where(moves, 3, np.where(talks, 2, 1))
    labels[~movement.seen] = 0
    return labels


def _runs(labels: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """(kind, begin, end) of each run of equal labels, in samples."""
    edges = np.flatnonzero(np.diff(labels)) + 1
    bounds = [0, *edges.tolist(), len(labels)]
    return [(int(labels[begin]), begin, end) for begin, end in pairwise(bounds) if end > begin]


def _merged(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs too short for their kind take the kind of the longer neighbour, the shortest run first."""
    runs = list(runs)
    while len(runs) > 1:
        lacking = [(end - begin) / RATE_HZ / SHORTEST_S[KINDS[kind]] for kind, begin, end in runs]
        worst = int(np.argmin(lacking))
        if lacking[worst] >= 1:
            break
        sides = [place for place in (worst - 1, worst + 1) if 0 <= place < len(runs)]
        heir = max(sides, key=lambda place: runs[place][2] - runs[place][1])
        kind = runs[heir][0]
        runs[worst] = (kind, runs[worst][1], runs[worst][2])
        runs = _joined(runs)
    return runs


def _joined(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    joined = [runs[0]]
    for kind, begin, end in runs[1:]:
        if joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1], end)
        else:
            joined.append((kind, begin, end))
    return joined

"""Method `adaptive`: implements Scorer.

Compares the user as seen and mirrored until there is enough evidence for one of the two, then keeps that one
for the rest of the match. A user who stands still while the tutor moves gets no points, however well the
parts agree that the tutor does not move either.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.adaptive import tally
from scoring.adaptive.aligner import SPAN, Alignment, WindowAligner
from scoring.adaptive.match import whole_match
from scoring.body.directions import directions, line_angles, mirrored
from scoring.body.joints import BONE_COUNT
from scoring.body.points import points_of
from scoring.body.pose_errors import STILL, activity, parts_of, pose_errors, work
from scoring.body.track import Pose, PoseTrack
from scoring.demands import NO_DEMANDS, Demands
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW, FinalScore, LiveScore, nothing_judged

# Thresholds on the sum over windows of the difference in cost between both sides, radians: from DECIDED on
# the side is final, from LEANING on the user is scored as mirrored until then. A window of a one-sided
# movement adds 0.1 and more.
DECIDED: Final = 0.8
LEANING: Final = 0.2
# The length over which the movement of both is compared, samples: 2 s.
ACTIVE_SPAN: Final = round(2.0 * SAMPLE_RATE_HZ)
# The user's movement as a share of the tutor's: up to MOVED_NOT the user does not take part, from
# MOVED_ENOUGH on fully. A tutor who moves less than STILL asks for no movement, one who moves twice as much
# does.
MOVED_NOT: Final = 0.15
MOVED_ENOUGH: Final = 0.5
# The weight of a window in which the tutor rests; one in which the tutor moves by FULL_MOVE radians has 1.
REST_WORTH: Final = 0.25
FULL_MOVE: Final = 0.15
# The share of the lesson's windows that must have a score for the match to have one.
JUDGED_SHARE_MIN: Final = 0.15


@dataclass(frozen=True, slots=True)
class AlignedWindow:
    """A window of the user: the indices of its first and last sample, and for both sides (as seen, mirrored)
    its alignment (None once that side was given up) and the lag in samples.
    """

    first: int
    newest: int
    alignments: tuple[Alignment | None, Alignment | None]
    lags: tuple[float, float]


class AdaptiveScorer:
    """Scores one person in one match; see Scorer."""

    def __init__(self, tutor: PoseTrack, demands: Demands = NO_DEMANDS) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson; demands: of the lesson."""
        self._demands = demands
        self._tutor = directions(tutor.landmarks, tutor.visibility, tutor.world)
        self._parts = work(self._tutor, line_angles(self._tutor))
        self._lines = np.zeros(self._tutor.shape[2], np.float32)
        self._lines[:BONE_COUNT] = self._parts[:BONE_COUNT]
        self._user = (np.full_like(self._tutor, np.nan), np.full_like(self._tutor, np.nan))
        self._aligners = tuple(WindowAligner(self._tutor, self._lines) for _ in range(2))
        self._windows: list[AlignedWindow] = []
        self._count = 0
        self._evidence = 0.0

    @property
    def decided(self) -> bool:
        """Whether it is final that the user is as seen or mirrored."""
        return abs(self._evidence) >= DECIDED

    @property
    def mirrored(self) -> bool:
        """Whether the user mirrors the tutor, as far as is known."""
        return self._evidence > LEANING

    def push(self, pose: Pose) -> LiveScore | None:
        """See Scorer."""
        if self._count == len(self._tutor):
            return None
        lines = directions(pose.landmarks[None], pose.visibility[None], pose.world[None])
        self._user[0][self._count] = lines[0]
        self._user[1][self._count] = mirrored(lines)[0]
        self._count += 1
        return None if self._count % WINDOW else self._judge_window()

    def _judge_window(self) -> LiveScore:
        newest, first = self._count - 1, max(0, self._count - SPAN)
        found: list[Alignment | None] = [None, None]
        for side in (0, 1):
            if not self.decided or side == self.mirrored:
                found[side] = self._aligners[side].update(self._user[side][first : self._count], newest)
        plain, mirror = found
        if plain is not None and mirror is not None:
            self._evidence += plain.cost - mirror.cost
        window = AlignedWindow(first, newest, (plain, mirror), (self._aligners[0].lag, self._aligners[1].lag))
        self._windows.append(window)
        return self._live(window, int(self.mirrored))

    def _live(self, window: AlignedWindow, side: int) -> LiveScore:
        alignment = window.alignments[side]
        assert alignment is not None
        user = self._user[side][window.first : window.newest + 1]
        parts = parts_of(pose_errors(user, self._tutor[alignment.tutor], alignment.heading))
        moved = taking_part(self._moved(window, side))
        found = points_of(parts, self._parts, alignment.heading)
        return LiveScore(
            window.newest + 1,
            found.total * moved,
            found.joints * moved,
            found.angles * moved,
            window.lags[side] / SAMPLE_RATE_HZ,
            bool(side),
            alignment.heading,
        )

    def _moved(self, window: AlignedWindow, side: int) -> tuple[float, float]:
        """How much the user moved in ACTIVE_SPAN, and the tutor in the corresponding samples; radians."""
        first, newest = max(0, window.newest - ACTIVE_SPAN + 1), window.newest
        moments = np.arange(first, newest + 1) - round(window.lags[side])
        user = self._user[side][first : newest + 1]
        tutor = self._tutor[np.minimum(np.maximum(moments, 0), len(self._tutor) - 1)]
        return activity(user, tutor, self._lines)

    def finish(self) -> FinalScore:
        """See Scorer. The side that is known at the end is taken for the whole match."""
        side = int(self.mirrored)
        known = [window for window in self._windows if window.alignments[side] is not None]
        live = [self._live(window, side) for window in known]
        total = np.array([score.total for score in live])
        judged = np.isfinite(total)
        if not judged.any() or judged.sum() < JUDGED_SHARE_MIN * (len(self._tutor) // WINDOW):
            return nothing_judged()
        moved = [self._moved(window, side) for window in known]
        headings = [alignment.heading for window in known if (alignment := window.alignments[side])]
        parts = whole_match(
            self._user[side][: self._count],
            self._tutor,
            self._lines,
            [window.newest for window in known],
            [window.lags[side] for window in known],
            headings,
        )
        counts = np.clip(np.array([asked for _, asked in moved]) / FULL_MOVE, REST_WORTH, 1.0)[judged]
        part = np.array([taking_part(pair) for pair in moved])[judged]
        live_mean = tally.mean(total[judged], counts)
        turns = np.exp(1j * np.array(headings)[judged])
        rows = np.column_stack([parts[judged], turns.real, turns.imag, part])
        rows, counts = tally.stretches(rows, counts)
        each = [points_of(row[:-3], self._parts, math.atan2(row[-2], row[-3])) for row in rows]
        part = rows[:, -1]
        whole = tally.mean(np.array([one.total for one in each]) * part, counts)
        return FinalScore(
            (live_mean + whole) / 2,
            live_mean,
            whole,
            tally.with_worst(np.stack([one.joints for one in each]) * part[:, None], counts),
            tally.with_worst(np.stack([one.angles for one in each]) * part[:, None], counts),
        )


def taking_part(moved: tuple[float, float]) -> float:
    """How far the user took part, 0 to 1, from the movement of (user, tutor) in radians; see `_moved`."""
    mine, asked = moved
    if asked <= STILL:
        return 1.0
    share = min(max((mine / asked - MOVED_NOT) / (MOVED_ENOUGH - MOVED_NOT), 0.0), 1.0)
    # between STILL and twice STILL the demand rises linearly
    return 1 - min(asked / STILL - 1, 1.0) * (1 - share)

"""Method `adaptive`: implements Scorer.

Follows the readings of a person (as seen and mirrored, `readings`) until the evidence decides. A live score
judges the last seconds as they were aligned then; the final one also aligns the whole match at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive import lags, taking_part, tally
from scoring.adaptive.aligner import SEARCHED, Alignment, steadied
from scoring.adaptive.match import REACH, REACH_ON_BEAT, whole_match
from scoring.adaptive.readings import READINGS, Readings
from scoring.adaptive.timing import timing
from scoring.adaptive.weights import line_weights
from scoring.body.directions import Directions, directions, mirrored
from scoring.body.part_errors import NO_SUMS, Sums, part_errors, part_sums
from scoring.body.points import NOTHING_SEEN, Points, points_of
from scoring.body.pose_errors import activity
from scoring.body.track import Pose, PoseTrack
from scoring.demands import NO_DEMANDS, Demands
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW, FinalScore, LiveScore, nothing_judged

# The weight of a stretch in which the tutor rests; one in which a part moves by FULL_MOVE radians has 1.
REST_WORTH: Final = 0.25
FULL_MOVE: Final = 0.3
# The share of the lesson's windows that must be judged for the match to have a score.
JUDGED_SHARE_MIN: Final = 0.15
# The windows that a live score judges: 3 s, enough to tell what stays from what moves.
RECENT: Final = 6

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedWindow:
    """A window under one reading of the user. newest: its last sample; sums: see `part_sums`;
    telling: how much it tells about the lag, 0 to 1; effort: how far the user takes part, 0 to 1; judged:
    whether something was seen and the lesson was no pause.
    """

    newest: int
    alignment: Alignment
    sums: Sums
    telling: float
    effort: float
    judged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchWindows:
    """The windows of a whole match, aligned at once. sums: of each of W windows; judged (W,): whether it
    counts; worth (W,): the share of its points that it gets, 0 to 1, for taking part and for being on the
    beat.
    """

    sums: list[Sums]
    judged: NDArray[np.bool_]
    worth: Array


class AdaptiveScorer:
    """Scores one person in one match; see Scorer."""

    def __init__(self, tutor: PoseTrack, demands: Demands = NO_DEMANDS) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson; demands: of the lesson."""
        self._demands = demands
        self._tutor = directions(tutor.landmarks, tutor.visibility, tutor.world)
        self._paused = demands.paused_at(np.arange(len(self._tutor)) / SAMPLE_RATE_HZ)
        # what is not judged says nothing about lag, heading and taking part either
        self._tutor[self._paused] = np.nan
        self._lines = line_weights(self._tutor, demands.ignored)
        self._user = (np.full_like(self._tutor, np.nan), np.full_like(self._tutor, np.nan))
        self._readings = Readings(self._tutor, self._lines)
        self._windows: dict[int, list[AlignedWindow]] = {number: [] for number in self._readings.due}
        self._count = 0

    @property
    def mirrored(self) -> bool:
        """Whether the user mirrors the tutor, as far as is known."""
        return READINGS[self._readings.best][0]

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
        newest, searched = self._count - 1, max(0, self._count - SEARCHED)
        found = {}
        for number, aligner in self._readings.due.items():
            side = self._user[READINGS[number][0]]
            user = side[searched : self._count]
            before = self._windows[number]
            telling = 0.0 if self._paused[newest] else before[-1].effort if before else 1.0
            alignment = aligner.update(user, newest, telling)
            effort = self._effort(side, newest, alignment.lag)
            sums = part_sums(user[-WINDOW:], self._tutor[alignment.tutor[-WINDOW:]], alignment.heading)
            judged = _seen(sums) and not self._paused[[newest, alignment.tutor[-1]]].any()
            before.append(
                AlignedWindow(
                    newest=newest,
                    alignment=alignment,
                    sums=sums,
                    telling=telling,
                    effort=effort,
                    judged=judged,
                )
            )
            found[number] = user, alignment
        self._readings.add(found)
        return self._live(self._windows[self._readings.best])

    def _effort(self, user: Directions, newest: int, lag: float) -> float:
        """How far the user takes part, 0 to 1, before sample `newest`."""
        return taking_part.share(taking_part.moved(user, self._tutor, newest, lag, self._lines))

    def _live(self, windows: Sequence[AlignedWindow]) -> LiveScore:
        """The score after the last of the windows."""
        last = windows[-1]
        alignment = last.alignment
        since = last.newest - RECENT * WINDOW
        recent = [one.sums for one in windows[-RECENT:] if one.judged and one.newest > since]
        # who has just left has no score, whatever was seen before
        found = self._points(recent) if last.judged else NOTHING_SEEN
        worth = last.effort * self._timed(alignment.lag)
        return LiveScore(
            last.newest + 1,
            found.total * worth,
            found.joints * worth,
            found.angles * worth,
            alignment.lag / SAMPLE_RATE_HZ,
            self.mirrored,
            alignment.heading,
        )

    def _points(self, sums: Sequence[Sums]) -> Points:
        return points_of(part_errors(sum(sums, NO_SUMS)), self._demands.ignored)

    def _timed(self, lag: float) -> float:
        return timing(lag) if self._demands.on_beat else 1.0

    def finish(self) -> FinalScore:
        """See Scorer. The reading that is best at the end is taken for the whole match."""
        known = self._windows[self._readings.best]
        asked = int((~self._paused).sum()) // WINDOW
        match = self.whole() if known else None
        if match is None or not match.judged.any() or match.judged.sum() < JUDGED_SHARE_MIN * asked:
            return nothing_judged()
        live = self._running(match)
        moved = tally.movement(match.sums)
        counts = np.clip(moved / FULL_MOVE, REST_WORTH, 1.0)
        # who stood still throughout gets nothing, however much of the lesson is rest
        effort = taking_part.share(
            activity(self._user[self.mirrored][: self._count], self._tutor[: self._count], self._lines)
        )
        stretches = tally.stretches(np.flatnonzero(match.judged))
        each = [self._points([match.sums[number] for number in stretch]) for stretch in stretches]
        lengths = np.array([counts[stretch].sum() for stretch in stretches])
        worth = (
            np.array([tally.mean(match.worth[stretch], counts[stretch]) for stretch in stretches]) * effort
        )
        whole = tally.mean(np.array([one.total for one in each]) * worth, lengths)
        live_mean = tally.mean(live[match.judged], counts[match.judged]) * effort
        return FinalScore(
            (live_mean + whole) / 2,
            live_mean,
            whole,
            tally.with_worst(np.stack([one.joints for one in each]) * worth[:, None], lengths),
            tally.with_worst(np.stack([one.angles for one in each]) * worth[:, None], lengths),
        )

    def _running(self, match: MatchWindows) -> Array:
        """The live scores (W,) of the windows of a match, had they been aligned then as at its end."""
        result = np.full(len(match.sums), np.nan)
        for number in np.flatnonzero(match.judged):
            recent = range(max(number + 1 - RECENT, 0), number + 1)
            sums = [match.sums[one] for one in recent if match.judged[one]]
            result[number] = self._points(sums).total * match.worth[number]
        return result

    def whole(self) -> MatchWindows:
        """Align the match so far at once, by the best reading, which must have had a window."""
        known = self._windows[self._readings.best]
        newest = list(range(WINDOW - 1, self._count, WINDOW))
        user = self._user[self.mirrored][: self._count]
        costs = np.array([one.alignment.costs for one in known])
        way = lags.way(costs, np.array([one.telling for one in known]))
        headings = steadied([one.alignment.turning for one in known])
        # a reading that was followed now and then: between two of its windows the lag goes on evenly
        at = [one.newest for one in known]
        found = np.interp(newest, at, way).tolist()
        nearest = np.abs(np.subtract.outer(newest, at)).argmin(axis=1)
        path, sums = whole_match(
            user,
            self._tutor,
            self._lines,
            newest,
            found,
            [headings[number] for number in nearest],
            REACH_ON_BEAT if self._demands.on_beat else REACH,
        )
        moments = path[newest]
        seen = np.array([_seen(one) for one in sums])
        effort = np.array([self._effort(user, *pair) for pair in zip(newest, found, strict=True)])
        timed = np.array([self._timed(float(lag)) for lag in newest - moments])
        return MatchWindows(
            sums=sums,
            judged=seen & (moments >= 0) & ~self._paused[moments] & ~self._paused[newest],
            worth=effort * timed,
        )


def _seen(sums: Sums) -> bool:
    """Whether any part of both was seen in a window."""
    return bool(sums[:-1, 0].any())

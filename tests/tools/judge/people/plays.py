"""Matches that the table is made of, and their results by every method."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from tqdm import tqdm

from device.choices import METHODS
from device.match.judging.methods import scorer_called
from scoring.body.joints import Angle
from scoring.body.track import PoseTrack
from scoring.demands import NO_DEMANDS, Demands
from tests.tools.judge.people import plain

JUDGED = (*METHODS, plain.NAME)
# The method whose estimate of the heading the pairs are sorted by.
SORTED_BY = "adaptive"


@dataclass(frozen=True, kw_only=True)
class Play:
    """A match of two sampled tracks: the row of the table, the split, and what it is about."""

    row: str
    split: str
    tutor: PoseTrack = field(repr=False)
    user: PoseTrack = field(repr=False)
    about: str = ""
    demands: Demands = NO_DEMANDS


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of a play by one method: points, the lowest angle, and the heading in degrees, 0 to 180."""

    row: str
    split: str
    about: str
    method: str
    total: float
    lowest: str
    heading_deg: float


def outcomes(plays):
    """The outcomes of all plays by all methods, on all cores."""
    with ProcessPoolExecutor() as pool:
        found = tqdm(
            pool.map(_judge, plays, chunksize=4), total=len(plays), desc="judging real people", mininterval=5
        )
        return [outcome for each in found for outcome in each]


def _judge(play):
    found = {method: _by_method(method, play) for method in METHODS}
    found[plain.NAME] = (*plain.score(play.tutor, play.user), 0.0)
    heading = found[SORTED_BY][2]
    return [
        Outcome(
            row=play.row,
            split=play.split,
            about=play.about,
            method=method,
            total=float(total),
            lowest=Angle(int(np.nanargmin(angles))).name.lower() if np.isfinite(angles).any() else "",
            heading_deg=heading,
        )
        for method, (total, angles, _) in found.items()
    ]


def _by_method(method, play):
    scorer = scorer_called(method, play.tutor, play.demands)
    live = [
        score
        for row in range(min(len(play.tutor), len(play.user)))
        if (score := scorer.push(play.user.pose(row))) is not None
    ]
    final = scorer.finish()
    turned = np.exp(1j * np.array([score.heading for score in live])).sum() if live else 1.0
    return final.total, final.angles, float(abs(np.degrees(np.angle(turned))))

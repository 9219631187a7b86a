"""Rendered people: scores by method, for the same movement in many ways, wrong form, and another movement.

Every pair goes through the whole pose pipeline. The same pairs with the mannequin's true poses tell what is
the network's noise and what is the method's fault.
"""

import time
from functools import cache

import numpy as np

from device.match.judging.methods import scorer_called
from scoring.body.joints import Angle
from tests.tools.judge.clips import EXERCISES, late
from tests.tools.judge.pairs import (
    ERRORS_DEG,
    JUDGE,
    WRONG_ANGLES,
    YAWS,
    auc,
    mirror_image,
    play,
    rank_correlation,
    sampled,
)

LAGS_S = (0.3, 0.6, 0.8, 1.0)
NAMED_AT_DEG = 20.0
ANGLE_NAMES = [angle.name.lower() for angle in Angle]


def clips_needed():
    """All clips of the tables."""
    followers = [JUDGE.follower(movement, yaw) for movement in EXERCISES for yaw in YAWS]
    return [
        *(JUDGE.lesson(movement) for movement in EXERCISES),
        *followers,
        *(mirror_image(JUDGE.follower(movement)) for movement in EXERCISES),
        *(
            JUDGE.wrong(movement, angle, degrees)
            for movement in EXERCISES
            for angle in WRONG_ANGLES[movement]
            for degrees in ERRORS_DEG
        ),
    ]


class Pairs:
    """All tracks by clip, as the network saw them or as they truly were."""

    def __init__(self, watched, *, truth=False):
        self._watched = watched
        self._truth = truth
        self._sampled = cache(self._make)

    def _make(self, clip, delay_s, count):
        one = self._watched[clip]
        track = one.truth.track if self._truth else one.track
        return sampled(late(track, delay_s), count)

    def lesson(self, movement):
        """The tutor's samples."""
        return self._sampled(JUDGE.lesson(movement), 0.0, None)

    def play(self, method, movement, clip, delay_s=0.0):
        """The user's clip against the lesson of a movement."""
        tutor = self.lesson(movement)
        return play(method, tutor, self._sampled(clip, delay_s, len(tutor)))


def measure(method, pairs, *, flipped=True):
    """Every figure of one method, and the scores behind them by the name of the group.

    flipped: the truth has no films to flip, so there the mirrored group is left out.
    """
    groups = {
        f"same, yaw {yaw:.0f}": [pairs.play(method, m, JUDGE.follower(m, yaw))[0].total for m in EXERCISES]
        for yaw in YAWS
    }
    for lag_s in LAGS_S:
        groups[f"same, {lag_s} s late"] = [
            pairs.play(method, m, JUDGE.follower(m), lag_s)[0].total for m in EXERCISES
        ]
    if flipped:
        groups["same, mirrored"] = [
            pairs.play(method, m, mirror_image(JUDGE.follower(m)))[0].total for m in EXERCISES
        ]
    same = [value for scores in groups.values() for value in scores]
    other = groups["another movement"] = [
        pairs.play(method, m, JUDGE.follower(n, yaw))[0].total
        for yaw in YAWS
        for m in EXERCISES
        for n in EXERCISES
        if n != m
    ]
    wrong = _wrong_form(method, pairs, groups)
    front = np.nanmean(groups["same, yaw 0"])
    return {
        "auc": auc(same, other),
        "front": float(front),
        "other": float(np.nanmean(other)),
        "yaw_drop": {
            f"{yaw:.0f}": float(front - np.nanmean(groups[f"same, yaw {yaw:.0f}"])) for yaw in YAWS[1:]
        },
        "lag_drop": {str(lag): float(front - np.nanmean(groups[f"same, {lag} s late"])) for lag in LAGS_S},
        "mirrored_drop": float(front - np.nanmean(groups["same, mirrored"])) if flipped else None,
        "unjudged": int(np.isnan(same).sum() + np.isnan(other).sum()),
        "pairs": len(same) + len(other),
        **wrong,
        "groups": {name: _spread(scores) for name, scores in groups.items()},
    }


def _wrong_form(method, pairs, groups):
    ranks, named = [], []
    for degrees in ERRORS_DEG:
        groups[f"one angle {degrees:.0f} degrees wrong"] = []
    for movement in EXERCISES:
        clean = pairs.play(method, movement, JUDGE.follower(movement))[0].total
        for angle in WRONG_ANGLES[movement]:
            scores = [clean]
            for degrees in ERRORS_DEG:
                final, _ = pairs.play(method, movement, JUDGE.wrong(movement, angle, degrees))
                scores.append(final.total)
                groups[f"one angle {degrees:.0f} degrees wrong"].append(final.total)
                if degrees == NAMED_AT_DEG and np.isfinite(final.angles).any():
                    named.append(ANGLE_NAMES[int(np.nanargmin(final.angles))] == angle)
            ranks.append(-rank_correlation((0.0, *ERRORS_DEG), scores))
    return {"rank": float(np.nanmean(ranks)), "named": float(np.mean(named))}


def _spread(scores):
    known = np.asarray(scores)[np.isfinite(scores)]
    return {"mean": float(known.mean()), "low": float(known.min()), "high": float(known.max())}


def cost_ms(method, pairs):
    """Median milliseconds of the push that gives a live score, of every tenth sample."""
    tutor = pairs.lesson("dance")
    play(method, tutor, tutor)
    took = []
    for _ in range(5):
        scorer = scorer_called(method, tutor)
        for row in range(len(tutor)):
            pose = tutor.pose(row)
            start = time.perf_counter()
            score = scorer.push(pose)
            if score is not None:
                took.append(time.perf_counter() - start)
    return float(np.median(took) * 1e3)


def show_groups(rows):
    """Print the scores of each group by method."""
    names = next(iter(rows.values()))["groups"]
    print("\nmean score (lowest to highest)" + "".join(f"{method:>26}" for method in rows))
    for name in names:
        cells = ""
        for row in rows.values():
            one = row["groups"].get(name)
            cells += f"{'' if one is None else '{mean:.1f} ({low:.1f} to {high:.1f})'.format(**one):>26}"
        print(f"{name:<30}{cells}")

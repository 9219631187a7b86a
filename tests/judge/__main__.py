"""`make judge`: how good the scores are, on mannequins that nothing was tuned on and on real people.

Prints the tables and writes build/judge.json. Every figure comes through the whole pose pipeline.
"""

import json
import sys

import numpy as np

from device.session.methods import METHODS
from tests.judge import real, seen
from tests.judge.clips import EXERCISES, STORE, watch_all
from tests.judge.pairs import DELAYS_S, ERRORS_DEG, JUDGE, YAWS, auc, score


def clips_needed():
    """All clips of the tables."""
    return [
        *(JUDGE.lesson(movement) for movement in EXERCISES),
        *(JUDGE.follower(movement, yaw) for movement in EXERCISES for yaw in YAWS),
        *(JUDGE.wrong(movement, degrees) for movement in EXERCISES for degrees in ERRORS_DEG),
    ]


def scores_of(method, watched):
    """The scores (one a movement) of each kind of pair, and those of other movements."""
    lesson = {movement: watched[JUDGE.lesson(movement)] for movement in EXERCISES}
    good = {movement: watched[JUDGE.follower(movement)] for movement in EXERCISES}
    table = {"identical": [score(lesson[m], lesson[m], method) for m in EXERCISES]}
    for yaw in YAWS:
        name = f"same, other body, yaw {yaw:.0f}"
        table[name] = [score(lesson[m], watched[JUDGE.follower(m, yaw)], method) for m in EXERCISES]
    for delay_s in DELAYS_S:
        table[f"same, other body, {delay_s} s late"] = [
            score(lesson[m], good[m], method, delay_s) for m in EXERCISES
        ]
    for degrees in ERRORS_DEG:
        table[f"one angle {degrees:.0f} degrees wrong"] = [
            score(lesson[m], watched[JUDGE.wrong(m, degrees)], method) for m in EXERCISES
        ]
    table["another movement"] = [
        score(lesson[m], good[n], method) for m in EXERCISES for n in EXERCISES if n != m
    ]
    return table


def main():
    """Judge every method."""
    watched = watch_all(clips_needed())
    report = {"mannequins": {}, "seen": seen.measure(), "real": real.measure()}
    for method in METHODS:
        table = scores_of(method, watched)
        other = table["another movement"]
        print(f"\nmethod {method}\n{'pair':<32}{'mean':>7}{'low':>7}{'high':>7}{'AUC against other':>20}")
        rows = report["mannequins"][method] = {}
        for name, scores in table.items():
            rows[name] = {
                "mean": float(np.mean(scores)),
                "low": float(np.min(scores)),
                "high": float(np.max(scores)),
                "auc": auc(scores, other),
            }
            row = rows[name]
            print(
                f"{name:<32}{row['mean']:>7.1f}{row['low']:>7.1f}{row['high']:>7.1f}"
                f"{'' if scores is other else format(row['auc'], '.3f'):>20}"
            )
        same = [value for name, scores in table.items() if name.startswith("same") for value in scores]
        rows["all same against other"] = {"auc": auc(same, other)}
        print(f"{'all same against other':<32}{'':>21}{auc(same, other):>20.3f}")
    seen.show(report["seen"])
    real.show(report["real"])
    (STORE.parent / "judge.json").write_text(json.dumps(report, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

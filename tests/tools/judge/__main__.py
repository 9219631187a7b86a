"""`make judge`: how good the scores are, on mannequins that nothing was tuned on and on real people.

Prints the tables and writes build/judge.json. Every figure comes through the whole pose pipeline, but for the
row that is named truth.
"""

import json
import sys

from device.choices import METHODS
from tests.tools.judge import (
    corrections,
    every_repetition,
    gestures,
    lesson_parts,
    lift,
    mannequins,
    names,
    real,
    repetitions,
    seen,
    three,
)
from tests.tools.judge.clips import STORE, watch_all
from tests.tools.judge.followed import measure as followed
from tests.tools.judge.people import table
from tests.tools.judge.people.measure import measure as measure_people


def main():
    """Judge every method."""
    watched = watch_all([*mannequins.clips_needed(), *corrections.clips_needed()])
    pairs = mannequins.Pairs(watched)
    people = real.tracks()
    rows, told, met = {}, {}, {}
    for method in METHODS:
        print(f"judging {method} ...", flush=True)
        rows[method] = mannequins.measure(method, pairs)
        rows[method]["cost_ms"] = mannequins.cost_ms(method, pairs)
        told[method] = corrections.measure(method, watched)
        met[method] = real.measure(method, people)
    rows["adaptive, truth"] = mannequins.measure(
        "adaptive", mannequins.Pairs(watched, truth=True), flipped=False
    )
    mannequins.show_groups(rows)
    corrections.show(told)
    real.show(met)
    show(rows, told, met)
    counted = repetitions.measure(watched)
    repetitions.show(counted)
    network = seen.measure()
    seen.show(network)
    hands = gestures.measure(watched)
    gestures.show(hands)
    parts = lesson_parts.measure()
    lesson_parts.show(parts)
    apart = three.measure()
    three.show(apart)
    fair = measure_people()
    if fair is not None:
        table.show(fair)
    who = followed.measure()
    followed.show(who)
    named = names.measure()
    if named is not None:
        names.show(named)
    words = lift.measure()
    if words is not None:
        lift.show(words)
    every = every_repetition.measure()
    if every is not None:
        every_repetition.show(every)
    report = {
        "mannequins": rows,
        "corrections": told,
        "real": met,
        "seen": network,
        "repetitions": counted,
        "every repetition": every,
        "gestures": hands,
        "lesson parts": parts,
        "three exercises": apart,
        "people": fair,
        "who is followed": who,
        "names": named,
        "lift": words,
    }
    (STORE.parent / "judge.json").write_text(json.dumps(report, indent=2) + "\n")
    return 0


def show(rows, told, met):
    """Print the one table: a row a method."""
    print(
        "\nmethod            AUC  real AUC  in step  another   yaw 30   60   90   late 0.3  0.6  0.8  1.0"
        "   mirrored   rank  arrows   named  unjudged  ms an update"
    )
    for method, row in rows.items():
        people = met.get(method, {}).get("all", {}).get("auc")
        arrows = told.get(method, {}).get("arrows")
        share = None if arrows is None else sum(one["all"] for one in arrows.values()) / len(arrows)
        print(
            f"{method:<16}{row['auc']:>6.3f}{_cell(people, 10, '.3f')}"
            f"{row['front']:>9.1f}{row['other']:>9.1f}"
            f"{row['yaw_drop']['30']:>9.1f}{row['yaw_drop']['60']:>5.1f}{row['yaw_drop']['90']:>5.1f}"
            f"{row['lag_drop']['0.3']:>11.1f}{row['lag_drop']['0.6']:>5.1f}{row['lag_drop']['0.8']:>5.1f}"
            f"{row['lag_drop']['1.0']:>5.1f}{_cell(row['mirrored_drop'], 11, '.1f')}{row['rank']:>7.3f}"
            f"{_cell(share, 8, '.3f')}{row['named']:>8.3f}{row['unjudged']:>5} of {row['pairs']}"
            f"{_cell(row.get('cost_ms'), 8, '.2f')}"
        )


def _cell(value, width, form):
    return f"{'' if value is None else format(value, form):>{width}}"


if __name__ == "__main__":
    sys.exit(main())

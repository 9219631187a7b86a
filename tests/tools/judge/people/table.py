"""Sums up outcomes: the rows of the table by split and method."""

import itertools

import numpy as np

from tests.tools.judge.pairs import auc
from tests.tools.judge.people import one_angle, one_recording, prmd
from tests.tools.judge.people.pairs_of_clips import DANCED, ON_BEAT, OTHER, SAME
from tests.tools.judge.people.plays import JUDGED
from tests.tools.judge.people.repetitions import AMISS, RIGHT, row_of
from tests.tools.judge.people.splits import SPLITS

HEADINGS_DEG = (0, 20, 45, 90, 135, 180)
SETS = ("squats, clips", "squats, landmarks", "push-ups, clips", "push-ups, landmarks")
OFFSET_GOOD_S = 0.05


def rows(outcomes, offsets):
    """{split: {row: {method: value}}}; values are points, shares of 1, or AUC, None where nothing was judged.

    offsets: (row, split, s wrong or NaN) of the delayed recordings.
    """
    report = {}
    for split in SPLITS:
        found = {method: _Found(outcomes, split, method) for method in JUDGED}
        by_method = {method: dict(_figures(one)) for method, one in found.items()}
        names = list(dict.fromkeys(name for figures in by_method.values() for name in figures))
        table = {name: {method: by_method[method].get(name) for method in JUDGED} for name in names}
        table |= _of_offsets(offsets, split)
        report[split] = {
            name: cells for name, cells in table.items() if any(cell is not None for cell in cells.values())
        }
    return report


class _Found:
    """The outcomes of one split and method, by row."""

    def __init__(self, outcomes, split, method):
        self.by_row = {}
        for one in outcomes:
            if (one.split, one.method) == (split, method):
                self.by_row.setdefault(one.row, []).append(one)

    def __getitem__(self, row):
        return np.array([one.total for one in self.by_row.get(row, [])], float)


def _figures(found):
    same, other = found[SAME], found[OTHER]
    yield "same against other exercise, AUC", _auc(same, other)
    yield "same exercise, median", _median(same)
    turned = np.array([one.heading_deg for one in found.by_row.get(SAME, [])])
    for low, high in itertools.pairwise(HEADINGS_DEG):
        inside = (turned >= low) & (turned < high + (high == HEADINGS_DEG[-1]))
        yield f"same, heading {low} to {high} (n {inside.sum()})", _median(same[inside])
    yield "same, unjudged share", _unjudged(same)
    yield f"other exercise, 90th percentile (n {len(other)})", _percentile(other, 90)
    yield "other exercise, most", _percentile(other, 100)
    yield "other exercise, unjudged share", _unjudged(other)
    yield DANCED, _median(found[DANCED])
    yield ON_BEAT, _median(found[ON_BEAT])
    of_network = found[one_recording.NETWORK]
    yield f"the other network, median (n {len(of_network)})", _median(of_network)
    yield "the other network, 10th percentile", _percentile(of_network, 10)
    yield "the other network, unjudged share", _unjudged(of_network)
    for row in (one_recording.SLOWER, one_recording.QUICKER):
        yield f"{row}, median", _median(found[row])
        yield f"{row}, 10th percentile", _percentile(found[row], 10)
    for row in (one_recording.STILL, one_recording.STILL_SHORT):
        yield f"{row}, median", _median(found[row])
        yield f"{row}, most", _percentile(found[row], 100)
    yield from _of_delayed(found)
    for name in SETS:
        right, wrong = found[row_of(RIGHT, name)], found[row_of(AMISS, name)]
        yield f"right against wrong: {name} ({len(right)}, {len(wrong)}), AUC", _auc(right, wrong)
    each = []
    for movement, name in enumerate(prmd.MOVEMENTS, 1):
        each.append(_auc(found[prmd.row(RIGHT, movement)], found[prmd.row(AMISS, movement)]))
        yield f"right against wrong: UI-PRMD {name}, AUC", each[-1]
    yield (
        "right against wrong: UI-PRMD, mean of movements, AUC",
        None if None in each else float(np.mean(each)),
    )
    for yaw in one_angle.VIEWS:
        yield from _of_one_angle(found, yaw)


def _of_delayed(found):
    whole = {one.about: one.total for one in found.by_row.get(one_recording.NETWORK, [])[::2]}
    for delay_s in one_recording.DELAYS_S:
        row = one_recording.delayed(delay_s)
        off = np.array([whole[one.about] - one.total for one in found.by_row.get(row, [])])
        yield f"{row}, points lost, median (n {len(off)})", _median(off)
        yield f"{row}, points lost, 90th percentile", _percentile(off, 90)


def _of_offsets(offsets, split):
    table = {}
    for row in dict.fromkeys(row for row, *_ in offsets):
        wrong_s = np.array([wrong for name, of, wrong in offsets if (name, of) == (row, split)])
        if len(wrong_s):
            table[f"{row}, offset within 50 ms, share"] = {
                "adaptive": float((wrong_s <= OFFSET_GOOD_S).mean())
            }
    return table


def _of_one_angle(found, yaw):
    name = one_angle.wrong(yaw)
    every = found.by_row.get(one_angle.clean(yaw), []) + found.by_row.get(name, [])
    drops, named = one_angle.drops(every)
    yield f"mannequins, view {yaw:.0f}, mean", _mean(found[one_angle.clean(yaw)])
    yield f"{name}: drop", _mean(np.array(drops, float))
    yield f"{name}: named lowest, share", float(np.mean(named)) if named else None


def _auc(high, low):
    return auc(high, low) if np.isfinite(high).any() and np.isfinite(low).any() else None


def _median(values):
    return _percentile(values, 50)


def _percentile(values, share):
    return float(np.nanpercentile(values, share)) if np.isfinite(values).any() else None


def _mean(values):
    return float(np.nanmean(values)) if np.isfinite(values).any() else None


def _unjudged(values):
    return float(np.isnan(values).mean()) if len(values) else None


def show(report):
    """Print one table a split."""
    for split, table in report.items():
        print(f"\nreal people, {split}" + " " * (62 - len(split)) + "".join(f"{name:>14}" for name in JUDGED))
        for name, cells in table.items():
            form = ".3f" if "AUC" in name or "share" in name else ".1f"
            shown = ("" if (cell := cells.get(method)) is None else format(cell, form) for method in JUDGED)
            print(f"{name:<75}" + "".join(f"{cell:>14}" for cell in shown))

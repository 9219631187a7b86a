"""What the constants of `scoring.body.points` and `heading` were taken from: errors of people who tune.

By part the stray for each radian that the tutor moves, and the bias, of one exercise by another person and of
another exercise; by the heading between the cameras. A mean over stretches of three seconds hides what a
single window shows of the network's noise, as the score does.
"""

import itertools

import numpy as np

from scoring.adaptive import tally
from scoring.adaptive.scorer import AdaptiveScorer
from scoring.body import heading, points
from scoring.body.joints import ANGLE_JOINTS, BONE_COUNT, BONES, Angle, Joint
from scoring.body.part_errors import part_errors
from tests.tools.judge.people.clips import DANCE, data_folder
from tests.tools.judge.people.pairs_of_clips import OTHER, SAME, plays
from tests.tools.judge.people.splits import TUNE
from tests.tools.judge.people.table import HEADINGS_DEG

PARTS = (
    *(f"{Joint(a).name}-{Joint(b).name}".lower() for a, b in BONES),
    *(one.name.lower() for one in Angle),
)
# A part that the tutor moves less than this holds still, one that moves more is moved, radians.
STILL_MAX, MOVED_MIN = 0.06, 0.15
PERCENTILES = (10, 25, 50, 75, 90)


def show():
    """Print the errors of people who tune, and the constants as they stand."""
    if data_folder() is None:
        print("FORMBOX_DATA is not set: errors of real people are left out")
        return
    found = {row: [] for row in (SAME, OTHER)}
    for play in plays():
        if play.split == TUNE and play.row in found and play.about.split(" by ")[0] not in DANCE:
            found[play.row] += _stretches(play)
    same, other = found[SAME], found[OTHER]
    _show_parts(same, other)
    _show_axes(same)
    still, moved = ratios(same)
    print(f"STRAY_STILL: {_listed(still)} (stands: {points.STRAY_STILL})")
    print(f"STRAY_MOVING: {_listed(moved)} (stands: {points.STRAY_MOVING})")
    print(f"the same of another exercise: {_listed(ratios(other)[1])}")
    usual = [np.nanmedian(one["bias"]) for one in same if np.isfinite(one["bias"]).any()]
    beyond = np.concatenate([one["bias"] / np.nanmedian(one["bias"]) for one in same])
    print(f"the usual bias of a stretch: {_listed(usual)} (BIAS_LEAST {points.BIAS_LEAST}, "
          f"BIAS_MOST {points.BIAS_MOST}, BIAS_USUAL {points.BIAS_USUAL})")  # fmt: skip
    print(f"a part's bias in units of the usual one: {_listed(beyond)} (BIAS_CAP {points.BIAS_CAP})")
    for name, group in found.items():
        print(f"error of the whole, units: {name}: {_listed([one['error'] for one in group])}")
    print(f"CURVE stands: {points.CURVE}")


def _stretches(play):
    """The errors of each stretch of a match."""
    scorer = AdaptiveScorer(play.tutor, play.demands)
    live = [
        score
        for row in range(min(len(play.tutor), len(play.user)))
        if (score := scorer.push(play.user.pose(row))) is not None
    ]
    if not live:
        return []
    match = scorer.whole()
    turned_rad = float(np.angle(np.exp(1j * np.array([score.heading for score in live])).sum()))
    found = []
    for stretch in tally.stretches(np.flatnonzero(match.judged)) if match.judged.any() else []:
        sums = np.sum([match.sums[window] for window in stretch], axis=0)
        errors = part_errors(sums)
        total = points.points_of(errors).total
        found.append({
            "bias": errors.bias, "stray": errors.stray, "amplitude": errors.amplitude, "sums": sums,
            "heading": turned_rad, "error": error_of(total),
        })  # fmt: skip
    return found


def error_of(total):
    """The error, in units, that CURVE gives this many points, more than 0 and at most 100."""
    if not total > 0:
        return float("nan")
    return float(points.CURVE.half * (100 / total - 1) ** (1 / points.CURVE.power))


def ratios(stretches):
    """The strays of parts that the tutor holds still, radians, and those of moved parts by amplitude."""
    stray, amplitude = (np.concatenate([one[key] for one in stretches]) for key in ("stray", "amplitude"))
    known = np.isfinite(stray) & np.isfinite(amplitude)
    still, moved = known & (amplitude < STILL_MAX), known & (amplitude >= MOVED_MIN)
    return stray[still], stray[moved] / amplitude[moved]


def _show_parts(same, other):
    bins = [f"{low}-{high}" for low, high in itertools.pairwise(HEADINGS_DEG)]
    print(
        "\nmedian stray for each radian of the tutor's, and bias, of people who tune, by heading; then of all"
    )
    print(f"{'part':<32}" + "".join(f"{name:>13}" for name in (*bins, "same", "other", "RELIABLE")))
    for number, part in enumerate(PARTS):
        cells = [_cell(_turned(same, low, high), number) for low, high in itertools.pairwise(HEADINGS_DEG)]
        cells += [_cell(same, number), _cell(other, number), f"{points.RELIABLE[number]:.2f}"]
        print(f"{part:<32}" + "".join(f"{cell:>13}" for cell in cells))


def _turned(stretches, low, high):
    return [
        one for one in stretches if low <= abs(np.degrees(one["heading"])) < high + (high == HEADINGS_DEG[-1])
    ]


def _cell(stretches, number):
    of_part = [{key: one[key][number : number + 1] for key in ("stray", "amplitude")} for one in stretches]
    moved = ratios(of_part)[1] if of_part else []
    biases = np.array([one["bias"][number] for one in stretches])
    biases = biases[np.isfinite(biases)]
    return " ".join(f"{np.median(values):.2f}" if len(values) else "-" for values in (moved, biases))


def _show_axes(same):
    """The root mean square difference of the bones, radians, along x, y and z of both bodies turned to the
    middle of their headings, beside what ACROSS_ERROR and the two errors of depth expect.
    """
    for low, high in itertools.pairwise(HEADINGS_DEG):
        rows = []
        for one in _turned(same, low, high):
            of_bones = one["sums"][: 3 * BONE_COUNT].reshape(BONE_COUNT, 3, -1)
            squares = of_bones[..., 2].sum(axis=0) / np.maximum(of_bones[..., 0].sum(axis=0), 1)
            weights = heading.axis_weights(one["heading"])
            rows.append(np.stack([np.sqrt(squares) / weights, heading.ACROSS_ERROR / weights]))
        if rows:
            seen, expected = np.median(rows, axis=0)
            print(
                f"heading {low} to {high}: x, y, z differ by {np.round(seen, 2)}, "
                f"expected {np.round(expected, 2)}"
            )
    print(f"ACROSS_ERROR {heading.ACROSS_ERROR}, DEPTH_ERROR {heading.DEPTH_ERROR}, "
          f"DEPTH_ERROR_ASIDE {heading.DEPTH_ERROR_ASIDE}")  # fmt: skip


def _listed(values):
    shares = np.nanpercentile(values, PERCENTILES)
    return ", ".join(f"{value:.3g} ({share} %)" for value, share in zip(shares, PERCENTILES, strict=True))


assert len(PARTS) == len(points.RELIABLE) == BONE_COUNT + len(ANGLE_JOINTS)

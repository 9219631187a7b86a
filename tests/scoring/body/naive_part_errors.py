"""Slow, obvious twins of `part_errors`: one part, one number at a time."""

import math

from scoring.body.heading import ACROSS_ERROR, axis_weights, depth_error
from scoring.body.joints import ANGLE_JOINTS, BONE_COUNT
from tests.scoring.body.naive_lines import lines_of, lost, turned
from tests.scoring.body.naive_pose_errors import angle_between, angle_errors


def series(user, tutor, heading):
    """By part a list of its coordinates, each a list of (difference, the tutor's value) over time."""
    axes = axis_weights(heading).tolist()
    deep = math.sqrt(depth_error(heading) ** 2 - ACROSS_ERROR**2)
    parts = [[[], [], []] for _ in range(BONE_COUNT)] + [[[]] for _ in ANGLE_JOINTS]
    for mine, asked in zip(lines_of(user), lines_of(tutor), strict=True):
        for part in range(BONE_COUNT):
            one, other = turned(mine[part], heading / 2), turned(asked[part], -heading / 2)
            for found, a, b, axis in zip(parts[part], one, other, axes, strict=True):
                found.append(((a - b) * axis, b * axis))
        off = angle_errors(mine, asked, ACROSS_ERROR, deep)
        for number, joints in enumerate(ANGLE_JOINTS):
            parts[BONE_COUNT + number][0].append((off[number], angle_between(asked, joints)[0]))
    return parts


def sums(parts, count):
    """The rows of `part_sums`: of each coordinate how many are known, their sum and the sum of their squares,
    of the differences and of the values; in the last row the number of samples.
    """
    rows = []
    for coordinate in (one for part in parts for one in part):
        row = []
        for values in zip(*coordinate, strict=True) if coordinate else ((), ()):
            known = [value for value in values if not lost(value)]
            row += [len(known), sum(known), sum(value**2 for value in known)]
        rows.append(row)
    return [*rows, [count, 0, 0, 0, 0, 0]]


def errors(parts, seen_min):
    """Of each part (bias, stray, amplitude), by the definitions of mean and variance."""
    result = []
    for part in parts:
        means, spreads, moves = [], [], []
        for coordinate in part:
            off = [difference for difference, _ in coordinate if not lost(difference)]
            shown = [value for _, value in coordinate if not lost(value)]
            enough = max(seen_min * len(coordinate), 1)
            means.append(_mean(off) if len(off) >= enough else math.nan)
            spreads.append(_variance(off) if len(off) >= enough else math.nan)
            moves.append(_variance(shown) if len(shown) >= enough else math.nan)
        result.append((math.hypot(*means), math.sqrt(sum(spreads)), math.sqrt(sum(moves))))
    return result


def _mean(values):
    return sum(values) / len(values)


def _variance(values):
    return _mean([(value - _mean(values)) ** 2 for value in values])

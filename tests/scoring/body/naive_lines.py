"""Slow, obvious twins of `directions` and `heading`: one sample, one line, one number at a time."""

import math

import numpy as np

from scoring.body.directions import ANGLE_LINES, LINES
from scoring.body.joints import JOINT_LANDMARKS, Joint

NOTHING = (math.nan, math.nan, math.nan)


def lost(*numbers):
    """Whether one of the numbers is NaN."""
    return any(map(math.isnan, numbers))


def lines_of(directions):
    """(N, 3, K) as N lists of K (x, y, z)."""
    return [list(zip(*sample, strict=True)) for sample in directions.tolist()]


def joints(points, seen):
    """15 (x, y, z) of 33; a joint that is not seen is NaN, and a centre without one of its two."""
    found = [tuple(points[landmark]) if seen[landmark] else NOTHING for landmark in JOINT_LANDMARKS]
    for left, right in ((Joint.LEFT_HIP, Joint.RIGHT_HIP), (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)):
        found.append(tuple((a + b) / 2 for a, b in zip(found[left], found[right], strict=True)))
    return found


def directions(landmarks, seen, world):
    """One picture: 16 unit vectors; px become metres by all that is seen of the body."""
    flat, deep = joints(landmarks, seen), joints(world, seen)
    sides = [
        (abs(flat[end][axis] - flat[start][axis]), abs(deep[end][axis] - deep[start][axis]))
        for start, end in LINES
        for axis in range(2)
    ]
    pixels = sum(px for px, m in sides if not lost(px, m))
    metres = sum(m for px, m in sides if not lost(px, m))
    if pixels == 0 or metres == 0:
        return [NOTHING] * len(LINES)
    result = []
    for start, end in LINES:
        line = (
            (flat[end][0] - flat[start][0]) * metres / pixels,
            (flat[end][1] - flat[start][1]) * metres / pixels,
            deep[end][2] - deep[start][2],
        )
        length = math.hypot(*line)
        result.append(NOTHING if lost(length) or length == 0 else tuple(part / length for part in line))
    return result


def turned(line, heading):
    """One (x, y, z) turned about the vertical, from x towards z."""
    x, y, z = line
    flat = complex(x, z) * complex(math.cos(heading), math.sin(heading))
    return NOTHING if lost(*line) else (flat.real, y, flat.imag)


def correlation(users, tutors, weights):
    """Samples of lines (x, y, z): the weighted sum of how each user's line must be turned."""
    total = 0j
    for user, tutor in zip(users, tutors, strict=True):
        for one, other, weight in zip(user, tutor, weights, strict=True):
            if not lost(*one, *other):
                total += weight * complex(other[0], other[2]) * complex(one[0], one[2]).conjugate()
    return total


def line_angles(lines):
    """The 10 angles in degrees (T, 10) between LINES (T, 3, 16)."""
    cosines = [
        (lines[:, :, one] * lines[:, :, other]).sum(axis=1) * one_sign * other_sign
        for one, one_sign, other, other_sign in ANGLE_LINES
    ]
    return np.degrees(np.arccos(np.clip(np.stack(cosines, axis=1), -1, 1)))

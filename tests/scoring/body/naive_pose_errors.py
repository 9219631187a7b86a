"""Slow, obvious twins of `pose_errors`: one sample, one line, one number at a time."""

import math

from scoring.body.directions import LINES
from scoring.body.joints import ANGLE_JOINTS
from tests.scoring.body.naive_lines import lost, turned


def spread(lines, beside):
    """How far one line strays about its mean: samples of (x, y, z), each counted where both sides show it."""
    total = 0.0
    for axis in range(3):
        known = [
            one[axis] for one, other in zip(lines, beside, strict=True) if not lost(one[axis], other[axis])
        ]
        if known:
            mean = sum(known) / len(known)
            total += sum((value - mean) ** 2 for value in known) / len(known)
    return math.sqrt(total)


def activity(body, beside, weights):
    """The weighted root mean square spread of all lines; samples of lines of (x, y, z)."""
    square = 0.0
    for number, weight in enumerate(weights):
        pair = ([row[number] for row in side] for side in (body, beside))
        square += weight * spread(*pair) ** 2
    return math.sqrt(square / sum(weights))


def bone_error(user, tutor, heading, axes):
    """How far apart two (x, y, z) are once both were turned to the middle of their headings."""
    one, other = turned(user, heading / 2), turned(tutor, -heading / 2)
    return math.sqrt(sum(((a - b) * axis) ** 2 for a, b, axis in zip(one, other, axes, strict=True)))


def line_from(body, vertex, end):
    """The unit vector from a vertex to a joint, of 16 lines (x, y, z)."""
    if (vertex, end) in LINES:
        return body[LINES.index((vertex, end))]
    return tuple(-part for part in body[LINES.index((end, vertex))])


def angle_between(body, joint_angle):
    """One of the 10 angles, radians, and how much of it rests on depth."""
    first, vertex, second = joint_angle
    one, other = line_from(body, vertex, first), line_from(body, vertex, second)
    cosine = sum(a * b for a, b in zip(one, other, strict=True))
    if lost(cosine):
        return math.nan, math.nan
    cosine = min(max(cosine, -1.0), 1.0)
    change = (other[2] - one[2] * cosine) ** 2 + (one[2] - other[2] * cosine) ** 2
    return math.acos(cosine), change / max(1 - cosine**2, 0.04)


def angle_errors(user, tutor, across, deep):
    """One sample: by how much each of the user's 10 angles is wider, less where it rests on depth."""
    result = []
    for joint_angle in ANGLE_JOINTS:
        mine, my_lean = angle_between(user, joint_angle)
        asked, lean = angle_between(tutor, joint_angle)
        trust = across / math.sqrt(across**2 + deep**2 * (my_lean + lean) / 2)
        result.append((mine - asked) * trust)
    return result

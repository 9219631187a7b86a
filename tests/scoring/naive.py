"""Slow, obvious twins of the fast code in `scoring`: one cell, one joint, one number at a time."""

import math

from scoring.body.joints import ANGLE_JOINTS, Joint


def dtw(one, other, band):
    """One series pair as lists of (x, y); the whole matrix, every cell by the recurrence."""
    if any(math.isnan(part) for point in (*one, *other) for part in point):
        return math.nan
    rows, columns = len(one), len(other)
    slope = (columns - 1) / max(rows - 1, 1)
    reach = math.inf if band is None else max(band, math.ceil(slope) if rows > 1 else columns)
    table = {(-1, -1): 0.0}
    for i in range(rows):
        for j in range(columns):
            if abs(j - math.floor(i * slope + 0.5)) > reach:
                continue
            before = min(table.get(cell, math.inf) for cell in ((i - 1, j - 1), (i - 1, j), (i, j - 1)))
            table[i, j] = math.dist(one[i], other[j]) + before
    return table[rows - 1, columns - 1] / max(rows, columns)


def fill(values, share_min):
    """One series as a list; each NaN takes the nearest number, the earlier of two as near."""
    known = [place for place, value in enumerate(values) if not math.isnan(value)]
    if not known or len(known) < share_min * len(values):
        return [math.nan] * len(values)
    return [
        values[min(known, key=lambda other, here=place: (abs(other - here), other))]
        for place in range(len(values))
    ]


def polar(joints):
    """One frame of 15 (x, y): a list of (angle, radius in torso lengths)."""
    hip, shoulder = joints[Joint.HIP_CENTRE], joints[Joint.SHOULDER_CENTRE]
    torso = math.dist(hip, shoulder) or math.nan
    middle = ((hip[0] + shoulder[0]) / 2, (hip[1] + shoulder[1]) / 2)
    return [(math.atan2(y - middle[1], x - middle[0]), math.dist((x, y), middle) / torso) for x, y in joints]


def angles(joints):
    """One frame: the ten angles in degrees."""
    found = []
    for first, vertex, second in ANGLE_JOINTS:
        one = [a - b for a, b in zip(joints[first], joints[vertex], strict=True)]
        other = [a - b for a, b in zip(joints[second], joints[vertex], strict=True)]
        lengths = math.hypot(*one) * math.hypot(*other)
        if not lengths > 0:
            found.append(math.nan)
            continue
        cosine = sum(a * b for a, b in zip(one, other, strict=True)) / lengths
        found.append(math.degrees(math.acos(max(-1.0, min(1.0, cosine)))))
    return found


def sample(times, seen, moment, gap_s, edge_s):
    """Which frames make up one sample: (left, right, share), or None when it is lost."""
    known = [place for place in range(len(times)) if seen[place]]
    for place in known:
        if times[place] == moment:
            return place, place, 0.0
    left = max((place for place in known if times[place] < moment), default=None)
    right = min((place for place in known if times[place] > moment), default=None)
    if left is not None and right is not None and times[right] - times[left] <= gap_s:
        return left, right, (moment - times[left]) / (times[right] - times[left])
    near = [place for place in (left, right) if place is not None and abs(times[place] - moment) <= edge_s]
    if not near:
        return None
    nearest = min(near, key=lambda place: abs(times[place] - moment))
    return nearest, nearest, 0.0

"""Slow, obvious twins of the kernels of method `adaptive`: one sample, one line, one number at a time."""

import math
from itertools import product

from scoring.body.directions import LINES
from scoring.body.joints import ANGLE_COUNT, ANGLE_JOINTS, BONE_COUNT, BONES, JOINT_LANDMARKS, Joint

NOTHING = (math.nan, math.nan, math.nan)
PART_COUNT = BONE_COUNT + ANGLE_COUNT


def lost(*numbers):
    """Whether one of the numbers is NaN."""
    return any(map(math.isnan, numbers))


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


def cell(user, tutor, weights, axes, seen_min, unseen):
    """How far two bodies of lines (x, y, z) are apart: the weighted root mean square of what both show."""
    pairs = [
        (weight, one, other)
        for one, other, weight in zip(user, tutor, weights, strict=True)
        if not lost(*one, *other)
    ]
    seen = sum(weight for weight, _, _ in pairs)
    if seen == 0 or seen < seen_min * sum(weights):
        return unseen
    off = sum(
        weight * sum(((a - b) * axis) ** 2 for a, b, axis in zip(one, other, axes, strict=True))
        for weight, one, other in pairs
    )
    return math.sqrt(off / seen)


def step_cost(step, skew):
    """What it costs that the tutor goes on by `step` while the user goes on by one; None if it may not."""
    return {0: skew, 1: 0.0, 2: skew}.get(step)


def open_path_costs(cells, skew):
    """The cheapest path through a matrix that ends in each column of its last row."""
    columns = range(len(cells[0]))
    before = list(cells[0])
    for row in cells[1:]:
        before = [
            row[j] + min(before[j - step] + step_cost(step, skew) for step in range(3) if j >= step)
            for j in columns
        ]
    return before


def band_costs(cells, lag, reach, skew):
    """The cheapest path within `reach` of each row's own lag: its cost at every column of the last row.

    It begins anew after a row whose band lay before the film, and leaps where no step leads into the band.
    """
    columns = len(cells[0])
    before = {}
    for i, row in enumerate(cells):
        start = min(i - lag[i] - reach, columns - 1)
        band = [j for j in range(start, start + 2 * reach + 1) if 0 <= j < columns]
        here = {
            j: row[j]
            + min(before[j - step] + step_cost(step, skew) for step in range(3) if j - step in before)
            for j in band
            if any(j - step in before for step in range(3))
        }
        if not here:
            base = min(before.values(), default=0.0)
            here = {j: row[j] + base for j in band}
        before = here
    return before


def path_cost(cells, path, skew):
    """What a path, a column for each row, costs; leading -1 are free and other steps are leaps."""
    total = 0.0
    for i, j in enumerate(path):
        if j < 0:
            assert total == 0
            continue
        total += cells[i][j]
        if i and path[i - 1] >= 0:
            total += step_cost(j - path[i - 1], skew) or 0.0
    return total


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


def mean(values, count_min):
    """The mean of what is not NaN; NaN when that is fewer than `count_min`."""
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if len(known) >= count_min else math.nan


def together(parts, weights, power, seen_min):
    """The weighted power mean of what is not NaN; NaN when that carries too little of the weight."""
    known = [(part, weight) for part, weight in zip(parts, weights, strict=True) if not math.isnan(part)]
    seen = sum(weight for _, weight in known)
    if seen == 0 or seen < seen_min * sum(weights):
        return math.nan
    return (sum(weight * part**power for part, weight in known) / seen) ** (1 / power)


def joint_errors(parts):
    """15 root mean squares of 24 parts: of the angles at a joint and of the bones that place it."""
    result = []
    for joint in Joint:
        speaks = [parts[number] for number, (start, end) in enumerate(BONES) if _places(joint, start, end)]
        speaks += [
            parts[BONE_COUNT + number]
            for number, (_, vertex, _) in enumerate(ANGLE_JOINTS)
            if vertex == joint
        ]
        known = [part for part in speaks if not math.isnan(part)]
        square = sum(part**2 for part in known) / len(known) if known else math.nan
        result.append(math.sqrt(square))
    return result


def _places(joint, start, end):
    sides = start.name.split("_")[-1] == end.name.split("_")[-1]
    trunk = "CENTRE" in start.name + end.name or sides
    return joint == end or (joint == start and trunk)


def lines_of(directions):
    """(N, 3, K) as N lists of K (x, y, z)."""
    return [list(zip(*sample, strict=True)) for sample in directions.tolist()]


def all_cells(user, tutor, weights, axes, seen_min, unseen):
    """Every cell of (N, 3, K) against (M, 3, K)."""
    rows, columns = lines_of(user), lines_of(tutor)
    found = [[0.0] * len(columns) for _ in rows]
    for i, j in product(range(len(rows)), range(len(columns))):
        found[i][j] = cell(rows[i], columns[j], weights, axes, seen_min, unseen)
    return found


def path(steps, end, first, on_time, slack, count):
    """The tutor's sample for each row of `steps`: followed back from `end`, then held near `on_time`."""
    places = [end]
    for row in range(len(steps) - 1, 0, -1):
        places.insert(0, places[0] - steps[row][places[0]])
    found = []
    for row, place in enumerate(places):
        near = sorted((on_time + row - slack, place + first, on_time + row + slack))[1]
        found.append(sorted((0, near, count - 1))[1])
    return found

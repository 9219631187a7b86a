"""The slow, obvious twin of method `cosine`: one sample, one point at a time."""

import math


def compare(tutor, user, visibility):
    """Lists of 13 (x, y) and weights: (pose distance, [joint distances]); NaN where too little is seen."""
    lost = math.nan, [math.nan] * len(tutor)
    seen = [
        number
        for number, (one, other, sure) in enumerate(zip(tutor, user, visibility, strict=True))
        if not any(map(math.isnan, (*one, *other))) and sure > 0
    ]
    if 2 * len(seen) < len(tutor):
        return lost
    sure = sum(visibility[number] for number in seen)
    bodies = []
    for side in (tutor, user):
        middle = [
            (min(side[n][axis] for n in seen) + max(side[n][axis] for n in seen)) / 2 for axis in range(2)
        ]
        boxed = {n: (side[n][0] - middle[0], side[n][1] - middle[1]) for n in seen}
        square = sum(visibility[n] / sure * (x * x + y * y) for n, (x, y) in boxed.items())
        if square == 0:
            return lost[0], None
        bodies.append({n: (x / math.sqrt(square), y / math.sqrt(square)) for n, (x, y) in boxed.items()})
    one, other = bodies
    similarity = sum(visibility[n] / sure * (one[n][0] * other[n][0] + one[n][1] * other[n][1]) for n in seen)
    joints = [math.dist(one[n], other[n]) if n in one else math.nan for n in range(len(tutor))]
    return math.sqrt(max(0.0, 2 * (1 - similarity))), joints

"""Slow, obvious twins of `scoring.autoencoder`: one cell, one pair at a time."""

import math


def cosine_dtw(one, other, band):
    """Two lists of vectors; the whole matrix, every cell by the recurrence."""
    lengths = [math.hypot(*row) for row in (*one, *other)]
    if any(math.isnan(length) or length == 0 for length in lengths):
        return math.nan
    rows, columns = len(one), len(other)
    slope = (columns - 1) / max(rows - 1, 1)
    reach = math.inf if band is None else max(band, math.ceil(slope) if rows > 1 else columns)
    table = {(-1, -1): 0.0}
    for i in range(rows):
        for j in range(columns):
            if abs(j - math.floor(i * slope + 0.5)) > reach:
                continue
            product = sum(a * b for a, b in zip(one[i], other[j], strict=True))
            cosine = product / (math.hypot(*one[i]) * math.hypot(*other[j]))
            before = min(table.get(cell, math.inf) for cell in ((i - 1, j - 1), (i - 1, j), (i, j - 1)))
            table[i, j] = max(1 - cosine, 0.0) + before
    return table[rows - 1, columns - 1] / max(rows, columns)


def pair_distances(points, seen, shoulders, hips, seen_min):
    """17 points (x, y, z) and whether each is seen; the distances (0, 1), (0, 2) ... (15, 16)."""
    count = len(points)
    trunk_seen = all(seen[place] for place in (*shoulders, *hips))
    top, bottom = (
        [sum(parts) / 2 for parts in zip(*(points[place] for place in pair), strict=True)]
        for pair in (shoulders, hips)
    )
    size = math.dist(top, bottom)
    judged = trunk_seen and sum(seen) >= seen_min * count and size > 0
    return [
        math.dist(points[a], points[b]) / size if judged and seen[a] and seen[b] else math.nan
        for a in range(count)
        for b in range(a + 1, count)
    ]


def joint_distance(place, pairs_each):
    """The mean of what is known of the 16 pairs of the point at `place`; `pairs_each` (136) in order."""
    number, mine = 0, []
    for a in range(17):
        for b in range(a + 1, 17):
            if place in {a, b}:
                mine.append(pairs_each[number])
            number += 1
    known = [value for value in mine if not math.isnan(value)]
    return sum(known) / len(known) if len(known) >= len(mine) / 2 else math.nan

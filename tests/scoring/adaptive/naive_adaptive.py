"""Slow, obvious twins of the kernels of method `adaptive`: one sample, one line, one number at a time."""

import math
from itertools import pairwise, product

from tests.scoring.body.naive_lines import lines_of, lost, turned


def line_cost(one, other, axes, unit, cap):
    """The capped square of the difference of two (x, y, z), each axis with its weight, in units."""
    square = sum(((a - b) * axis) ** 2 for a, b, axis in zip(one, other, axes, strict=True))
    return min(square / unit**2, cap)


def cell(user, tutor, weights, axes, limits):
    """How far two bodies of lines (x, y, z) are apart: the weighted mean cost of the lines that both show."""
    pairs = [
        (weight, one, other)
        for one, other, weight in zip(user, tutor, weights, strict=True)
        if not lost(*one, *other)
    ]
    seen = sum(weight for weight, _, _ in pairs)
    if seen == 0 or seen < limits["seen_min"] * sum(weights):
        return limits["unseen"]
    return sum(w * line_cost(a, b, axes, limits["unit"], limits["cap"]) for w, a, b in pairs) / seen


def all_cells(user, tutor, weights, axes, limits):
    """Every cell of (N, 3, K) against (M, 3, K)."""
    rows, columns = lines_of(user), lines_of(tutor)
    found = [[0.0] * len(columns) for _ in rows]
    for i, j in product(range(len(rows)), range(len(columns))):
        found[i][j] = cell(rows[i], columns[j], weights, axes, limits)
    return found


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


def path(steps, end, first):
    """The tutor's sample for each row of `steps`, followed back from `end`."""
    places = [end]
    for row in range(len(steps) - 1, 0, -1):
        places.insert(0, places[0] - steps[row][places[0]])
    return [first + place for place in places]


def change_price(before, after, prices):
    """What it costs that the lag goes from one place to another; prices: fast steps, a step, a leap."""
    away = abs(after - before)
    return min(away * prices["step"], prices["leap"]) if away <= prices["fast"] else prices["leap"]


def lag_step(before, costs, prices):
    """The prices of all lags after one more window."""
    return [
        cost + min(price + change_price(origin, place, prices) for origin, price in enumerate(before))
        for place, cost in enumerate(costs)
    ]


def way_price(start, costs, places, prices):
    """The price of one way through all windows; what went before its first place is the cheapest."""
    total = lag_step(start, costs[0], prices)[places[0]]
    for cost, (one, other) in zip(costs[1:], pairwise(places), strict=True):
        total += cost[other] + change_price(one, other, prices)
    return total


def evidence(user, tutor, heading, weights, axes, limits):
    """The mean over samples and all weight of what lines that both show cost less than by chance."""
    total = 0.0
    for body, other_body in zip(lines_of(user), lines_of(tutor), strict=True):
        for one, other, weight in zip(body, other_body, weights, strict=True):
            if not lost(*one, *other):
                pair = turned(one, heading / 2), turned(other, -heading / 2)
                total += weight * (limits["chance"] - line_cost(*pair, axes, limits["unit"], limits["cap"]))
    return total / (sum(weights) * len(user)) if sum(weights) > 0 else 0.0


def spread_around(values, half):
    """The standard deviation of what is not NaN of numbers within `half` of each; 0 where there is none."""
    found = []
    for place in range(len(values)):
        known = [v for v in values[max(place - half, 0) : place + half + 1] if not math.isnan(v)]
        middle = sum(known) / max(len(known), 1)
        found.append(math.sqrt(sum((v - middle) ** 2 for v in known) / max(len(known), 1)))
    return found

"""The slow, obvious twin of the lookup: every path onto a ring of phases, written as the recurrence."""

import math


def advance(far, ring, points, keep, share_min, step_max):
    """One reference, one more sample: far [phase], ring [phase][joint] (x, y), points [joint] (x, y)."""
    phases = len(far)
    moved = [
        keep * min(far[(phase - step) % phases] for step in range(step_max + 1)) for phase in range(phases)
    ]
    seen = [joint for joint, point in enumerate(points) if not any(math.isnan(part) for part in point)]
    if not seen or len(seen) < share_min * len(points):
        return moved, False
    return [
        before + sum(math.dist(points[joint], ring[phase][joint]) for joint in seen) / len(seen)
        for phase, before in enumerate(moved)
    ], True


def nearest(samples, ring, keep, step_max):
    """The least weighted mean distance of whole samples to a ring over all paths that end at each phase.

    Every path is walked to its end: only for a few samples.
    """

    def paths(count):
        if count == 1:
            return [[phase] for phase in range(len(ring))]
        return [
            [*path, (path[-1] + step) % len(ring)]
            for path in paths(count - 1)
            for step in range(step_max + 1)
        ]

    def cost(path):
        total = weight = 0.0
        for sample, phase in zip(samples, path, strict=True):
            parts = [math.dist(point, other) for point, other in zip(sample, ring[phase], strict=True)]
            total = keep * total + sum(parts) / len(parts)
            weight = keep * weight + 1
        return total / weight

    every = paths(len(samples))
    return [min(cost(path) for path in every if path[-1] == end) for end in range(len(ring))]

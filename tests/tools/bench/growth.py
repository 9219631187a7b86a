"""Whether something grew in a long evening: samples of a process, and what the last ones need more."""

from dataclasses import astuple, dataclass

import numpy as np

QUARTERS = 4
# What is filled once (kernels, caches, the allocator) is no growth: so much of the evening is not looked at.
WARM_SHARE = 0.1


@dataclass(frozen=True)
class Sample:
    """How the process is at one moment."""

    rss_mb: float
    threads: float
    files: float
    latency_ms: float
    fps: float


# How much more the last quarter may need than the first, and the same as a slope over the evening. Memory:
# what the allocator keeps of different matches differs by a few MB. A leak of one picture of the camera a
# minute would be 55 MB in an hour. Of threads and files not one may be left behind.
GROWTH_MAX = Sample(rss_mb=12.0, threads=0.5, files=0.5, latency_ms=5.0, fps=float("inf"))


def grown(samples):
    """What grew, as sentences; samples are of equal distance and of the whole evening."""
    rows = np.array([astuple(sample) for sample in samples])[round(WARM_SHARE * len(samples)) :]
    if len(rows) < 2 * QUARTERS:
        raise ValueError(f"{len(samples)} samples are too few to see growth in")
    first, *_, last = (np.nanmean(part, axis=0) for part in np.array_split(rows, QUARTERS))
    found = []
    for number, (name, limit) in enumerate(vars(GROWTH_MAX).items()):
        known = ~np.isnan(rows[:, number])
        at = np.linspace(0, 1, len(rows))[known]
        slope = np.polyfit(at, rows[known, number], 1)[0]
        if last[number] - first[number] > limit:
            found.append(f"{name}: {last[number]:.1f} in the last quarter, {first[number]:.1f} in the first")
        elif slope > limit:
            found.append(f"{name}: rises by {slope:.1f} over the evening")
    return found


def table(samples):
    """The means of each quarter, as lines."""
    rows = np.array([astuple(sample) for sample in samples])
    parts = np.array_split(rows[round(WARM_SHARE * len(rows)) :], QUARTERS)
    lines = [f"{'quarter':<10}" + "".join(f"{name:>12}" for name in vars(GROWTH_MAX))]
    for number, part in enumerate(parts, 1):
        lines.append(f"{number:<10}" + "".join(f"{value:>12.1f}" for value in np.nanmean(part, axis=0)))
    return lines

"""The slow twin of `scoring.sliding`."""

import numpy as np

from scoring.sliding import KNOWN_MIN


def naive_agreement(one, other, shift, overlap_min):
    """The correlation at one shift, None where there is none."""
    first, last = max(0, -shift), min(len(one), len(other) - shift)
    if last - first < overlap_min:
        return None
    left, right = one[first:last], other[first + shift : last + shift]
    together, own, others = 0.0, 0.0, 0.0
    for column in range(one.shape[1]):
        known = np.isfinite(left[:, column]) & np.isfinite(right[:, column])
        if known.sum() < KNOWN_MIN:
            continue
        a, b = left[known, column], right[known, column]
        together += ((a - a.mean()) * (b - b.mean())).sum()
        own += ((a - a.mean()) ** 2).sum()
        others += ((b - b.mean()) ** 2).sum()
    return together / np.sqrt(own * others) if own > 0 and others > 0 else None

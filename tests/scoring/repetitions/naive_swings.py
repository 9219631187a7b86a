"""The kernels of `scoring.repetitions` once more, as slowly and plainly as they can be written."""

from itertools import pairwise

import numpy as np

from scoring.repetitions.swings import HALFWAY_SHARE, MOVING_S, SAME_SHARE, SWING_MIN
from scoring.scorer import SAMPLE_RATE_HZ


def turns(along, back):
    """Where a line turns by more than `back`: each the extreme since the turn before; then the newest."""
    found, start, way = [], 0, 0
    for t in range(len(along)):
        past = along[start : t + 1]
        high, low = start + int(np.argmax(past)), start + int(np.argmin(past))
        if way >= 0 and along[high] - along[t] > back:
            found.append(high)
            start, way = t, -1
        elif way <= 0 and along[t] - along[low] > back:
            found.append(low)
            start, way = t, 1
    past = along[start:]
    return [*found, start + int(np.argmax(past) if way >= 0 else np.argmin(past))]


def again(samples, along, places):
    """Postures, sizes and which turn is the same as the one two before."""
    postures = np.array([samples[max(place - 1, 0) : place + 2].mean(axis=0) for place in places])
    sizes = np.linalg.norm(np.diff(postures, axis=0), axis=1)
    seconds, halfway = [], []
    for one, other in pairwise(places):
        share = (along[one : other + 1] - along[one]) / (along[other] - along[one])
        seconds.append(((share > 0.1) & (share < 0.9)).sum() / 0.8 / SAMPLE_RATE_HZ)
        halfway.append(samples[one + int(np.argmax(share > 0.5))])
    same = [False] * len(places)
    for j in range(2, len(places)):
        pair = sizes[j - 2 : j]
        same[j] = bool(
            pair.min() >= SWING_MIN
            and MOVING_S[0] <= seconds[j - 1] + seconds[j - 2] <= MOVING_S[1]
            and np.linalg.norm(postures[j] - postures[j - 2]) < SAME_SHARE * pair.max()
        )
        if same[j] and j >= 3:
            reach = HALFWAY_SHARE * max(sizes[j - 1], sizes[j - 3])
            same[j] = bool(np.linalg.norm(halfway[j - 1] - halfway[j - 3]) <= reach)
    return postures, sizes, same

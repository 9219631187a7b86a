"""The plain angle mean: a baseline that shows whether the methods earn their keep. Only the judge has it.

The mean absolute difference of the ten angles at the same time of the clock: no lag, no mirror image, no
heading beyond what an angle in space does not depend on, no weights.
"""

import numpy as np

from scoring.body.features import angles
from scoring.body.joints import joints_of

NAME = "angle mean"
# The mean difference that is worth nothing, degrees.
NOTHING_AT_DEG = 90.0


def score(tutor, user):
    """Points of a sampled user against a sampled tutor, 0 to 100: the whole, and each angle (10,)."""
    count = min(len(tutor), len(user))
    one, other = (angles(joints_of(track.world[:count], track.visibility[:count])) for track in (tutor, user))
    return points(np.abs(one - other))


def points(off_deg):
    """The points of differences (T, 10) in degrees, NaN where unseen: of their mean, and of each column."""
    known = np.isfinite(off_deg)
    total = np.where(known, off_deg, 0)
    means = np.where(known.any(axis=0), total.sum(axis=0) / np.maximum(known.sum(axis=0), 1), np.nan)
    whole = total.sum() / known.sum() if known.any() else np.nan
    return tuple(np.maximum(100 * (1 - mean / NOTHING_AT_DEG), 0) for mean in (whole, means))

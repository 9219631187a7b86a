"""The whole match, aligned once over everything, in a narrow band about the person's lag.

A free warp would forgive being early here and late there, so the band is no wider than a reaction varies.
Errors are given window by window, so that one wrong minute of ten is not lost in the mean; what they are
worth is decided by `points`.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.warp import align_match
from scoring.body.directions import Directions
from scoring.body.heading import axis_weights, turned
from scoring.body.pose_errors import parts_of, pose_errors

# 0.3 s to either side of the lag.
REACH: Final = 6


def whole_match(
    user: Directions,
    tutor: Directions,
    weights: NDArray[np.float32],
    newest: Sequence[int],
    lags: Sequence[float],
    headings: Sequence[float],
) -> NDArray[np.float64]:
    """The errors of bones and angles, radians (W, 24), of user (N, 3, K) against tutor (T, 3, K) by window.

    weights (K,). newest, lags, headings: the last sample of each of W >= 1 windows, how many samples the user
    was behind there, and the heading between the cameras in radians. A window begins where the one before
    ends, and the last one takes what is left. NaN where nobody was seen.
    """
    samples = np.arange(len(user))
    lag = np.rint(np.interp(samples, newest, lags)).astype(np.int64)
    usual = float(np.angle(np.exp(1j * np.array(headings)).sum()))
    # for finding the path one heading is enough: both are turned to the middle of the usual one
    path = align_match(
        turned(user, usual / 2), turned(tutor, -usual / 2), weights, axis_weights(usual), lag, REACH
    )
    found = []
    begin = 0
    for end, heading in zip((*newest[:-1], len(user) - 1), headings, strict=True):
        part = slice(begin, end + 1)
        met = path[part] >= 0
        found.append(parts_of(pose_errors(user[part][met], tutor[path[part][met]], heading)))
        begin = end + 1
    return np.array(found)

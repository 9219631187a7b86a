"""Aligns the whole match at once, in a band about the person's lag, and gives differences by window.

A wide band would forgive being early at one time and late at another, so on a beat it is only as wide as a
person's reaction time varies. Differences are given by window, so that one wrong minute of ten is not lost in
the mean.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.warp import align_match
from scoring.body.directions import Directions
from scoring.body.heading import axis_weights, turned
from scoring.body.part_errors import Sums, part_sums

# Half width of the band about the lag, samples: 0.3 s on a beat, 0.8 s where everybody has their own pace.
REACH_ON_BEAT: Final = 6
REACH: Final = 16


def whole_match(
    user: Directions,
    tutor: Directions,
    weights: NDArray[np.float32],
    newest: Sequence[int],
    lags: Sequence[float],
    headings: Sequence[float],
    reach: int = REACH,
) -> tuple[NDArray[np.int64], list[Sums]]:
    """The tutor's sample for each of the user's (N,), -1 where there is none, and the sums of each window
    (`part_sums`), of user (N, 3, K) against tutor (T, 3, K).

    weights (K,) of the lines. For each of W >= 1 windows, newest: its last sample; lags: the user's lag in
    samples; headings: the heading between the cameras in radians. A window begins after the end of the one
    before; the last extends to the end.
    """
    samples = np.arange(len(user))
    lag = np.rint(np.interp(samples, newest, lags)).astype(np.int64)
    usual = float(np.angle(np.exp(1j * np.array(headings)).sum()))
    # one heading, the mean, suffices to find the path: both bodies are turned to its middle
    path = align_match(
        turned(user, usual / 2), turned(tutor, -usual / 2), weights, axis_weights(usual), lag, reach
    )
    found = []
    begin = 0
    for end, heading in zip((*newest[:-1], len(user) - 1), headings, strict=True):
        part = slice(begin, end + 1)
        met = path[part] >= 0
        found.append(part_sums(user[part][met], tutor[path[part][met]], heading))
        begin = end + 1
    return path, found

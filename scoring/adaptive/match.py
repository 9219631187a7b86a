"""The whole match, aligned once over everything, in a narrow band about the person's lag.

A free warp would forgive being early here and late there, so the band is no wider than a reaction varies.
What the errors are worth is decided by `points`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.directions import Directions
from scoring.adaptive.heading import axis_weights, turned
from scoring.adaptive.judgement import Errors, errors, parts_of
from scoring.adaptive.warp import align_match

# 0.3 s to either side of the lag.
REACH: Final = 6


@dataclass(frozen=True, slots=True)
class Match:
    """parts (24,): the errors of bones and angles over the whole match, radians; heading: the usual one."""

    parts: NDArray[np.float64]
    heading: float


def whole_match(
    user: Directions,
    tutor: Directions,
    weights: NDArray[np.float32],
    newest: Sequence[int],
    lags: Sequence[float],
    headings: Sequence[float],
) -> Match:
    """Align user (N, 3, K) with tutor (T, 3, K); weights (K,).

    newest, lags, headings: the last sample of each window, how many samples the user was behind there, and
    the heading between the cameras in radians. At least one window.
    """
    samples = np.arange(len(user))
    lag = np.rint(np.interp(samples, newest, lags)).astype(np.int64)
    usual = float(np.angle(np.exp(1j * np.array(headings)).sum()))
    # for finding the path one heading is enough: both are turned to the middle of the usual one
    path = align_match(
        turned(user, usual / 2), turned(tutor, -usual / 2), weights, axis_weights(usual), lag, REACH
    )
    bones, angles = [], []
    begin = 0
    for end, heading in zip((*newest[:-1], len(user) - 1), headings, strict=True):
        part = slice(begin, end + 1)
        met = path[part] >= 0
        found = errors(user[part][met], tutor[path[part][met]], heading)
        # when nobody was in the picture is no part of the match: `scorer` decides how much of it must be
        seen = np.isfinite(found.bones).any(axis=1)
        bones.append(found.bones[seen])
        angles.append(found.angles[seen])
        begin = end + 1
    return Match(parts_of(Errors(np.concatenate(bones), np.concatenate(angles))), usual)

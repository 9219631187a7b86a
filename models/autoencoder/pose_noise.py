"""Adds the errors of a pose network to exact landmarks: displaced points and unseen points.

The sizes are those of BlazePose lite on rendered mannequins of known truth, 14 movements from 0, 30 and 60
degrees, rounded; measured once.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import LANDMARK_COUNT
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations in m of a point's error, across the image and in depth: of the part that is
    constant over a film (still) and of the part that varies (moving).
    """

    still: float
    still_depth: float
    moving: float
    moving_depth: float

    @property
    def axes(self) -> Array:
        """(2, 3): still and moving, by x, y and z."""
        return np.array(
            [
                (self.still, self.still, self.still_depth),
                (self.moving, self.moving, self.moving_depth),
            ]
        )


# by group of landmarks; the head is displaced as a whole
HEAD: Final = slice(0, 11)
_SPREADS: Final = (
    (HEAD, Spread(0.026, 0.083, 0.027, 0.073)),
    (slice(11, 13), Spread(0.024, 0.056, 0.030, 0.055)),
    (slice(13, 15), Spread(0.038, 0.083, 0.047, 0.077)),
    (slice(15, 23), Spread(0.033, 0.126, 0.048, 0.102)),
    (slice(23, 25), Spread(0.016, 0.014, 0.011, 0.009)),
    (slice(25, 27), Spread(0.036, 0.070, 0.034, 0.057)),
    (slice(27, 33), Spread(0.050, 0.083, 0.036, 0.073)),
)
# standard deviation of the points of the face relative to the head, m
FACE_M: Final = 0.006
# the half-life of a moving error, s
MEMORY_S: Final = 0.29
# elbows, wrists with hands, knees, ankles with feet: what the body can hide; even numbers are on the right
_LIMBS: Final = tuple(point for point in range(13, LANDMARK_COUNT) if point not in {23, 24})
# the share of time in which such a point of the far side is unseen, and of any other point
HIDDEN_FAR: Final = 0.25
HIDDEN: Final = 0.01


def as_seen(
    world: Array, random: np.random.Generator, *, film: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """World landmarks (T, 33, 3) m in the camera's axes with errors added, and visibility (T, 33), 0 or 1.

    film: the rows are one film at SAMPLE_RATE_HZ, so errors and hidden points are correlated in time;
    otherwise the rows are independent.
    """
    count = len(world)
    films = 1 if film else count
    spread = np.zeros((2, LANDMARK_COUNT, 3))
    for part, size in _SPREADS:
        spread[:, part] = size.axes[:, None]
    off = random.standard_normal((films, LANDMARK_COUNT, 3)) * spread[0]
    off = off + _waves((count, LANDMARK_COUNT, 3), random, film=film) * spread[1]
    off[:, HEAD] = off[:, :1]
    off[:, HEAD] += random.standard_normal((films, HEAD.stop, 3)) * FACE_M
    share = np.full((films, LANDMARK_COUNT), HIDDEN)
    far = random.integers(0, 2, films)
    for point in _LIMBS:
        share[far == point % 2, point] = HIDDEN_FAR
    # a point is hidden while its own random wave is below the quantile of its share
    low = _waves((count, LANDMARK_COUNT), random, film=film)
    hidden = low < _quantiles(share)
    return (world + off).astype(np.float32), np.where(hidden, 0.0, 1.0).astype(np.float32)


def _waves(shape: tuple[int, ...], random: np.random.Generator, *, film: bool) -> Array:
    """Standard normal numbers; in a film an autoregressive process over the first axis, time."""
    rows = random.standard_normal(shape)
    if film:
        kept = 0.5 ** (1 / (MEMORY_S * SAMPLE_RATE_HZ))
        for row in range(1, len(rows)):
            rows[row] = kept * rows[row - 1] + np.sqrt(1 - kept**2) * rows[row]
    return rows


def _quantiles(shares: Array) -> Array:
    """The quantiles of the standard normal distribution at these probabilities."""
    levels = {share: NormalDist().inv_cdf(share) for share in np.unique(shares)}
    return np.vectorize(levels.get, otypes=[np.float64])(shares)

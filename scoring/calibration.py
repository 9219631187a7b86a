"""What a DTW distance is worth: 0 to 100 points, falling as the distance grows.

points = 100 / (1 + (distance / half) ** power), one (half, power) a family of series and a span (ten samples,
whole match). The two numbers of each are set so that the mean distance of a careful follower gives
CAREFUL_POINTS and the mean distance of somebody who does another movement gives OTHER_POINTS.
How those distances come about is not here: `make calibrate` measures them.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

CAREFUL_POINTS: Final = 90.0
OTHER_POINTS: Final = 25.0
# Beyond these a curve is a cliff, or so flat that nobody scores: a sign that the two groups are not apart.
POWER_MIN: Final = 1.0
POWER_MAX: Final = 6.0


@dataclass(frozen=True, slots=True)
class Curve:
    """half: the distance worth 50 points, in the unit of the series; power: how steeply points fall there."""

    half: float
    power: float


def fit(careful: float, other: float) -> Curve:
    """The curve through (careful, CAREFUL_POINTS) and (other, OTHER_POINTS), both mean distances > 0."""
    if not 0 < careful < other:
        raise ValueError(f"a careful follower must be nearer than another movement: {careful}, {other}")
    odds = (100 / CAREFUL_POINTS - 1, 100 / OTHER_POINTS - 1)
    power = float(np.log(odds[1] / odds[0]) / np.log(other / careful))
    power = min(max(power, POWER_MIN), POWER_MAX)
    # With a clamped power only one point can be kept: the careful follower's.
    return Curve(half=float(careful / odds[0] ** (1 / power)), power=power)


def worth(distance: NDArray[np.floating[Any]] | float, curve: Curve) -> NDArray[np.float64]:
    """Distances of any shape as 0 to 100 points; NaN stays NaN."""
    result: NDArray[np.float64] = 100 / (1 + (np.asarray(distance, np.float64) / curve.half) ** curve.power)
    return result

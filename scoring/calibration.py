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

from scoring.body.features import ANGLES, POLAR, SERIES_COUNT, TENDENCY

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


@dataclass(frozen=True, slots=True)
class Curves:
    """One curve a family: polar in torso lengths, tendency in steps of sign, angle in degrees."""

    polar: Curve
    tendency: Curve
    angle: Curve


# Measured on mannequins seen by BlazePose lite; source and date in docs/MEASURED.md, "Calibration".
# Command: make calibrate
LIVE: Final = Curves(Curve(0.279, 1.79), Curve(0.341, 2.84), Curve(19.8, 2.01))
MATCH: Final = Curves(Curve(0.242, 1.84), Curve(0.228, 3.1), Curve(14.9, 1.99))


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


def points(distances: NDArray[np.float32], curves: Curves) -> NDArray[np.float64]:
    """Distances (..., 40) as points (..., 40), 0 to 100; NaN stays NaN."""
    far = np.asarray(distances, np.float64)
    if far.shape[-1] != SERIES_COUNT:
        raise ValueError(f"distances must be (..., {SERIES_COUNT}), not {far.shape}")
    result = np.empty_like(far)
    for part, curve in ((POLAR, curves.polar), (TENDENCY, curves.tendency), (ANGLES, curves.angle)):
        result[..., part] = worth(far[..., part], curve)
    return result

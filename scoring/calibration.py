"""Turns a distance into 0 to 100 points, falling as the distance grows.

points = 100 / (1 + (distance / half) ** power). The two numbers of a curve are fitted so that the mean
distance of a careful follower gives CAREFUL_POINTS and the mean distance of a person doing another movement
gives OTHER_POINTS. `make calibrate` measures those distances and prints the curves of every method.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

CAREFUL_POINTS: Final = 90.0
OTHER_POINTS: Final = 25.0
# Limits of a fitted power. Outside them the curve is nearly a step or nearly flat, which means that the two
# groups of distances overlap.
POWER_MIN: Final = 1.0
POWER_MAX: Final = 6.0


@dataclass(frozen=True, slots=True)
class Curve:
    """half: the distance that gives 50 points, in the distance's unit; power: the steepness (no unit)."""

    half: float
    power: float


def fit(careful: float, other: float) -> Curve:
    """The curve through (careful, CAREFUL_POINTS) and (other, OTHER_POINTS); both are mean distances > 0.

    Raises ValueError unless 0 < careful < other.
    """
    if not 0 < careful < other:
        raise ValueError(f"a careful follower must be nearer than another movement: {careful}, {other}")
    odds = (100 / CAREFUL_POINTS - 1, 100 / OTHER_POINTS - 1)
    power = float(np.log(odds[1] / odds[0]) / np.log(other / careful))
    power = min(max(power, POWER_MIN), POWER_MAX)
    # With a clamped power the curve can meet only one of the two points: the careful follower's.
    return Curve(half=float(careful / odds[0] ** (1 / power)), power=power)


def worth(distance: NDArray[np.floating[Any]] | float, curve: Curve) -> NDArray[np.float64]:
    """The points, 0 to 100, of distances >= 0 of any shape; NaN stays NaN."""
    result: NDArray[np.float64] = 100 / (1 + (np.asarray(distance, np.float64) / curve.half) ** curve.power)
    return result

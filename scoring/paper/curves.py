"""The points that method `paper` gives for the distances of its 40 series.

One curve for each family of series (position, tendency, angle), measured once for a window of ten samples and
once for a whole match. The form of a curve is in `scoring.calibration`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.features import ANGLES, POLAR, SERIES_COUNT, TENDENCY
from scoring.calibration import Curve, worth


@dataclass(frozen=True, slots=True)
class Curves:
    """One curve per family of series: polar in torso lengths, tendency in units of sign, angle in degrees."""

    polar: Curve
    tendency: Curve
    angle: Curve


# Measured on mannequins seen by BlazePose lite: `make calibrate`; figures and date in docs/MEASURED.md,
# "Calibration".
LIVE: Final = Curves(Curve(0.279, 1.79), Curve(0.341, 2.84), Curve(19.8, 2.01))
MATCH: Final = Curves(Curve(0.242, 1.84), Curve(0.228, 3.1), Curve(14.9, 1.99))


def points(distances: NDArray[np.float32], curves: Curves) -> NDArray[np.float64]:
    """The points (..., 40), 0 to 100, of distances (..., 40); NaN stays NaN.

    Raises ValueError on other shapes.
    """
    far = np.asarray(distances, np.float64)
    if far.shape[-1] != SERIES_COUNT:
        raise ValueError(f"distances must be (..., {SERIES_COUNT}), not {far.shape}")
    result = np.empty_like(far)
    for part, curve in ((POLAR, curves.polar), (TENDENCY, curves.tendency), (ANGLES, curves.angle)):
        result[..., part] = worth(far[..., part], curve)
    return result

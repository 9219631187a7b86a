"""How somebody does an exercise: what a repetition is compared with.

That of a lesson's tutor, or without one that of the exercise's reference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.repetitions.follower import Swing
from scoring.repetitions.posture import ANGLE_WEIGHT, ANGLES
from scoring.repetitions.reference import Reference

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Manner:
    """amplitude: in shares of the reference's; seconds: a repetition without rest; far (10,): the angles at
    the far end, degrees, NaN where unknown; differ (10,): by how much people who do it well differ in them,
    standard deviation in degrees; of_tutor: whether it was seen of a tutor.
    """

    amplitude: float
    seconds: float
    far: Array
    differ: Array
    of_tutor: bool = False


def of_reference(reference: Reference) -> Manner:
    """The manner of the exercise's own reference."""
    return Manner(
        amplitude=1.0,
        seconds=reference.seconds,
        far=degrees(reference.start + reference.way),
        differ=degrees(reference.differ),
    )


def of_swings(swings: Sequence[Swing], fars: Sequence[Array], differ: Array) -> Manner | None:
    """The manner of a tutor: the medians of their swings, with the angles (10,) at the far end of each.

    differ: as in Manner. None without a swing.
    """
    if not swings:
        return None
    with np.errstate(invalid="ignore"):
        far = np.array([np.nan if np.isnan(one).all() else np.nanmedian(one) for one in np.transpose(fars)])
    return Manner(
        amplitude=float(np.median([one.amplitude for one in swings])),
        seconds=float(np.median([one.seconds for one in swings])),
        far=far,
        differ=differ,
        of_tutor=True,
    )


def degrees(posture: Array) -> Array:
    """The angles (..., 10) of postures (..., 58), degrees."""
    angles: Array = np.degrees(posture[..., ANGLES] / ANGLE_WEIGHT)
    return angles

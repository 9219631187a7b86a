"""The table of the lookup: one repetition of each named movement, seen from several sides.

Decides the shape of the table. `models.references` makes the file, `device.match.judging.references` reads
it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.joint_scores import POINT_COUNT


@dataclass(frozen=True, slots=True)
class References:
    """cycles (movement, view, phase, 13, 2) float32: joints in torso lengths about the middle of the trunk.

    movements: the names; views_deg: where the camera stands around the body, 0 in front, 90 at its left. The
    phases divide one repetition into equal parts; phase 0 is its start posture.
    """

    movements: tuple[str, ...]
    views_deg: tuple[float, ...]
    cycles: NDArray[np.float32]

    def __post_init__(self) -> None:
        """Raise ValueError when names and cycles do not fit or a value is not finite."""
        shape = self.cycles.shape
        if len(shape) != 5 or shape[:2] != (len(self.movements), len(self.views_deg)):
            raise ValueError(f"the table does not fit its names: {shape}")
        if shape[3:] != (POINT_COUNT, 2) or 0 in shape:
            raise ValueError(f"cycles must be (movement, view, phase, {POINT_COUNT}, 2), not {shape}")
        if not np.isfinite(self.cycles).all():
            raise ValueError("a reference is known everywhere: NaN and infinity are not allowed")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A movement by name, and its view in degrees as in References."""

    movement: str
    view_deg: float


# The whole circle, degrees.
TURN_DEG: Final = 360.0


def views_apart_deg(one_deg: float, other_deg: float) -> float:
    """The angle between two views in degrees, 0 to 180."""
    return abs((one_deg - other_deg + TURN_DEG / 2) % TURN_DEG - TURN_DEG / 2)

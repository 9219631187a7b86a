"""The two sides of a body by their names, and how its feet stand."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Angle, Joint
from scoring.guidance.asks import line
from scoring.guidance.cues import BodyPart

Array = NDArray[np.float32]

# A foot this much higher than the other, in lengths of the shank, is lifted.
LIFTED: Final = 0.25
# The hips of who stands are at least this far above the feet, in lengths of the shank; a deep squat has 0.6.
STANDING: Final = 0.4


@dataclass(frozen=True, slots=True)
class Side:
    """The names of one side of the body; `outward` is its sign along the line from right to left."""

    outward: float
    shoulder: Joint
    elbow: Joint
    wrist: Joint
    hip: Joint
    knee: Joint
    ankle: Joint
    elbow_angle: Angle
    knee_angle: Angle
    elbow_part: BodyPart
    arm_part: BodyPart
    knee_part: BodyPart

    @property
    def upper_arm(self) -> int:
        """Its index in LINES."""
        return line(self.shoulder, self.elbow)

    @property
    def forearm(self) -> int:
        """Its index in LINES."""
        return line(self.elbow, self.wrist)

    @property
    def thigh(self) -> int:
        """Its index in LINES."""
        return line(self.hip, self.knee)

    @property
    def shank(self) -> int:
        """Its index in LINES."""
        return line(self.knee, self.ankle)


SIDES: Final = (
    Side(
        1.0, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.LEFT_HIP, Joint.LEFT_KNEE,
        Joint.LEFT_ANKLE, Angle.LEFT_ELBOW, Angle.LEFT_KNEE, BodyPart.LEFT_ELBOW, BodyPart.LEFT_ARM,
        BodyPart.LEFT_KNEE,
    ),
    Side(
        -1.0, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.RIGHT_HIP, Joint.RIGHT_KNEE,
        Joint.RIGHT_ANKLE, Angle.RIGHT_ELBOW, Angle.RIGHT_KNEE, BodyPart.RIGHT_ELBOW, BodyPart.RIGHT_ARM,
        BodyPart.RIGHT_KNEE,
    ),
)  # fmt: skip


def _heights(lines: Array) -> list[float]:
    """By how much the hips are above the foot, left and right, in lengths of a bone."""
    return [float(lines[1, side.thigh] + lines[1, side.shank]) for side in SIDES]


def lifted(lines: Array) -> list[bool]:
    """Which foot, left and right, is higher than the other by LIFTED."""
    heights = _heights(lines)
    return [heights[1 - number] - heights[number] > LIFTED for number in (0, 1)]


def stands(lines: Array) -> bool:
    """Whether the hips are above a foot, as far as the legs are seen."""
    return max((one for one in _heights(lines) if np.isfinite(one)), default=0.0) >= STANDING

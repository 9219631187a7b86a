"""The sizes of a person: bone lengths, and the positions of the landmarks on the bones.

Lengths are fractions of the height after Drillis and Contini (1966), "Body segment parameters", with the
joint centres of shoulder and hip moved inside the outline, where BlazePose puts its landmarks.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

HEIGHT_MIN_M: Final = 1.0
HEIGHT_MAX_M: Final = 2.2
# the range of a proportion, 1 being average, in which the figure looks like a person
PROPORTION_MIN: Final = 0.8
PROPORTION_MAX: Final = 1.25

ANKLE: Final = 0.039
SHANK: Final = 0.246
THIGH: Final = 0.245
TRUNK: Final = 0.288
UPPER_ARM: Final = 0.168
FOREARM: Final = 0.150
# the share of the trunk below the waist, where the spine bends
PELVIS_SHARE: Final = 0.38


class Bone(IntEnum):
    """The 21 rigid bones of the figure, in the order of `kinematics.Skeleton`."""

    PELVIS = 0
    WAIST = 1
    CHEST = 2
    NECK = 3
    HEAD = 4
    LEFT_UPPER_ARM = 5
    LEFT_FOREARM = 6
    LEFT_HAND = 7
    RIGHT_UPPER_ARM = 8
    RIGHT_FOREARM = 9
    RIGHT_HAND = 10
    LEFT_THIGH = 11
    LEFT_SHANK = 12
    LEFT_FOOT = 13
    RIGHT_THIGH = 14
    RIGHT_SHANK = 15
    RIGHT_FOOT = 16
    LEFT_FINGERS = 17
    RIGHT_FINGERS = 18
    LEFT_TOES = 19
    RIGHT_TOES = 20


@dataclass(frozen=True, slots=True)
class Body:
    """One person's sizes: height_m in m; the others as factors of the average adult's."""

    height_m: float = 1.74
    legs: float = 1.0
    arms: float = 1.0
    shoulders: float = 1.0
    hips: float = 1.0
    girth: float = 1.0
    head: float = 1.0

    def __post_init__(self) -> None:
        """Raise ValueError for sizes outside the limits."""
        if not HEIGHT_MIN_M <= self.height_m <= HEIGHT_MAX_M:
            raise ValueError(f"height_m must be from {HEIGHT_MIN_M} to {HEIGHT_MAX_M}, not {self.height_m}")
        for name in ("legs", "arms", "shoulders", "hips", "girth", "head"):
            if not PROPORTION_MIN <= getattr(self, name) <= PROPORTION_MAX:
                raise ValueError(f"{name} must be from {PROPORTION_MIN} to {PROPORTION_MAX}")

    @property
    def thigh_m(self) -> float:
        """Hip joint to knee."""
        return THIGH * self.height_m * self.legs

    @property
    def shank_m(self) -> float:
        """Knee to ankle."""
        return SHANK * self.height_m * self.legs

    @property
    def leg_m(self) -> float:
        """Hip joint to ankle of a straight leg: the unit of lengths in `channels`."""
        return self.thigh_m + self.shank_m

    @property
    def ankle_m(self) -> float:
        """Height of the ankle above the floor when the foot stands flat."""
        return ANKLE * self.height_m

    @property
    def trunk_m(self) -> float:
        """Hip centre to shoulder centre; longer with shorter legs, so that the height stays."""
        return self.height_m * TRUNK + (self.height_m * (THIGH + SHANK) - self.leg_m)

    @property
    def upper_arm_m(self) -> float:
        """Shoulder joint to elbow."""
        return UPPER_ARM * self.height_m * self.arms

    @property
    def forearm_m(self) -> float:
        """Elbow to wrist."""
        return FOREARM * self.height_m * self.arms

    @property
    def hip_half_m(self) -> float:
        """Hip centre to hip joint."""
        return 0.055 * self.height_m * self.hips

    @property
    def shoulder_half_m(self) -> float:
        """Shoulder centre to shoulder joint."""
        return 0.104 * self.height_m * self.shoulders


def landmark_places(body: Body) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The bone (33,) of each landmark and its offset (33, 3) m in the bone's axes.

    Shoulders, elbows, wrists, hips, knees and ankles are the origins of the bones below them.
    """
    h = body.height_m
    head = h * body.head
    face = [
        (0.0, 0.004, 0.064),  # nose tip
        (0.0100, 0.0225, 0.0495),
        (0.0185, 0.0225, 0.0480),
        (0.0275, 0.0220, 0.0430),
        (-0.0100, 0.0225, 0.0495),
        (-0.0185, 0.0225, 0.0480),
        (-0.0275, 0.0220, 0.0430),
        (0.0455, 0.0120, -0.0030),
        (-0.0455, 0.0120, -0.0030),
        (0.0140, -0.0175, 0.0490),
        (-0.0140, -0.0175, 0.0490),
    ]
    parts: list[Bone] = [Bone.HEAD] * 11
    offsets = [tuple(v * head for v in place) for place in face]
    for left, right in (
        (Bone.LEFT_UPPER_ARM, Bone.RIGHT_UPPER_ARM),
        (Bone.LEFT_FOREARM, Bone.RIGHT_FOREARM),
        (Bone.LEFT_HAND, Bone.RIGHT_HAND),
    ):
        parts += [left, right]
        offsets += [(0.0, 0.0, 0.0)] * 2
    for place in HAND_PLACES:
        for side, part in ((1.0, Bone.LEFT_HAND), (-1.0, Bone.RIGHT_HAND)):
            parts.append(part)
            offsets.append((side * place[0] * h, place[1] * h, place[2] * h))
    for left, right in (
        (Bone.LEFT_THIGH, Bone.RIGHT_THIGH),
        (Bone.LEFT_SHANK, Bone.RIGHT_SHANK),
        (Bone.LEFT_FOOT, Bone.RIGHT_FOOT),
    ):
        parts += [left, right]
        offsets += [(0.0, 0.0, 0.0)] * 2
    for kind, place in (("FOOT", HEEL), ("TOES", TOE_TIP)):
        for side, name in ((1.0, "LEFT"), (-1.0, "RIGHT")):
            parts.append(Bone[f"{name}_{kind}"])
            offsets.append((side * place[0] * h, place[1] * h, place[2] * h))
    return np.array([int(part) for part in parts]), np.array(offsets, np.float64)


# Pinky, index and thumb (the order of BlazePose's landmarks 17 to 22) in the left hand's axes, as fractions
# of the height: the hand hangs along -y, its palm faces the thigh (-x), its thumb +z.
HAND_PLACES: Final = ((0.002, -0.046, -0.021), (0.002, -0.053, 0.020), (-0.010, -0.030, 0.031))
# in the foot's axes: z towards the toes, y up, the origin in the ankle
HEEL: Final = (0.0, -0.028, -0.034)
# where the fingers fold
KNUCKLES: Final = (0.001, -0.046, 0.0)
# the ball of the foot, about which it rolls when the heel lifts
BALL: Final = (0.0, -ANKLE, 0.075)
# in the axes of the toes, which then stay flat on the floor; the origin in the ball
TOE_TIP: Final = (0.003, 0.012, 0.033)

"""The channels: the named numbers that describe a posture, their resting values, and their mirror images.

Angles are in degrees, lengths in leg lengths (hip to ankle of the straight leg), so that a movement fits
every body. `kinematics` turns channels into bones.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Angle

# one value for the whole body
_TRUNK: Final[dict[str, float]] = {
    "hip_x": 0.0,  # the hip centre, to the person's left of the spot
    "hip_y": 0.997,  # above the ankles of flat feet
    "hip_z": 0.0,  # in front of the spot
    "yaw": 0.0,  # pelvis: turned to the left
    "pitch": 0.0,  # pelvis: bent forward
    "roll": 0.0,  # pelvis: left side down
    "bend": 0.0,  # chest against pelvis, as the three above
    "twist": 0.0,
    "lean": 0.0,
    "nod": 0.0,  # head against chest: chin down
    "look": 0.0,  # to the left
    "tilt": 0.0,  # to the left shoulder
    "plant": 0.0,  # 1: the hands stay at hand_x, hand_y, hand_z
    "grip": 0.0,  # 1: planted hands hold something and go on where the forearms point; 0: they lie flat
    "hang": 0.0,  # 1: trunk and arms move up, down, forward or back until the wrists are at hand_y, hand_z
    "settle": 0.0,  # 1: the body is moved up or down until its lowest part rests on the floor
}
# one value per side; equal values on both sides are mirror images
_SIDED: Final[dict[str, float]] = {
    "raise": 7.0,  # upper arm against the chest: 0 hangs, 90 level, 180 up
    "out": 75.0,  # in which direction: 0 forward, 90 to its own side
    "roll_arm": 12.0,  # upper arm about itself; equal to `out` keeps the forearm in the arm's upright plane
    "elbow": 14.0,  # 0 straight
    "wrist": 6.0,  # the hand bends towards its palm
    "palm": 0.0,  # the hand turns about the forearm, thumb outwards
    "fist": 0.25,  # 0 open, 1 closed
    "shrug": 0.0,  # the shoulder joint: 1 pulled up, -1 pushed down
    "foot_x": 0.02,  # the ankle, outwards of its own hip joint's place
    "foot_y": 0.0,  # above the flat foot
    "foot_z": 0.0,  # in front of the spot
    "heel": 0.0,  # heel up about the ball of the foot
    "splay": 10.0,  # toes outwards
    "knee_out": 8.0,  # where the knee points: outwards of forward
    "knee_up": 0.0,  # and upwards of forward
    "hand_x": 0.0,  # planted wrist, outwards of its own shoulder's place
    "hand_y": 0.0,  # above the floor
    "hand_z": 0.0,  # in front of the spot
    # where planted elbows point, in the chest's axes: outwards, up, forward
    "elbow_x": 0.75,
    "elbow_y": -1.0,
    "elbow_z": -0.55,
    "free_leg": 0.0,  # 1: the five below hold in place of the foot's place; the leg hangs from the pelvis
    "thigh": 0.0,  # against the pelvis: 0 in line with the trunk, 90 at a right angle to its front
    "apart": 3.0,  # outwards
    "thigh_roll": 4.0,  # about itself, knee outwards
    "knee": 5.0,  # 0 straight
    "point": 20.0,  # 0 the foot at a right angle to the shank, 60 toes pointed
}
ERRORS: Final = tuple(f"error_{angle.name.lower()}" for angle in Angle)

NAMES: Final[tuple[str, ...]] = (
    *_TRUNK,
    *(f"left_{name}" for name in _SIDED),
    *(f"right_{name}" for name in _SIDED),
    *ERRORS,
)
INDEX: Final[Mapping[str, int]] = {name: place for place, name in enumerate(NAMES)}
COUNT: Final = len(NAMES)
# the channels that change their sign in a mirror
MIRROR_SIGN: Final = ("hip_x", "yaw", "roll", "twist", "lean", "look", "tilt")


def posture(
    values: Mapping[str, float] | None = None, base: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """The channels (COUNT,) of a posture: `values` over `base`, which is standing at ease unless given.

    A sided name without `left_` or `right_` sets both sides. Raises KeyError for an unknown name.
    """
    if base is None:
        row = np.zeros(COUNT)
        for name, value in _TRUNK.items():
            row[INDEX[name]] = value
        for name, value in _SIDED.items():
            row[INDEX[f"left_{name}"]] = row[INDEX[f"right_{name}"]] = value
    else:
        row = base.copy()
    for name, value in (values or {}).items():
        if name in _SIDED:
            row[INDEX[f"left_{name}"]] = row[INDEX[f"right_{name}"]] = value
        else:
            row[INDEX[name]] = value
    return row


def mirrored(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The channels (..., COUNT) of the same posture seen in a mirror: left and right change places.

    Errors (ERRORS) keep their side: they belong to the person, not to the movement.
    """
    order = [INDEX[other_side(name)] for name in NAMES]
    result = rows[..., order].copy()
    for name in MIRROR_SIGN:
        result[..., INDEX[name]] *= -1
    return result


def other_side(name: str) -> str:
    """The channel of the other side of the body; one of the whole body is its own."""
    for one, other in (("left_", "right_"), ("right_", "left_")):
        if name.startswith(one):
            return other + name.removeprefix(one)
    return name

"""Movements of the trunk of somebody who stands: the chop, bends and twists."""

from typing import Final

from models.mannequin.library.cycles import there_and_back
from models.mannequin.library.sides import TURNS, both_sides
from models.mannequin.movements import Movement

_CHOP_HIGH: Final = {
    "left_raise": 102, "left_out": 7, "left_roll_arm": -24, "left_elbow": 67,
    "right_raise": 111, "right_out": -30, "right_roll_arm": -62, "right_elbow": 28,
    "twist": 30, "yaw": 12, "look": 4, "lean": 4, "hip_x": 0.05,
}  # fmt: skip
_CHOP_LOW: Final = {
    "left_raise": 33, "left_out": -33, "left_roll_arm": -64, "left_elbow": 30,
    "right_raise": 22, "right_out": 36, "right_roll_arm": -54, "right_elbow": 62,
    "twist": -32, "yaw": -14, "look": 4, "hip_y": 0.83, "hip_z": -0.12, "pitch": 26, "bend": 14,
    "hip_x": -0.05,
}  # fmt: skip
_BENT_LEFT: Final = {
    "lean": 30, "roll": 10, "hip_x": -0.07, "tilt": 8, "left_raise": 43, "left_out": 90, "right_raise": 4,
    "right_out": 80,
}  # fmt: skip
_TURNED_LEFT: Final = {"twist": 48, "yaw": 12, "look": 4}

TRUNK: Final = (
    Movement(
        "woodchop", 4,
        start={"fist": 1, "foot_x": 0.14, "knee_out": 16, "splay": 16, "hip_y": 0.98, **_CHOP_HIGH},
        keys=there_and_back(_CHOP_LOW),
    ),
    Movement(
        "side_bend", 6, ends=TURNS,
        start={"foot_x": 0.08, "fist": 1, "raise": 7, "out": 86, "elbow": 6, "hip_y": 0.99},
        keys=both_sides(((0.22, _BENT_LEFT), (0.28, _BENT_LEFT))),
    ),
    Movement(
        "torso_twist", 4, flow=1.0, ends=TURNS,
        start={"raise": 62, "out": 30, "roll_arm": -50, "elbow": 104, "fist": 0.6, "foot_x": 0.1,
               "hip_y": 0.985},
        keys=both_sides(((0.22, _TURNED_LEFT), (0.28, _TURNED_LEFT))),
    ),
)  # fmt: skip

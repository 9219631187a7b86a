"""Movements on hands, knees, forearms or belly: push-ups, planks, four-point kneeling."""

from typing import Final

from models.mannequin.library.cycles import there_and_back
from models.mannequin.library.sides import TURNS, both_sides
from models.mannequin.movements import MOVEMENTS, Movement

_PUSH_UP: Final = MOVEMENTS["push_up"].start
_KNEE_DRIVEN: Final = {
    "left_foot_y": 0.15, "left_foot_z": -0.24, "left_heel": 70, "left_knee_up": -20, "hip_y": 0.46,
    "pitch": 73,
}  # fmt: skip
# on hands and knees, thighs and arms upright; the hands lie flat (palm and wrist)
_FOUR_POINTS: Final = {
    "hip_y": 0.49, "pitch": 77, "nod": -30, "settle": 1, "free_leg": 1, "thigh": 77, "knee": 88, "point": 52,
    "thigh_roll": 0, "raise": 77, "out": 3, "roll_arm": 3, "elbow": 4, "palm": -90, "wrist": -82, "fist": 0,
}  # fmt: skip
_REACHING: Final = {
    "left_raise": 172, "left_out": 12, "left_roll_arm": 12, "left_palm": 0, "left_wrist": 0,
    "right_thigh": -12, "right_knee": 6, "right_point": 30, "bend": -3, "nod": -22,
}  # fmt: skip

PRONE: Final = (
    Movement(
        "knee_push_up", 4, enter_beats=6, place="floor",
        start={"hip_y": 0.278, "hip_z": -0.095, "pitch": 54, "nod": -14, "free_leg": 1, "thigh": 0,
               "knee": 62,
               "point": 40, "apart": 2, "thigh_roll": 0, "plant": 1, "hand_x": 0.09, "hand_y": 0.055,
               "hand_z": 0.43, "wrist": 0, "fist": 0, "raise": 60, "out": 20},
        keys=there_and_back({"hip_y": 0.090, "hip_z": -0.010, "pitch": 78, "knee": 40, "nod": -20}),
    ),
    Movement(
        "pike_push_up", 4, enter_beats=6, place="floor",
        start={"hip_y": 0.86, "hip_z": -0.10, "pitch": 126, "nod": 6, "foot_x": 0.02, "foot_z": -0.78,
               "heel": 30, "splay": 0, "knee_up": -40, "knee_out": 0, "plant": 1, "hand_x": 0.08,
               "hand_y": 0.055, "hand_z": 0.71, "wrist": 0, "fist": 0, "raise": 140, "out": 20},
        keys=there_and_back({"hip_y": 0.77, "hip_z": 0.02, "pitch": 133, "nod": -16, "heel": 40}),
    ),
    Movement(
        "plank", 4, enter_beats=6, place="floor", keys=(),
        start={**_PUSH_UP, "plant": 0, "hip_y": 0.235, "hip_z": 0.21, "pitch": 82, "nod": -20, "raise": 82,
               "out": 6, "roll_arm": 0, "elbow": 92, "palm": -30, "fist": 0.6, "settle": 1},
    ),
    Movement(
        "side_plank", 4, enter_beats=6, place="floor", keys=(),
        start={"hip_x": 0.2, "hip_y": 0.37, "roll": 74, "free_leg": 1, "thigh": 0, "apart": 0, "knee": 3,
               "point": 5, "settle": 1, "left_raise": 76, "left_out": 90, "left_roll_arm": 0,
               "left_elbow": 88,
               "right_raise": 12, "right_out": 80, "right_elbow": 10, "fist": 0.4},
    ),
    Movement(
        "mountain_climber", 2, ends=TURNS, start=_PUSH_UP, enter_beats=6, place="floor",
        keys=both_sides(((0.22, _KNEE_DRIVEN), (0.28, _KNEE_DRIVEN))),
    ),
    Movement(
        "superman", 4, enter_beats=6, place="floor",
        start={"hip_y": 0.05, "pitch": 90, "nod": -8, "settle": 1, "free_leg": 1, "thigh": 0, "apart": 4,
               "knee": 4, "point": 62, "raise": 171, "out": 14, "roll_arm": 14, "elbow": 8, "fist": 0.1,
               "palm": -80},
        keys=there_and_back({"thigh": -14, "bend": -25, "raise": 176, "nod": -16}),
    ),
    Movement(
        "bird_dog", 6, ends=TURNS, start=_FOUR_POINTS, enter_beats=6, place="floor",
        keys=both_sides(((0.20, _REACHING), (0.30, _REACHING))),
    ),
    Movement(
        "donkey_kick", 3, start=_FOUR_POINTS, enter_beats=6, place="floor",
        keys=there_and_back({"right_thigh": -10, "right_knee": 88, "right_point": 10, "bend": -4}),
    ),
)  # fmt: skip

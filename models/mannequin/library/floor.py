"""Movements of somebody who lies on the back or sits: crunches, leg raises, the bridge, the bench."""

from typing import Final

from models.mannequin.library.cycles import there_and_back
from models.mannequin.library.sides import TURNS, both_sides, mirror
from models.mannequin.movements import MOVEMENTS, Movement

_KNEES_UP: Final = MOVEMENTS["sit_up"].start
_BENCH: Final = MOVEMENTS["bench_press"].start
_HANDS_AT_EARS: Final = {"raise": 145, "out": 96, "roll_arm": 105, "elbow": 142, "fist": 0.4, "palm": 0}
# flat on the back, legs free, arms on the floor beside the body
FLAT: Final = {
    "hip_y": 0.075, "pitch": -88, "nod": 4, "settle": 1, "free_leg": 1, "thigh": 2, "knee": 4, "point": 28,
    "raise": 16, "out": 104, "roll_arm": 0, "elbow": 10, "palm": -60, "fist": 0.1,
}  # fmt: skip
_PEDAL: Final = {
    "left_thigh": 112, "left_knee": 112, "right_thigh": 22, "right_knee": 8, "twist": 34, "lean": 6,
}  # fmt: skip
_HANDS_TOGETHER: Final = {"raise": 36, "out": 2, "roll_arm": -44, "elbow": 82, "fist": 0.8}
_HANDS_LEFT: Final = {
    "left_raise": 26, "left_out": 54, "left_roll_arm": -35, "left_elbow": 95,
    "right_raise": 35, "right_out": -31, "right_roll_arm": -63, "right_elbow": 59,
    "twist": 42, "look": -10, "lean": 3,
}  # fmt: skip

LYING: Final = (
    Movement(
        "crunch", 3, enter_beats=6, place="floor", start={**_KNEES_UP, **_HANDS_AT_EARS, "foot_z": 0.62},
        keys=there_and_back({"bend": 33, "nod": 14}),
    ),
    Movement(
        "bicycle_crunch", 3, ends=TURNS, enter_beats=6, place="floor",
        start={**FLAT, **_HANDS_AT_EARS, "bend": 30, "nod": 12, **_PEDAL},
        keys=((0.04, {}), (0.46, mirror(_PEDAL)), (0.54, mirror(_PEDAL)), (0.96, {})),
    ),
    Movement(
        "russian_twist", 3, flow=1.0, ends=TURNS, enter_beats=6, place="floor",
        start={"hip_y": 0.09, "pitch": -42, "bend": 12, "nod": 6, "settle": 1, "free_leg": 1, "thigh": 92,
               "knee": 84, "point": 10, **_HANDS_TOGETHER},
        keys=both_sides(((0.22, _HANDS_LEFT), (0.28, _HANDS_LEFT))),
    ),
    Movement(
        "leg_raise", 4, enter_beats=6, place="floor", start={**FLAT, "thigh": 6},
        keys=there_and_back({"thigh": 88, "knee": 6}),
    ),
    Movement(
        "straight_leg_raise", 4, enter_beats=6, place="floor", start=FLAT,
        keys=there_and_back({"right_thigh": 84, "right_knee": 12, "right_point": 12, "left_knee": 6}),
    ),
    Movement(
        "flutter_kick", 1, ends=TURNS, enter_beats=6, place="floor",
        start={**FLAT, "left_thigh": 30, "right_thigh": 10, "point": 55, "bend": 8, "nod": 10},
        keys=((0.5, {"left_thigh": 10, "right_thigh": 30}),),
    ),
    Movement(
        "glute_bridge", 4, enter_beats=6, place="floor",
        start={**_KNEES_UP, "foot_z": 0.58, "raise": 16, "out": 104, "roll_arm": 0, "elbow": 8, "palm": -60,
               "fist": 0.1, "knee_up": 70},
        keys=there_and_back({"hip_y": 0.285, "hip_z": 0.025, "pitch": -115, "bend": 0, "nod": 27, "raise": 28,
                             "out": 145}),
    ),
    Movement(
        "dumbbell_fly", 4, enter_beats=6, place="bench",
        start={**_BENCH, "out": 8, "roll_arm": 0, "elbow": 22, "palm": 0},
        keys=there_and_back({"raise": 84, "out": 96, "roll_arm": 4, "elbow": 30}),
    ),
    Movement(
        "bench_dip", 4, flow=1.0, enter_beats=6, place="bench",
        start={"hip_y": 0.52, "hip_z": 0.14, "pitch": -3, "foot_z": 1.04, "foot_y": 0.045, "heel": -12,
               "knee_up": 60,
               "knee_out": 4, "hang": 1, "hand_y": 0.55, "hand_z": 0.02, "raise": -12, "out": -11,
               "roll_arm": -17, "elbow": 10, "palm": -90, "wrist": -70, "fist": 0.2},
        keys=(
            (0.24, {"raise": -41, "out": -18, "roll_arm": -23, "elbow": 66, "hip_y": 0.38, "pitch": 0}),
            (0.44, {"raise": -62, "out": -20, "roll_arm": -30, "elbow": 96, "hip_y": 0.26, "pitch": 3}),
            (0.54, {"raise": -62, "out": -20, "roll_arm": -30, "elbow": 96, "hip_y": 0.26, "pitch": 3}),
            (0.76, {"raise": -41, "out": -18, "roll_arm": -23, "elbow": 66, "hip_y": 0.38, "pitch": 0}),
        ),
    ),
)  # fmt: skip

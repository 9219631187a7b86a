"""Movements that pull or lift: rows, the lifts of weightlifting, the pull-up."""

from typing import Final

from models.mannequin.library.arms import BENT_OVER
from models.mannequin.library.cycles import there_and_back
from models.mannequin.movements import Movement

# hands hold a bar in front of the thighs
_BAR_LOW: Final = {
    "raise": 14,
    "out": 2,
    "roll_arm": -30,
    "elbow": 10,
    "fist": 1,
    "palm": -40,
    "foot_x": 0.05,
}
_BAR_AT_CHIN: Final = {"raise": 84, "out": 64, "roll_arm": -82, "elbow": 130, "palm": -40}
_RACK: Final = {"raise": 52, "out": 22, "roll_arm": 4, "elbow": 144, "fist": 1, "palm": -80}
# the bar below the knees of somebody who bends to it
_BENT_TO_BAR: Final = {
    **_BAR_LOW, "hip_y": 0.60, "hip_z": -0.32, "pitch": 56, "bend": 6, "nod": -38, "knee_out": 14,
    "raise": 66,
}  # fmt: skip
_RISEN: Final = {
    **_BAR_LOW, "hip_y": 1.03, "hip_z": 0.0, "pitch": -4, "bend": -2, "nod": 0, "heel": 16, "knee_out": 8,
}  # fmt: skip
_SQUAT: Final = {"hip_y": 0.54, "hip_z": -0.22, "pitch": 26, "bend": 6, "nod": -20, "knee_out": 26}
_CHIN_OVER_BAR: Final = {
    "raise": 66, "out": 74, "roll_arm": 62, "elbow": 150, "knee": 26, "pitch": -8, "nod": -10,
}  # fmt: skip
# leg lengths above the floor: the feet of somebody with a long trunk stay above it
_BAR_HEIGHT: Final = 3.1

PULLS: Final = (
    Movement("upright_row", 4, start=_BAR_LOW, keys=there_and_back(_BAR_AT_CHIN)),
    Movement(
        "bent_over_row", 4, start={**BENT_OVER, "raise": 62, "out": 6, "roll_arm": 4, "elbow": 8,
                                   "palm": -30},
        keys=there_and_back({"raise": -16, "out": -36, "roll_arm": 4, "elbow": 88}),
    ),
    Movement(
        "bent_over_fly", 4, start={**BENT_OVER, "pitch": 66, "raise": 66, "out": 12, "roll_arm": 10,
                                   "elbow": 18},
        keys=there_and_back({"raise": 86, "out": 92, "roll_arm": 8, "elbow": 20}),
    ),
    Movement(
        "clean", 6, flow=1.0, start=_BENT_TO_BAR,
        keys=(
            (0.24, _RISEN),
            (0.34, {**_RISEN, **_BAR_AT_CHIN, "raise": 66, "elbow": 108}),
            (0.44, {**_RISEN, **_RACK, "hip_y": 0.88, "hip_z": -0.08, "pitch": 8, "heel": 0, "knee_out": 16}),
            (0.54, {**_RISEN, **_RACK, "hip_y": 0.99, "pitch": 0, "heel": 0}),
            (0.66, {**_RISEN, **_RACK, "hip_y": 0.99, "pitch": 0, "heel": 0}),
            (0.80, {**_RISEN, "hip_y": 0.98, "hip_z": -0.03, "pitch": 6, "heel": 0}),
        ),
    ),
    Movement(
        "high_pull", 5, flow=1.0, start=_BENT_TO_BAR,
        keys=(
            (0.30, _RISEN),
            (0.42, {**_RISEN, **_BAR_AT_CHIN}),
            (0.48, {**_RISEN, **_BAR_AT_CHIN}),
            (0.64, {**_RISEN, "hip_y": 0.98, "hip_z": -0.03, "pitch": 6, "heel": 0}),
        ),
    ),
    Movement(
        "thruster", 5, flow=1.0, start={**_RACK, "foot_x": 0.09, "splay": 20, "knee_out": 20, "hip_y": 0.99},
        keys=(
            (0.36, {**_SQUAT, "raise": 62}),
            (0.42, {**_SQUAT, "raise": 62}),
            (0.62, {"hip_y": 0.99, "raise": 84, "out": 50, "roll_arm": 50, "elbow": 100}),
            (0.74, {"raise": 168, "out": 76, "roll_arm": 76, "elbow": 10, "nod": -4, "palm": -70}),
            (0.82, {"raise": 168, "out": 76, "roll_arm": 76, "elbow": 10, "nod": -4, "palm": -70}),
        ),
    ),
    Movement(
        "pull_up", 5, flow=1.0,
        start={"hang": 1, "hand_y": _BAR_HEIGHT, "hand_z": 0.05, "free_leg": 1, "thigh": 4, "knee": 12,
               "point": 45, "fist": 1, "raise": 169, "out": 75, "roll_arm": 68, "elbow": 6, "palm": -60},
        keys=(
            (0.14, {"raise": 133, "out": 78, "roll_arm": 75, "elbow": 76, "knee": 18}),
            (0.26, {"raise": 104, "out": 76, "roll_arm": 70, "elbow": 120, "knee": 24, "pitch": -4}),
            (0.42, _CHIN_OVER_BAR),
            (0.52, _CHIN_OVER_BAR),
            (0.70, {"raise": 104, "out": 76, "roll_arm": 70, "elbow": 120, "knee": 24, "pitch": -4}),
            (0.84, {"raise": 133, "out": 78, "roll_arm": 75, "elbow": 76, "knee": 18}),
        ),
    ),
)  # fmt: skip

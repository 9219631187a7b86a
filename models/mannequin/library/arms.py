"""Movements of the arms of somebody who stands: raises, circles, rotation, extensions of the elbow.

Arms that are raised follow the medians of UI-PRMD (shoulder abduction, extension, rotation, scaption).
"""

from typing import Final

import numpy as np

from models.mannequin.library.cycles import there_and_back
from models.mannequin.library.sides import TURNS, both_sides
from models.mannequin.movements import MOVEMENTS, Movement

_CIRCLE_KEYS: Final = 8
_CIRCLE_DEG: Final = 15.0
# bent over from the hips with soft knees
BENT_OVER: Final = {
    "hip_y": 0.90, "hip_z": -0.24, "pitch": 58, "bend": 6, "nod": -36, "foot_x": 0.05, "fist": 1,
}  # fmt: skip
_UPPERCUT: Final = {
    "left_raise": 84, "left_out": 0, "left_elbow": 96, "left_palm": 80, "twist": -26, "yaw": -12, "look": 18,
    "hip_y": 0.975, "left_heel": 10,
}  # fmt: skip


def _circle() -> tuple[tuple[float, dict[str, float]], ...]:
    """Hands at shoulder height circle forward: up, forward, down, back."""
    phases = np.arange(1, _CIRCLE_KEYS) / _CIRCLE_KEYS
    return tuple(
        (
            float(phase),
            {
                "raise": 90 + _CIRCLE_DEG * float(np.cos(2 * np.pi * phase)),
                "out": 88 - _CIRCLE_DEG * float(np.sin(2 * np.pi * phase)),
            },
        )
        for phase in phases
    )


ARMS: Final = (
    Movement(
        "front_raise", 4,
        start={"raise": 10, "out": 16, "roll_arm": -6, "elbow": 10, "fist": 1, "palm": -62, "foot_x": 0.04},
        keys=there_and_back({"raise": 92, "out": 5, "roll_arm": 5, "elbow": 9}),
    ),
    Movement(
        "scaption", 4, start={"raise": 11, "out": 64, "roll_arm": 4, "elbow": 16, "foot_x": 0.03},
        keys=there_and_back({"raise": 104, "out": 47, "roll_arm": 18, "elbow": 16}),
    ),
    Movement(
        "arm_raise_one_side", 4, start={"raise": 11, "out": 82, "elbow": 15},
        keys=there_and_back({"right_raise": 142, "right_out": 72, "right_roll_arm": 52, "right_elbow": 18,
                             "lean": 3, "right_palm": 40}),
    ),
    Movement(
        "shoulder_extension", 4,
        start={"raise": 9, "out": 70, "elbow": 16, "right_raise": -10, "right_out": -62, "right_roll_arm": 6,
               "fist": 0.5},
        keys=there_and_back({"right_raise": -56, "right_out": -25, "right_roll_arm": 0, "right_elbow": 13,
                             "pitch": 3}),
    ),
    Movement(
        "shoulder_rotation", 4,
        start={"right_raise": 88, "right_out": 88, "right_roll_arm": 72, "right_elbow": 78, "fist": 0.5},
        keys=there_and_back({"right_raise": 95, "right_out": 84, "right_roll_arm": -28, "right_elbow": 75}),
    ),
    Movement(
        "arm_circle", 2,
        start={"raise": 90 + _CIRCLE_DEG, "out": 88, "roll_arm": 30, "elbow": 8, "palm": -40, "fist": 0.1},
        keys=_circle(), flow=1.0,
    ),
    Movement(
        "shrug", 3, start={"raise": 9, "out": 86, "elbow": 7, "fist": 1, "foot_x": 0.04, "shrug": -0.25},
        keys=there_and_back({"shrug": 1.0, "raise": 12, "nod": -3}),
    ),
    Movement(
        "triceps_extension", 4,
        start={"raise": 165, "out": 18, "roll_arm": 18, "elbow": 14, "fist": 1, "foot_x": 0.06, "nod": 3},
        keys=there_and_back({"raise": 160, "out": 26, "roll_arm": 22, "elbow": 128}),
    ),
    Movement(
        "triceps_kickback", 4, start={**BENT_OVER, "raise": -8, "out": -40, "roll_arm": 0, "elbow": 92},
        keys=there_and_back({"raise": -14, "elbow": 10}),
    ),
    Movement(
        "uppercut", 2, start=MOVEMENTS["punch"].start, flow=1.0, ends=TURNS,
        keys=both_sides(
            (
                (0.10, {"left_raise": 18, "left_elbow": 104, "hip_y": 0.915, "twist": 14, "yaw": 6,
                        "lean": 5}),
                (0.22, _UPPERCUT),
                (0.28, _UPPERCUT),
            )
        ),
    ),
)  # fmt: skip

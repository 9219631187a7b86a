"""Exercises that raise the pulse: jumps, running on the spot, steps to the side, kicks."""

from typing import Final

from models.mannequin.library.sides import TURNS, both_sides
from models.mannequin.movements import Movement, Values

_GUARD: Final[Values] = {
    "raise": 40, "out": 16, "roll_arm": -10, "elbow": 130, "fist": 1, "hip_y": 0.97, "foot_x": 0.05,
    "knee_out": 12,
}  # fmt: skip
_RUNNING_ARMS: Final[Values] = {"raise": 8, "out": 20, "roll_arm": -6, "elbow": 84, "fist": 0.8}
_TO_LEFT: Final[Values] = {
    "hip_x": 0.46, "hip_z": -0.10, "hip_y": 0.76, "left_foot_x": 0.42, "left_knee_out": 8,
    "right_foot_x": -0.86, "right_foot_z": -0.38, "right_foot_y": 0.06, "right_heel": 50,
    "right_knee_out": -20, "pitch": 38, "lean": -6, "nod": -18, "twist": 16, "right_raise": 64,
    "right_out": -14, "right_elbow": 20, "left_raise": 40, "left_out": 150, "left_elbow": 40,
}  # fmt: skip
_LEAP_LEFT: Final[Values] = {
    "hip_x": 0.20, "hip_y": 0.98, "left_foot_x": 0.34, "left_foot_y": 0.10, "left_heel": 20,
    "right_foot_x": -0.06, "right_foot_y": 0.08, "right_heel": 40, "pitch": 22,
}  # fmt: skip
_KICKED: Final[Values] = {
    "left_foot_x": 0.86, "left_foot_y": 0.72, "left_knee_out": 74, "left_splay": 50, "left_heel": 0,
    "hip_x": -0.08, "roll": -12, "lean": -18, "left_raise": 24,
}  # fmt: skip
_CHAMBER: Final[Values] = {
    "left_foot_x": 0.24, "left_foot_y": 0.50, "left_knee_out": 60, "left_splay": 40, "left_heel": 20,
    "left_knee_up": 20, "hip_x": -0.06, "roll": -6, "lean": -10,
}  # fmt: skip
_STRUCK: Final[Values] = {
    "left_foot_y": 0.60, "left_foot_z": 0.12, "left_heel": 46, "left_knee_up": 40, "left_knee_out": 0,
    "hip_z": 0.08, "hip_x": -0.05, "pitch": -12, "bend": 8, "raise": 34, "elbow": 96, "right_heel": 10,
    "hip_y": 1.01,
}  # fmt: skip
_SPREAD: Final[Values] = {
    "hip_y": 1.20, "foot_y": 0.22, "foot_x": 0.40, "heel": 40, "splay": 20, "raise": 128, "out": 88,
    "roll_arm": 60, "elbow": 8, "nod": -6,
}  # fmt: skip
_HANDS: Final[Values] = {"hand_x": 0.09, "hand_y": 0.055, "hand_z": 0.44}
_DOWN: Final[Values] = {
    "hip_y": 0.42, "hip_z": -0.20, "pitch": 66, "bend": 16, "nod": -26, "raise": 92, "out": 16, "elbow": 6,
    "heel": 36, "knee_out": 26, "fist": 0,
}  # fmt: skip
_REACHING: Final[Values] = {**_DOWN, "raise": 84, "elbow": 50, "hip_y": 0.50}
_PROPPED: Final[Values] = {**_DOWN, "plant": 1, "hip_y": 0.47}
_PLANK: Final[Values] = {
    "plant": 1, "hip_y": 0.41, "hip_z": -0.09, "pitch": 71.5, "nod": -18, "foot_x": -0.02, "foot_z": -1.19,
    "heel": 62, "splay": 0, "knee_up": -80, "knee_out": 0, "raise": 72, "out": 20, "fist": 0,
}  # fmt: skip

CARDIO: Final = (
    Movement(
        "march", 2, ends=TURNS, start={"raise": 8, "out": 20, "elbow": 30}, flow=0.5,
        keys=both_sides((
            (0.22, {"left_foot_y": 0.30, "left_foot_z": 0.12, "left_heel": 14, "left_raise": -16,
                    "right_raise": 30, "left_knee_up": 20}),
            (0.28, {"left_foot_y": 0.30, "left_foot_z": 0.12, "left_heel": 14, "left_raise": -16,
                    "right_raise": 30, "left_knee_up": 20}),
        )),
    ),
    Movement(
        "butt_kick", 2, ends=TURNS, start=_RUNNING_ARMS, flow=0.5,
        keys=both_sides((
            (0.25, {"left_foot_y": 0.60, "left_foot_z": -0.46, "left_heel": 86, "left_knee_up": -70,
                    "left_knee_out": 2, "right_heel": 10, "hip_y": 1.015, "pitch": 4, "left_raise": 22,
                    "right_raise": -12}),
        )),
    ),
    Movement(
        "skater", 4, ends=TURNS, flow=0.6,
        start={"hip_y": 0.93, "pitch": 22, "nod": -10, "raise": 20, "elbow": 60},
        keys=both_sides(((0.10, _LEAP_LEFT), (0.24, _TO_LEFT), (0.28, _TO_LEFT), (0.40, _LEAP_LEFT))),
    ),
    Movement(
        "jump_rope", 1, flow=1,
        start={"hip_y": 0.985, "raise": 12, "out": 78, "roll_arm": 44, "elbow": 72, "fist": 1, "heel": 4,
               "foot_x": 0},
        keys=((0.24, {"hip_y": 1.05, "heel": 26}),
              (0.50, {"hip_y": 1.16, "foot_y": 0.09, "heel": 36, "elbow": 64, "roll_arm": 52}),
              (0.76, {"hip_y": 1.05, "heel": 26})),
    ),
    Movement(
        "step_touch", 4, ends=TURNS, flow=0.5,
        start={"hip_x": -0.26, "left_foot_x": -0.22, "right_foot_x": 0.26, "hip_y": 0.965, "left_heel": 16,
               "raise": 10, "elbow": 70, "roll_arm": -20},
        keys=(
            (0.12, {"hip_x": -0.16, "left_foot_x": 0.06, "left_foot_y": 0.06, "left_heel": 8, "hip_y": 0.96,
                    "raise": 20, "out": 84}),
            (0.26, {"hip_x": 0.06, "left_foot_x": 0.26, "left_heel": 0, "hip_y": 0.93, "raise": 30,
                    "out": 86}),
            (0.38, {"hip_x": 0.20, "left_foot_x": 0.26, "left_heel": 0, "right_foot_x": 0.0,
                    "right_foot_y": 0.06, "right_heel": 14, "hip_y": 0.96, "raise": 20, "out": 84}),
            (0.50, {"hip_x": 0.26, "left_foot_x": 0.26, "left_heel": 0, "right_foot_x": -0.22,
                    "right_heel": 16}),
            (0.62, {"hip_x": 0.16, "left_foot_x": 0.26, "left_heel": 0, "right_foot_x": 0.06,
                    "right_foot_y": 0.06, "right_heel": 8, "hip_y": 0.96, "raise": 20, "out": 84}),
            (0.76, {"hip_x": -0.06, "left_foot_x": 0.26, "left_heel": 0, "hip_y": 0.93, "raise": 30,
                    "out": 86}),
            (0.88, {"hip_x": -0.20, "left_foot_x": 0.0, "left_foot_y": 0.06, "left_heel": 14, "hip_y": 0.96,
                    "raise": 20, "out": 84}),
        ),
    ),
    Movement(
        "side_kick", 4, start=_GUARD, flow=0.5,
        keys=((0.20, _CHAMBER), (0.36, _KICKED), (0.42, _KICKED), (0.60, _CHAMBER), (0.84, {})),
    ),
    Movement(
        "knee_strike", 4, ends=TURNS, flow=0.5,
        start={"raise": 84, "out": 24, "roll_arm": -10, "elbow": 66, "fist": 0.8, "foot_x": 0.06,
               "hip_y": 0.98},
        keys=both_sides(((0.20, _STRUCK), (0.25, _STRUCK))),
    ),
    Movement(
        "star_jump", 3, start={"raise": 8, "out": 84, "elbow": 10, "foot_x": 0.02}, flow=1,
        keys=(
            (0.28, {"hip_y": 0.66, "hip_z": -0.18, "pitch": 36, "nod": -16, "raise": 30, "out": 30,
                    "knee_out": 18}),
            (0.33, {"hip_y": 0.66, "hip_z": -0.18, "pitch": 36, "nod": -16, "raise": 30, "out": 30,
                    "knee_out": 18}),
            (0.46, {"hip_y": 1.05, "heel": 38, "raise": 50, "out": 80}),
            (0.58, _SPREAD),
            (0.72, {"hip_y": 1.04, "heel": 36, "raise": 50, "out": 84}),
            (0.83, {"hip_y": 0.84, "hip_z": -0.09, "pitch": 20, "nod": -8, "raise": 20}),
        ),
    ),
    Movement(
        "burpee", 6, start=_HANDS, flow=0.6,
        keys=(
            (0.12, _REACHING), (0.18, _PROPPED),
            (0.30, _PLANK), (0.46, _PLANK),
            (0.57, _PROPPED), (0.63, _REACHING),
            (0.74, {"hip_y": 1.06, "heel": 36, "raise": 120, "out": 40, "elbow": 20}),
            (0.82, {"hip_y": 1.24, "foot_y": 0.16, "heel": 44, "raise": 166, "out": 60, "roll_arm": 60,
                    "elbow": 10}),
            (0.90, {"hip_y": 1.02, "heel": 30, "raise": 120, "out": 60, "elbow": 20}),
            (0.96, {"hip_y": 0.90, "hip_z": -0.05, "pitch": 12, "raise": 30}),
        ),
    ),
)  # fmt: skip

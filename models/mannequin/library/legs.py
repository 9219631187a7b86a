"""Exercises for legs and hips: squats, lunges, steps and hinges."""

from typing import Final

from models.mannequin.library.sides import TURNS, both_sides
from models.mannequin.movements import Movement, Values

_HANGING: Final[Values] = {"raise": 7, "out": 60, "elbow": 8, "fist": 1}
_CLASPED: Final[Values] = {"raise": 27, "out": 13, "roll_arm": -47, "elbow": 122, "fist": 0.8}
_ON_HIPS: Final[Values] = {"raise": 40, "out": 111, "roll_arm": -62, "elbow": 90}
_BAR_BEHIND: Final[Values] = {"raise": 51, "out": 130, "roll_arm": 111, "elbow": 156, "fist": 1}
_ON_LAP: Final[Values] = {"raise": 23, "out": 29, "roll_arm": -66, "elbow": 53}
_BAR_BEFORE: Final[Values] = {"raise": 10, "out": 30, "roll_arm": -30, "elbow": 6, "fist": 1}

_SUMO: Final[Values] = {"hip_y": 0.58, "hip_z": -0.10, "pitch": 16, "nod": -8, "knee_out": 48}
_AIR: Final[Values] = {"hip_y": 1.28, "foot_y": 0.20, "heel": 50, "raise": -18, "elbow": 20, "nod": -4}
_CROUCH: Final[Values] = {
    "hip_y": 0.62, "hip_z": -0.21, "pitch": 40, "bend": 6, "nod": -24, "raise": 20, "out": 140, "elbow": 24,
}  # fmt: skip
_SEATED: Final[Values] = {"hip_y": 0.50, "hip_z": -0.50, "foot_x": 0.06, "knee_out": 12, **_ON_LAP}
_RISEN: Final[Values] = {
    "hip_y": 0.995, "hip_z": -0.03, "raise": 8, "out": 60, "roll_arm": 0, "elbow": 14,
}  # fmt: skip
_BACK: Final[Values] = {"left_foot_z": -0.72, "hip_z": -0.34, "hip_y": 0.53, "left_heel": 60, "pitch": 8}
_BACK_MID: Final[Values] = {"left_foot_z": -0.70, "hip_z": -0.26, "hip_y": 0.80, "left_heel": 44, "pitch": 6}
_BACK_OUT: Final[Values] = {
    "left_foot_y": 0.08, "left_foot_z": -0.30, "left_heel": 26, "hip_z": -0.03, "hip_y": 0.96, "pitch": 5,
}  # fmt: skip
_ASIDE: Final[Values] = {
    "left_foot_x": 0.95, "left_splay": 16, "left_knee_out": 16, "hip_x": 0.66, "hip_z": -0.27, "hip_y": 0.62,
    "pitch": 38, "bend": 8, "nod": -24, "raise": 66, "out": 14, "elbow": 70,
}  # fmt: skip
_ASIDE_MID: Final[Values] = {
    "left_foot_x": 0.95, "left_splay": 14, "left_knee_out": 14, "hip_x": 0.48, "hip_z": -0.10, "hip_y": 0.83,
    "pitch": 18, "bend": 4, "nod": -12,
}  # fmt: skip
_ASIDE_OUT: Final[Values] = {"left_foot_x": 0.50, "left_foot_y": 0.08, "hip_x": 0.14, "hip_y": 0.95}
_CURTSY: Final[Values] = {
    "left_foot_z": -0.56, "left_foot_x": -0.66, "left_heel": 60, "left_knee_out": -24, "left_splay": -6,
    "hip_z": -0.16, "hip_x": -0.10, "hip_y": 0.58, "pitch": 16, "yaw": 8, "nod": -8, "right_knee_out": 4,
}  # fmt: skip
_CURTSY_OUT: Final[Values] = {
    "left_foot_z": -0.34, "left_foot_x": -0.26, "left_foot_y": 0.09, "left_heel": 30, "hip_z": -0.04,
    "hip_x": -0.06, "hip_y": 0.95, "pitch": 6,
}  # fmt: skip
_APART: Final[Values] = {
    "left_foot_z": 0.42, "right_foot_z": -0.46, "right_heel": 46, "pitch": 5, "left_raise": -24,
    "right_raise": 34, "elbow": 70,
}  # fmt: skip
_FOOT_ON_BOX: Final[Values] = {
    "left_foot_y": 0.42, "left_foot_z": 0.46, "hip_z": 0.12, "hip_y": 0.98, "pitch": 16, "right_heel": 14,
    "right_raise": 24, "left_raise": -8,
}  # fmt: skip
_ON_BOX: Final[Values] = {"hip_y": 1.40, "hip_z": 0.46, "foot_y": 0.42, "foot_z": 0.46, "pitch": 2}
_OVER_HURDLE: Final[Values] = {
    "left_foot_y": 0.46, "left_foot_z": 0.16, "left_heel": 6, "left_knee_up": 20, "hip_x": -0.05,
}  # fmt: skip
_HINGE: Final[Values] = {"hip_y": 0.93, "hip_z": -0.23, "pitch": 76, "bend": 6, "nod": -30}
_ONE_LEG: Final[Values] = {
    "hip_y": 0.97, "hip_z": -0.10, "hip_x": -0.05, "pitch": 78, "bend": 2, "nod": -26, "left_foot_y": 0.80,
    "left_foot_z": -1.25, "left_heel": 80, "left_knee_up": -80, "left_knee_out": 0, "raise": 80, "out": 8,
}  # fmt: skip
_ONE_LEG_MID: Final[Values] = {
    "hip_y": 0.985, "hip_z": -0.05, "hip_x": -0.05, "pitch": 40, "nod": -14, "left_foot_y": 0.15,
    "left_foot_z": -0.80, "left_heel": 50, "left_knee_up": -40, "left_knee_out": 0, "raise": 42, "out": 14,
}  # fmt: skip
_SWING_BACK: Final[Values] = {
    "hip_y": 0.87, "hip_z": -0.28, "pitch": 56, "bend": 4, "nod": -24, "raise": 34, "out": -8,
    "roll_arm": -30,
}  # fmt: skip
_SWING_UP: Final[Values] = {"raise": 86, "out": -10, "roll_arm": -30, "elbow": 8, "pitch": -3, "nod": 2}

LEGS: Final = (
    Movement(
        "sumo_squat", 4,
        start={"hip_y": 0.93, "foot_x": 0.34, "splay": 38, "knee_out": 40, **_CLASPED},
        keys=((0.45, _SUMO), (0.55, _SUMO)),
    ),
    Movement(
        "jump_squat", 3, start={"hip_y": 0.985, "foot_x": 0.09, "splay": 16, "knee_out": 16}, flow=1,
        keys=(
            (0.36, _CROUCH), (0.40, _CROUCH),
            (0.52, {"hip_y": 1.05, "heel": 40, "raise": -10, "elbow": 16}),
            (0.62, _AIR),
            (0.72, {"hip_y": 1.04, "heel": 38, "raise": -4, "elbow": 20}),
            (0.82, {"hip_y": 0.84, "hip_z": -0.10, "pitch": 22, "nod": -12, "raise": 16, "elbow": 20}),
        ),
    ),
    Movement(
        "sit_to_stand", 4, start=_SEATED,
        keys=(
            (0.14, {"pitch": 36, "bend": 8, "nod": -20}),
            (0.24, {"pitch": 44, "bend": 8, "nod": -24, "hip_y": 0.58, "hip_z": -0.38}),
            (0.46, _RISEN), (0.56, _RISEN),
            (0.76, {"pitch": 42, "bend": 8, "nod": -20, "hip_y": 0.60, "hip_z": -0.40}),
            (0.86, {"pitch": 32, "bend": 6, "nod": -14}),
        ),
    ),
    Movement(
        "wall_sit", 4, keys=(),
        start={"hip_y": 0.52, "hip_z": -0.48, "foot_x": 0.05, "raise": 8, "out": 60, "elbow": 12},
    ),
    Movement(
        "reverse_lunge", 8, ends=TURNS, start={"foot_x": 0.02, **_ON_HIPS}, flow=0.7,
        keys=both_sides(((0.10, _BACK_OUT), (0.20, _BACK_MID), (0.26, _BACK), (0.29, _BACK),
                         (0.35, _BACK_MID), (0.43, _BACK_OUT))),
    ),
    Movement(
        "side_lunge", 8, ends=TURNS, start={"raise": 10, "out": 60, "roll_arm": -30, "elbow": 30}, flow=0.7,
        keys=both_sides(((0.10, _ASIDE_OUT), (0.18, _ASIDE_MID), (0.25, _ASIDE), (0.29, _ASIDE),
                         (0.36, _ASIDE_MID), (0.43, _ASIDE_OUT))),
    ),
    Movement(
        "curtsy_lunge", 8, ends=TURNS, start={"foot_x": 0.06, **_CLASPED}, flow=0.7,
        keys=both_sides(((0.11, _CURTSY_OUT), (0.25, _CURTSY), (0.28, _CURTSY), (0.42, _CURTSY_OUT))),
    ),
    Movement(
        "split_squat", 4,
        start={"foot_x": 0.03, "left_foot_z": 0.40, "right_foot_z": -0.48, "right_heel": 42, "hip_y": 0.88,
               "hip_z": -0.02, "left_knee_out": 4, "right_knee_out": 4, **_HANGING},
        keys=((0.45, {"hip_y": 0.50, "right_heel": 62, "pitch": 6, "hip_z": -0.04}),
              (0.55, {"hip_y": 0.50, "right_heel": 62, "pitch": 6, "hip_z": -0.04})),
    ),
    Movement(
        "jump_lunge", 3, ends=TURNS, start={"hip_y": 0.94, "raise": 10, "elbow": 50, "knee_out": 6}, flow=0.8,
        keys=both_sides((
            (0.05, {"hip_y": 1.08, "foot_y": 0.10, "heel": 26, "left_foot_z": 0.10, "right_foot_z": -0.10}),
            (0.13, {**_APART, "hip_y": 0.82}), (0.22, {**_APART, "hip_y": 0.56, "right_heel": 58}),
            (0.27, {**_APART, "hip_y": 0.56, "right_heel": 58}), (0.38, {**_APART, "hip_y": 0.86}),
            (0.45, {"hip_y": 1.08, "foot_y": 0.10, "heel": 26, "left_foot_z": 0.10, "right_foot_z": -0.10}),
        )),
    ),
    Movement(
        "step_up", 8, ends=TURNS, start={"raise": 8, "elbow": 30, "out": 50}, flow=0.7,
        keys=both_sides((
            (0.06, {"left_foot_y": 0.46, "left_foot_z": 0.16, "left_heel": 12, "pitch": 8}),
            (0.12, _FOOT_ON_BOX),
            (0.20, {**_FOOT_ON_BOX, "hip_y": 1.36, "hip_z": 0.42, "pitch": 8, "right_foot_y": 0.40,
                    "right_foot_z": 0.14, "right_heel": 36}),
            (0.25, _ON_BOX), (0.28, _ON_BOX),
            (0.34, {**_FOOT_ON_BOX, "hip_y": 1.30, "hip_z": 0.38, "right_foot_y": 0.30, "right_foot_z": 0.06,
                    "right_heel": 36}),
            (0.40, _FOOT_ON_BOX),
            (0.45, {"left_foot_y": 0.30, "left_foot_z": 0.12, "left_heel": 14, "pitch": 4}),
        )),
    ),
    Movement(
        "hurdle_step", 8, ends=TURNS, start=_BAR_BEHIND, flow=0.7,
        keys=both_sides((
            (0.11, _OVER_HURDLE),
            (0.17, {**_OVER_HURDLE, "left_foot_z": 0.46, "left_foot_y": 0.44}),
            (0.24, {"left_foot_z": 0.56, "left_foot_y": 0.03, "left_heel": -14, "hip_y": 0.975}),
            (0.27, {"left_foot_z": 0.56, "left_foot_y": 0.03, "left_heel": -14, "hip_y": 0.975}),
            (0.33, {**_OVER_HURDLE, "left_foot_z": 0.46, "left_foot_y": 0.44}),
            (0.39, _OVER_HURDLE),
        )),
    ),
    Movement(
        "romanian_deadlift", 4, start=_BAR_BEFORE,
        keys=((0.46, {**_HINGE, "raise": 84, "out": 6}), (0.54, {**_HINGE, "raise": 84, "out": 6})),
    ),
    Movement(
        "single_leg_deadlift", 4, start={**_BAR_BEFORE, "right_knee_out": 4}, flow=1,
        keys=((0.23, _ONE_LEG_MID), (0.46, _ONE_LEG), (0.54, _ONE_LEG), (0.77, _ONE_LEG_MID)),
    ),
    Movement(
        "good_morning", 4, start={"foot_x": 0.06, **_BAR_BEHIND}, keys=((0.46, _HINGE), (0.54, _HINGE)),
    ),
    Movement(
        "kettlebell_swing", 3, flow=1,
        start={"foot_x": 0.12, "hip_y": 0.98, "splay": 16, "knee_out": 14, "raise": 14, "out": -6,
               "roll_arm": -30, "elbow": 8, "fist": 1},
        keys=((0.27, _SWING_BACK), (0.32, _SWING_BACK), (0.48, {"raise": 40, "pitch": 4, "hip_y": 0.975}),
              (0.62, _SWING_UP), (0.67, _SWING_UP)),
    ),
    Movement(
        "calf_raise", 3, start={"foot_x": 0.02, "splay": 6, "raise": 7, "elbow": 10},
        keys=((0.42, {"heel": 38, "hip_y": 1.072, "hip_z": 0.045}),
              (0.55, {"heel": 38, "hip_y": 1.072, "hip_z": 0.045})),
    ),
    Movement(
        "toe_touch", 4, start={"raise": 8, "out": 50, "elbow": 8, "foot_x": 0.03}, flow=0.6,
        keys=((0.20, {"raise": 166, "out": 50, "roll_arm": 50, "elbow": 8, "nod": -8}),
              (0.56, {"pitch": 80, "bend": 40, "nod": 6, "hip_y": 0.97, "hip_z": -0.19, "raise": 114,
                      "out": 4}),
              (0.64, {"pitch": 80, "bend": 40, "nod": 6, "hip_y": 0.97, "hip_z": -0.19, "raise": 114,
                      "out": 4})),
    ),
)  # fmt: skip

"""One dance phrase of 16 beats: step and sway, a wave of the arms, disco points, a roll and a turn, a bow.

Unlike the other movements, every beat combines a weight shift with the arms at two different heights.
"""

from collections.abc import Mapping
from typing import Final

DANCE_BEATS: Final = 16

_SWAY_LEFT: Final = {"hip_x": 0.10, "roll": -8, "lean": 9, "hip_y": 0.955, "foot_x": 0.12, "tilt": -8}
_SWAY_RIGHT: Final = {"hip_x": -0.10, "roll": 8, "lean": -9, "hip_y": 0.955, "foot_x": 0.12, "tilt": 8}
_POINT_LEFT: Final = {
    "left_raise": 142, "left_out": 78, "left_elbow": 4, "left_roll_arm": 78,
    "right_raise": 34, "right_out": 80, "right_elbow": 96, "right_roll_arm": -60,
}  # fmt: skip
_POINT_RIGHT: Final = {
    "right_raise": 142, "right_out": 78, "right_elbow": 4, "right_roll_arm": 78,
    "left_raise": 34, "left_out": 80, "left_elbow": 96, "left_roll_arm": -60,
}  # fmt: skip
_ARMS_CROSS: Final = {"raise": 48, "out": -4, "elbow": 96, "roll_arm": -70, "fist": 0.6}
_WAVE_OPEN: Final = {"raise": 96, "out": 92, "elbow": 70, "roll_arm": 96, "fist": 0}
_WAVE_DOWN: Final = {"raise": 74, "out": 92, "elbow": 58, "roll_arm": -70, "fist": 0}

_BEATS: Final[tuple[Mapping[str, float], ...]] = (
    {**_SWAY_LEFT, "raise": 22, "elbow": 74, "roll_arm": -10},
    {**_SWAY_RIGHT, "raise": 22, "elbow": 74, "roll_arm": -10},
    {**_SWAY_LEFT, **_POINT_LEFT, "look": 22},
    {**_SWAY_RIGHT, **_POINT_RIGHT, "look": -22},
    {**_ARMS_CROSS, "hip_y": 0.88, "foot_x": 0.12, "knee_out": 22, "pitch": 8, "nod": 8},
    {**_WAVE_OPEN, "hip_y": 0.97, "foot_x": 0.12},
    {**_WAVE_DOWN, "hip_y": 0.90, "foot_x": 0.12, "knee_out": 22, "pitch": 6},
    {**_WAVE_OPEN, "hip_y": 0.97, "foot_x": 0.12, "left_raise": 124, "right_raise": 66},
    {"left_foot_y": 0.22, "left_foot_x": 0.16, "left_heel": 24, "left_knee_out": 46, "hip_x": -0.07,
     "hip_y": 0.965, "right_raise": 150, "right_out": 84, "right_elbow": 40, "right_roll_arm": 84,
     "left_raise": 20, "left_elbow": 94, "left_roll_arm": -30},
    {**_SWAY_LEFT, "yaw": 16, "twist": 12, "raise": 60, "out": 40, "elbow": 60},
    {"right_foot_y": 0.22, "right_foot_x": 0.16, "right_heel": 24, "right_knee_out": 46, "hip_x": 0.07,
     "hip_y": 0.965, "left_raise": 150, "left_out": 84, "left_elbow": 40, "left_roll_arm": 84,
     "right_raise": 20, "right_elbow": 94, "right_roll_arm": -30},
    {**_SWAY_RIGHT, "yaw": -16, "twist": -12, "raise": 60, "out": 40, "elbow": 60},
    {"raise": 158, "out": 50, "elbow": 44, "roll_arm": 60, "hip_y": 0.985, "foot_x": 0.10, "heel": 10,
     "nod": -10},
    {**_ARMS_CROSS, "raise": 80, "hip_y": 0.84, "foot_x": 0.12, "knee_out": 24, "pitch": 14, "yaw": 10},
    {**_POINT_LEFT, "left_raise": 120, "right_raise": 120, "right_elbow": 10, "right_roll_arm": 80,
     "hip_y": 0.94, "foot_x": 0.14, "lean": 6, "knee_out": 18},
)  # fmt: skip

DANCE_KEYS: Final = tuple(((beat + 1) / DANCE_BEATS, values) for beat, values in enumerate(_BEATS))

"""Dances: phrases whose arms and steps are drawn on a beat."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from models.mannequin.dance import DANCE_KEYS
from models.mannequin.library.holds import ARMS
from models.mannequin.library.sides import Keys, mirror
from models.mannequin.movements import Movement, Values

Random = np.random.Generator

_SWAY: Final[Values] = {"hip_x": 0.10, "roll": -8, "lean": 9, "hip_y": 0.955, "foot_x": 0.12, "tilt": -8}
_STEPS: Final[tuple[Values, ...]] = (
    _SWAY,
    mirror(_SWAY),
    {"hip_x": 0.16, "hip_y": 0.94, "left_foot_x": 0.30, "right_foot_x": 0.02, "right_heel": 18},
    {"hip_x": -0.16, "hip_y": 0.94, "right_foot_x": 0.30, "left_foot_x": 0.02, "left_heel": 18},
    {"left_foot_y": 0.26, "left_foot_z": 0.10, "left_heel": 16, "hip_x": -0.06, "hip_y": 0.97},
    {"right_foot_y": 0.26, "right_foot_z": 0.10, "right_heel": 16, "hip_x": 0.06, "hip_y": 0.97},
    {"hip_y": 0.86, "foot_x": 0.14, "knee_out": 24, "pitch": 12},
    {"hip_y": 0.95, "foot_x": 0.10, "knee_out": 14},
    {"yaw": 24, "twist": 14, "hip_y": 0.95, "foot_x": 0.10, "left_heel": 14},
    {"yaw": -24, "twist": -14, "hip_y": 0.95, "foot_x": 0.10, "right_heel": 14},
    {"left_foot_z": 0.28, "left_foot_x": 0.06, "hip_y": 0.93, "hip_z": 0.06, "right_heel": 16},
    {"right_foot_z": -0.30, "right_heel": 30, "right_foot_x": 0.06, "hip_y": 0.93, "pitch": 6},
    {"foot_x": 0.24, "hip_y": 0.93, "knee_out": 18, "bend": 10, "pitch": 8},
    {"left_foot_x": -0.20, "left_foot_z": -0.16, "left_heel": 26, "hip_y": 0.95, "hip_x": -0.05},
    {},
)
_BEATS: Final = (8, 12, 16)


def dance(random: Random) -> Movement:
    """A phrase of eight to sixteen beats: the mannequin's own, or one whose arms and steps were drawn.

    Half of the phrases repeat their first half in the mirror, as choreographies do.
    """
    beats = int(random.choice(_BEATS))
    if random.random() < 0.05:
        return Movement("dance", 16, start={}, keys=DANCE_KEYS, flow=float(random.uniform(0, 1)))
    finer = int(random.choice((1, 1, 2)))
    small, hold = random.random() < 0.3, None
    values: list[Values] = []
    for beat in range(beats * finer):
        if hold is None or random.random() < 0.75:
            hold = _near(random) if small else anywhere(random)
        step = _STEPS[int(random.integers(len(_STEPS)))] if beat % finer == 0 else {}
        groove = {"bend": random.normal(0, 5), "twist": random.normal(0, 8), "look": random.normal(0, 9)}
        values.append({**groove, **hold, **step})
    if random.random() < 0.5:
        values[len(values) // 2 :] = [mirror(value) for value in values[: len(values) // 2]]
    return Movement("dance", beats, start=values[-1], keys=evenly(values), flow=float(random.uniform(0, 1)))


def evenly(values: Sequence[Values]) -> Keys:
    """Keys with equal times between; the last value is that of the start."""
    return tuple((number / len(values), value) for number, value in enumerate(values[:-1], 1))


def anywhere(random: Random) -> dict[str, float]:
    """Arms anywhere, both alike, or each its own way."""
    if random.random() < 0.3:
        return dict(ARMS[str(random.choice(list(ARMS)))])
    arm = {
        "raise": random.uniform(0, 172), "out": random.uniform(-15, 110), "elbow": random.gamma(2, 28),
        "roll_arm": random.uniform(-80, 110), "fist": random.random(),
    }  # fmt: skip
    arm["elbow"] = min(arm["elbow"], 145)
    if random.random() < 0.5:
        return arm
    other_arm = anywhere(random)
    return {
        f"{side}_{name}": float(source.get(name, source.get(f"{side}_{name}", arm[name])))
        for side, source in (("left", arm), ("right", other_arm))
        for name in arm
    }


def _near(random: Random) -> dict[str, float]:
    """Arms near the body, as in a groove."""
    return {
        f"{side}_{name}": float(value)
        for side in ("left", "right")
        for name, value in (
            ("raise", abs(random.normal(18, 14))), ("out", random.uniform(0, 90)),
            ("elbow", random.uniform(20, 120)), ("roll_arm", random.uniform(-60, 30)),
        )
    }  # fmt: skip

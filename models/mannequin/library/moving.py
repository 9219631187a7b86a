"""What people do who do not exercise: rest, talk, and anything else; a movement at random each time.

Each is a long cycle of keys that were drawn, so that hardly anything repeats as an exercise does.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from models.mannequin.library.dances import anywhere, evenly
from models.mannequin.library.holds import (
    ARMS,
    BENT,
    CROSSED,
    FLOOR,
    HANGING,
    IDLE,
    KNEELING,
    SEATED,
)
from models.mannequin.library.sides import Keys, both_sides, mirror
from models.mannequin.movements import STANDING, Movement, Values

Random = np.random.Generator

# a gesture of somebody who rests: one hand goes somewhere
_TO_FACE: Final[Sequence[Values]] = (
    {"right_raise": 58, "right_out": 20, "right_roll_arm": -40, "right_elbow": 134, "nod": -10},  # drinks
    {"right_raise": 88, "right_out": 30, "right_roll_arm": -20, "right_elbow": 140, "nod": 12},  # wipes
    {"right_raise": 128, "right_out": 96, "right_roll_arm": 110, "right_elbow": 134, "tilt": 6},  # hair
    {"right_raise": 30, "right_out": -10, "right_roll_arm": -76, "right_elbow": 90, "look": 10},  # scratches
)
_STRETCHES: Final[Sequence[Values]] = (
    {"raise": 168, "out": 40, "roll_arm": 40, "elbow": 14, "bend": -8, "nod": -12, "heel": 8, "hip_y": 1.01},
    {"left_raise": 78, "left_out": -46, "left_elbow": 10, "right_raise": 50, "right_out": 0,
     "right_roll_arm": -60, "right_elbow": 110},
    {"left_foot_y": 0.62, "left_foot_z": -0.40, "left_heel": 86, "left_knee_up": -70, "left_raise": -36,
     "left_elbow": 20, "hip_x": -0.05, "right_raise": 40, "right_out": 80},
    {"lean": -20, "left_raise": 160, "left_out": 86, "left_roll_arm": 90, "left_elbow": 30},
    {"tilt": 28}, {"tilt": -28}, {"nod": 30}, {"twist": 30, "look": 16}, {"twist": -30, "look": -16}, BENT,
)  # fmt: skip


def rest(random: Random) -> Movement:
    """Stands, sits, leans on the knees, strolls, drinks, stretches a little; mostly hardly moves."""
    place = _one_of(random, {"stand": 6, "chair": 1, "floor": 1, "knees": 1, "stroll": 1, "shake": 1})
    if place == "stroll":
        return _walk("rest", random, lift=0.10)
    base = {"chair": SEATED, "floor": FLOOR if random.random() < 0.5 else CROSSED, "knees": BENT}.get(
        place, {}
    )
    arms = {} if place == "knees" else ARMS["lap"] if place == "chair" else ARMS[str(random.choice(IDLE))]
    start = {**base, **arms, **_loose(random, 5, base)}
    if place == "shake":
        return _shaken(start, random)
    values: list[Values] = []
    for _ in range(int(random.integers(2, 6))):
        value = {**_loose(random, 4, start), "look": random.normal(0, 14)}
        kind = random.random()
        if place == "stand":
            value |= {"hip_x": random.normal(0, 0.05), "roll": random.normal(0, 3)}
            if kind < 0.15:
                value |= _STRETCHES[int(random.integers(len(_STRETCHES)))]
        if 0.15 < kind < 0.4 and place != "knees":
            gesture = _TO_FACE[int(random.integers(len(_TO_FACE)))]
            value |= gesture if random.random() < 0.5 else mirror(gesture)
        elif 0.4 < kind < 0.55 and place == "stand":
            value |= ARMS[str(random.choice(IDLE))]
        values += [value, value]
    return Movement("rest", 2 * len(values), start=start, keys=_uneven(values, random), kind="rest")


def talk(random: Random) -> Movement:
    """Gestures of somebody who explains, standing or sitting: hands before the body, nods, glances."""
    base = SEATED if random.random() < 0.2 else {"foot_x": random.uniform(0, 0.12)}
    quiet = ARMS[str(random.choice(("hanging", "belly", "hips", "folded")))]
    busy = random.uniform(0.3, 1)
    start = {**base, **quiet}
    values: list[Values] = []
    for _ in range(int(random.integers(6, 14))):
        value = {
            **_loose(random, 3), "look": random.normal(0, 14), "nod": random.normal(0, 7),
            "twist": random.normal(0, 6),
        }  # fmt: skip
        if "hip_y" not in base:
            value["hip_x"] = random.normal(0, 0.04)
        for side in ("left", "right"):
            if random.random() < busy:
                value |= _gesture(side, random)
        values.append(value)
    return Movement("talk", len(values), start=start, keys=_uneven(values, random), kind="talk", flow=0.4)


def other(random: Random, known: Mapping[str, Movement]) -> Movement:
    """Anything else: walking, turning, picking up, getting down and up, reaching for the camera, postures of
    `known` movements in no order.
    """
    ways: Mapping[str, Callable[[], Movement]] = {
        "walk": lambda: _walk("other", random, lift=random.uniform(0.06, 0.2)),
        "pick": lambda: _picked(random),
        "down": lambda: _got_down(random),
        "camera": lambda: _at_camera(random),
        "postures": lambda: _in_no_order(random, known),
        "arms": lambda: _aimless(random),
    }
    weights = {"walk": 2, "pick": 1, "down": 1.5, "camera": 1, "postures": 3, "arms": 1.5}
    return ways[_one_of(random, weights)]()


OTHER: Final = (
    Movement("other", 2, start=HANGING, flow=1,
             keys=both_sides(((0.25, {"left_foot_y": 0.12, "left_heel": 24, "left_foot_z": 0.04}),))),
)  # fmt: skip


def _one_of(random: Random, weights: Mapping[str, float]) -> str:
    share = np.array(list(weights.values()))
    return str(random.choice(list(weights), p=share / share.sum()))


def _uneven(values: Sequence[Values], random: Random) -> Keys:
    lengths = np.exp(random.normal(0, 0.5, len(values) + 1))
    phases = np.cumsum(lengths)[:-1] / lengths.sum()
    return tuple(zip(phases.tolist(), values, strict=True))


def _loose(random: Random, deg: float, about: Values = STANDING) -> dict[str, float]:
    """The trunk and head of a posture, some degrees elsewhere."""
    names = ("pitch", "bend", "lean", "twist", "nod", "tilt")
    return {name: about.get(name, 0.0) + float(random.normal(0, deg / 2)) for name in names}


def _gesture(side: str, random: Random) -> dict[str, float]:
    values = {
        "raise": abs(random.normal(16, 16)), "out": random.uniform(0, 80), "elbow": random.uniform(45, 120),
        "roll_arm": random.uniform(-65, 45), "palm": random.uniform(-40, 60),
    }  # fmt: skip
    if random.random() < 0.12:  # shows where
        values |= {"raise": random.uniform(50, 120), "elbow": random.uniform(5, 50)}
    return {f"{side}_{name}": float(value) for name, value in values.items()}


def _walk(name: str, random: Random, lift: float) -> Movement:
    """Steps whose feet swing from behind to the front; who sees it turn and go sees walking."""
    long = random.uniform(0.06, 0.3)
    swing = random.uniform(0, 24)
    arms = HANGING if random.random() < 0.7 else ARMS[str(random.choice(IDLE))]
    reach: Values = {
        "left_foot_z": long, "right_foot_z": -long, "right_heel": 22, "left_heel": -6, "hip_y": 0.95,
        "left_raise": arms["raise"] - swing, "right_raise": arms["raise"] + swing,
    }  # fmt: skip
    passing: Values = {"right_foot_y": lift, "right_heel": 34, "right_foot_z": -0.04, "hip_y": 0.985}
    start: Values = {**arms, "left_foot_y": lift, "left_heel": 30, "left_foot_z": -0.04, "hip_y": 0.985}
    keys: Keys = (
        (0.25, {"left_foot_y": 0, **reach}),
        (0.5, {"left_foot_y": 0, "left_heel": 0, "left_foot_z": 0, **passing}),
        (0.75, {"left_foot_y": 0, **mirror(reach)}),
    )
    return Movement(name, 2, start=start, keys=keys, flow=1)


def _shaken(start: Values, random: Random) -> Movement:
    """Arms or legs are shaken loose."""
    values: list[Values] = []
    for number in range(8):
        by = random.uniform(6, 22) * (-1) ** number
        values.append(
            {"left_raise": 12 + by / 2, "right_raise": 12 - by / 2, "elbow": 24 + by, "lean": by / 8}
        )
    return Movement("rest", 3, start=start, keys=evenly(values), kind="rest", flow=1)


def _picked(random: Random) -> Movement:
    """Bends or squats to the floor somewhere beside, and comes up with something."""
    squats = random.random() < 0.5
    low: Values = (
        {"hip_y": 0.42, "hip_z": -0.24, "pitch": 48, "bend": 20, "heel": 20, "knee_out": 20}
        if squats
        else {"hip_y": 0.92, "hip_z": -0.2, "pitch": 72, "bend": 34}
    )
    turned = {"yaw": random.normal(0, 24), "twist": random.normal(0, 12)}
    hand = {"right_raise": 84, "right_out": 10, "right_elbow": 10}
    held = ARMS[str(random.choice(("belly", "clasped", "hanging")))]
    values = [{}, {**low, **turned, **hand}, {**low, **turned, **hand, "look": 14}, held, {**held, **turned}]
    return Movement("other", 10, start=HANGING, keys=_uneven(values, random), flow=0.5)


def _got_down(random: Random) -> Movement:
    """Goes down by the knees to the floor, sits or lies there, and comes up again."""
    prop: Values = {
        **KNEELING,
        "hip_y": 0.42,
        "hip_z": -0.2,
        "pitch": 70,
        "raise": 84,
        "out": 20,
        "elbow": 10,
    }
    low = (FLOOR, CROSSED, {**FLOOR, "pitch": -80, "bend": -2})[int(random.integers(3))]
    half: Values = {"left_foot_z": 0.3, "right_foot_z": -0.4, "right_heel": 60, "hip_y": 0.5, "pitch": 26}
    values = [half, KNEELING, prop, low, low, prop, KNEELING, half]
    return Movement("other", 16, start=HANGING, keys=_uneven(values, random), flow=0.5)


def _at_camera(random: Random) -> Movement:
    """Leans to the camera and moves something there with one or both hands."""
    lean = random.uniform(0, 40)
    base: Values = {"pitch": lean, "hip_z": -0.003 * lean, "hip_y": 0.98, "nod": -lean / 2}
    values: list[Values] = []
    for _ in range(int(random.integers(3, 8))):
        one = {"right_raise": random.uniform(50, 115), "right_out": random.uniform(-10, 30),
               "right_elbow": random.uniform(10, 70), "right_roll_arm": random.uniform(-30, 20)}  # fmt: skip
        values.append({**base, **one, **(mirror(one) if random.random() < 0.6 else {})})
    return Movement("other", 2 * len(values), start=HANGING, keys=_uneven(values, random), flow=0.5)


def _in_no_order(random: Random, known: Mapping[str, Movement]) -> Movement:
    """Postures of standing movements, each once: what happens between exercises, or to who cannot follow."""
    names = [name for name, movement in known.items() if movement.place == "feet" and movement.keys]
    values: list[Values] = []
    for _ in range(int(random.integers(4, 9))):
        movement = known[str(random.choice(names))]
        key = movement.keys[int(random.integers(len(movement.keys)))][1]
        value = {**movement.start, **key, "plant": 0.0}
        values += [value] * int(random.choice((1, 2)))
    return Movement("other", 2 * len(values), start=HANGING, keys=_uneven(values, random), flow=0.3)


def _aimless(random: Random) -> Movement:
    """Arms and trunk go somewhere and elsewhere."""
    values = [
        {**anywhere(random), **_loose(random, 14), "hip_x": random.normal(0, 0.05)}
        for _ in range(int(random.integers(4, 10)))
    ]
    return Movement("other", 2 * len(values), start=HANGING, keys=_uneven(values, random), flow=0.6)

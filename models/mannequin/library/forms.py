"""Other forms of the same exercise: what has its name too, and needs key postures of its own.

FORMS has, for a movement of LIBRARY, other movements with the share of people who do it so.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from models.mannequin.library import LIBRARY
from models.mannequin.library.cycles import there_and_back
from models.mannequin.library.sides import Keys, both_sides
from models.mannequin.movements import Movement, Values

_PULL_UP: Final = LIBRARY["pull_up"]
_BENCH: Final = LIBRARY["bench_press"].start
_ON_FLOOR: Final[Values] = {**LIBRARY["sit_up"].start, "foot_z": 0.6}
_CHOP: Final = LIBRARY["woodchop"]
_CHOP_LOW: Final[Values] = {**_CHOP.start, **_CHOP.keys[0][1]}
_LOW_ON_ELBOWS: Final[Values] = {
    "pitch": 106, "raise": 106, "elbow": 90, "wrist": 0, "palm": -40, "nod": -34, "thigh": 106,
}  # fmt: skip
_HANG: Final[Values] = {
    **LIBRARY["clean"].start, "hip_y": 0.90, "hip_z": -0.22, "pitch": 38, "nod": -24, "raise": 46,
}  # fmt: skip
_SUMO_HANG: Final[Values] = {
    **LIBRARY["high_pull"].start, "foot_x": 0.28, "splay": 34, "knee_out": 40, "hip_z": -0.22, "raise": 58,
    "out": -8,
}  # fmt: skip


def _bar(*postures: tuple[float, float, float, float]) -> tuple[Values, Keys]:
    """Start and keys of a pull-up from raise, out, roll_arm and elbow at hanging, on the way twice,
    and up.
    """
    names = ("raise", "out", "roll_arm", "elbow")
    hanging, low, high, up = (dict(zip(names, values, strict=True)) for values in postures)
    legs = {"knee": 26.0, "pitch": -6.0}
    keys = (
        (0.14, low), (0.28, high), (0.42, {**up, **legs}), (0.52, {**up, **legs}), (0.68, high), (0.84, low),
    )  # fmt: skip
    return {**_PULL_UP.start, **hanging}, keys


def _with(name: str, start: Values, keys: Keys | None = None) -> Movement:
    """The movement of LIBRARY with these values over its start, and other keys if given."""
    movement = LIBRARY[name]
    return replace(movement, start={**movement.start, **start}, keys=movement.keys if keys is None else keys)


def _large_circles() -> Movement:
    """Straight arms go forward, up, aside and down again, or the other way round."""
    keys = (
        (0.25, {"raise": 92, "out": 8}), (0.5, {"raise": 170, "out": 50}), (0.75, {"raise": 98, "out": 104}),
    )  # fmt: skip
    return Movement("arm_circle", 3, start={"raise": 10, "out": 56, "elbow": 6}, keys=keys, flow=1.0)


def _backward(movement: Movement) -> Movement:
    """The same in the other direction."""
    return replace(movement, keys=tuple((1 - phase, values) for phase, values in reversed(movement.keys)))


_NARROW: Final = _bar((163, -5, -16, 22), (136, 2, -5, 77), (102, 2, -6, 126), (60, 10, -13, 152))
_WIDE: Final = _bar((138, 89, 84, 18), (118, 90, 85, 58), (90, 91, 86, 94), (54, 94, 85, 116))

_FORMS: Final[Mapping[str, tuple[tuple[float, Movement], ...]]] = {
    "shoulder_rotation": (
        # the elbow at the waist, the forearm swings from the belly outwards
        (0.45, Movement(
            "shoulder_rotation", 4,
            start={"right_raise": 9, "right_out": 82, "right_roll_arm": -52, "right_elbow": 90, "fist": 0.6},
            keys=there_and_back({"right_roll_arm": 42}),
        )),
    ),
    "arm_circle": (
        (0.25, _large_circles()), (0.10, _backward(_large_circles())), (0.3,
                                                                        _backward(LIBRARY["arm_circle"])),
    ),
    "triceps_extension": (
        # a cable or band is pushed down
        (0.2, Movement(
            "triceps_extension", 4,
            start={"raise": 14, "out": 20, "roll_arm": -14, "elbow": 108, "palm": -60, "fist": 1, "pitch": 9,
                   "foot_x": 0.05},
            keys=there_and_back({"raise": 8, "elbow": 10}),
        )),
        # lying on a bench or on the floor
        (0.12, Movement(
            "triceps_extension", 4, start={**_BENCH, "raise": 92, "out": 8, "roll_arm": 8, "elbow": 10},
            keys=there_and_back({"raise": 100, "elbow": 114}), place="bench", enter_beats=6,
        )),
        (0.10, Movement(
            "triceps_extension", 4, start={**_ON_FLOOR, "raise": 92, "out": 8, "roll_arm": 8, "elbow": 10},
            keys=there_and_back({"raise": 104, "elbow": 106}), place="floor", enter_beats=6,
        )),
    ),
    "pull_up": (
        (0.3, replace(_PULL_UP, start=_NARROW[0], keys=_NARROW[1])),
        (0.2, replace(_PULL_UP, start=_WIDE[0], keys=_WIDE[1])),
    ),
    "overhead_press": (
        # palms to the face, elbows forward
        (0.25, _with("overhead_press", {"raise": 50, "out": 24, "roll_arm": -12, "elbow": 142, "palm": 0},
                     there_and_back({"raise": 164, "out": 28, "roll_arm": 18, "elbow": 22}))),
        # the bar behind the neck
        (0.08, _with("overhead_press", {"raise": 64, "out": 112, "roll_arm": 122, "elbow": 146},
                     there_and_back({"raise": 168, "out": 98, "roll_arm": 96, "elbow": 10}))),
    ),
    "bench_press": (
        # elbows near the body
        (0.2, _with("bench_press", {"out": 4, "roll_arm": 0},
                    there_and_back({"raise": -16, "out": -14, "roll_arm": 2, "elbow": 108}))),
        # on the floor
        (0.1, replace(_with("bench_press", {**_ON_FLOOR, "raise": 90, "out": 14, "elbow": 8, "roll_arm": 14},
                            there_and_back({"raise": 52, "out": 88, "roll_arm": 4, "elbow": 90})),
                      place="floor")),
    ),
    "dumbbell_fly": (
        (0.15, replace(_with("dumbbell_fly", {**_ON_FLOOR, "raise": 90, "out": 8, "elbow": 24, "roll_arm": 0},
                             there_and_back({"raise": 78, "out": 90, "roll_arm": 4, "elbow": 34})),
                       place="floor")),
    ),
    "clean": (
        (0.4, _with("clean", _HANG)),
        # into a squat
        (0.2, _with("clean", {}, tuple(
            (phase, {**values, "hip_y": 0.58, "hip_z": -0.2, "pitch": 20, "nod": -14, "knee_out": 24}
             if abs(phase - 0.44) < 0.01 else values)
            for phase, values in LIBRARY["clean"].keys
        ))),
    ),
    "high_pull": (
        (0.35, _with("high_pull", _HANG)),
        (0.35, _with("high_pull", _SUMO_HANG, tuple(
            (phase, {**values, "foot_x": 0.28, "splay": 34, "knee_out": 20, "hip_y": 0.955, "heel": 0,
                     "out": min(values.get("out", 0), 50)})
            for phase, values in LIBRARY["high_pull"].keys
        ))),
    ),
    "thruster": (
        # two dumbbells at the shoulders
        (0.4, _with("thruster", {"raise": 40, "out": 56, "roll_arm": 40, "elbow": 140, "palm": -20})),
    ),
    "woodchop": (
        # from low to high
        (0.4, replace(_CHOP, start=_CHOP_LOW, keys=there_and_back(_CHOP.start))),
    ),
    "plank": (
        # on the hands; on the knees
        (0.35, replace(LIBRARY["plank"], start=LIBRARY["push_up"].start)),
        (0.15, _with("plank", {"pitch": 73, "raise": 73, "free_leg": 1, "thigh": 0, "knee": 28,
                               "point": 40})),
    ),
    "side_plank": (
        (0.3, _with("side_plank", {"roll": 62, "left_raise": 64, "left_elbow": 4, "left_wrist": -60})),
        (0.25, _with("side_plank", {"roll": 67, "knee": 88, "left_raise": 68})),
    ),
    "crunch": (
        # shanks level
        (0.25, _with("crunch", {"settle": 1, "free_leg": 1, "thigh": 88, "knee": 88, "apart": 4})),
    ),
    "straight_leg_raise": (
        # the other foot stands
        (0.35, _with("straight_leg_raise", {"left_thigh": 48, "left_knee": 94, "left_point": 4},
                     there_and_back({"right_thigh": 72, "right_knee": 8}))),
    ),
    "glute_bridge": (
        # one leg stretched out
        (0.2, _with("glute_bridge",
                    {"right_free_leg": 1, "right_thigh": 40, "right_knee": 6, "right_point": 20},
                    tuple((phase, {**values, "right_thigh": 8}) for phase, values in
                          LIBRARY["glute_bridge"].keys))),
    ),
    "donkey_kick": (
        # the leg is stretched back
        (0.3, _with("donkey_kick", {}, there_and_back({"right_thigh": -14, "right_knee": 8, "bend": -4}))),
        (0.2, _with("donkey_kick", _LOW_ON_ELBOWS, there_and_back({"right_thigh": 2, "bend": -3}))),
    ),
    "bird_dog": (
        # elbow and knee meet under the belly before they stretch
        (0.2, replace(LIBRARY["bird_dog"], keys=both_sides((
            (0.13, {"left_raise": 40, "left_elbow": 70, "left_wrist": 0, "right_thigh": 112,
                    "right_knee": 110,
                    "bend": 14}),
            *LIBRARY["bird_dog"].keys[:2],
        )), flow=1.0)),
    ),
    "leg_raise": (
        # the knees stay bent
        (0.2, _with("leg_raise", {"thigh": 30, "knee": 70}, there_and_back({"thigh": 104, "knee": 80}))),
    ),
}  # fmt: skip
FORMS: Final = MappingProxyType(_FORMS)


def form(name: str, random: np.random.Generator) -> Movement:
    """A movement of LIBRARY or one of its other forms. Raises KeyError for an unknown name."""
    share = float(random.random())
    for part, movement in FORMS.get(name, ()):
        if share < part:
            return movement
        share -= part
    return LIBRARY[name]

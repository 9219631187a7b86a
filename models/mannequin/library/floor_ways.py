"""What people change in only one exercise of the floor: heights of hands and feet, legs, arms, how far.

Each function of FLOOR_WAYS takes a cycle of its movement or of another of its `forms`, and gives another.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from models.mannequin.channels import INDEX, posture
from models.mannequin.library import ways
from models.mannequin.library.upper_ways import fixed
from models.mannequin.library.ways import Cycle
from models.mannequin.movements import Values

Random = np.random.Generator
Way = Callable[[Cycle, Random], Cycle]

# a push-up of the average body in leg lengths: the ankle of a foot on its toes, ankle to hip, hip to
# shoulder, shoulder above the wrists at both ends, and a standing foot's ankle above the floor
_ANKLE_Y: Final = 0.172
_ANKLE_Z: Final = -0.779
_LEG: Final = 0.999
_TRUNK: Final = 0.587
_HIGH: Final = 0.62
_LOW: Final = 0.24
_STANDING_ANKLE: Final = 0.079
# standard deviations of free legs, degrees, throughout a set
_LEGS_DEG: Final = {"thigh": 2.5, "apart": 3.0, "knee": 5.0, "point": 12.0}

# the upper arm of a side plank lies along the body, is at the hip, or in front
_UPPER_ARMS: Final[tuple[Values, ...]] = (
    {},
    {"right_raise": 36, "right_out": 108, "right_roll_arm": -70, "right_elbow": 84},
    {"right_raise": 40, "right_out": 4, "right_elbow": 60},
)
# arms of a superman: stretched, as a W, at right angles, along the body, aside
_FLYING_ARMS: Final[tuple[Values, ...]] = (
    {}, {}, {"raise": 64, "out": 92, "roll_arm": 90, "elbow": 112},
    {"raise": 88, "out": 96, "roll_arm": 92, "elbow": 88}, {"raise": 14, "out": 150, "elbow": 6},
    {"raise": 92, "out": 98, "elbow": 8},
)  # fmt: skip


def _between(random: Random, low: float, high: float) -> float:
    return float(random.uniform(low, high))


def _loose_legs(cycle: Cycle, random: Random) -> Cycle:
    """Free legs somewhat elsewhere, knees never beyond straight."""
    by = {
        f"{side}_{name}": float(random.normal(0, spread))
        for side in ways.SIDES
        for name, spread in _LEGS_DEG.items()
    }
    cycle = ways.shifted(cycle, by)
    rows = cycle.rows.copy()
    knees = ways.places(("knee",))
    rows[:, knees] = np.clip(rows[:, knees], 1, 140)
    return replace(cycle, rows=rows)


def _line(hands_y: float, feet_y: float, shoulder: float) -> dict[str, float]:
    """A straight body whose shoulders are `shoulder` above hands at hands_y, with toes at feet_y."""
    up = np.clip((hands_y + shoulder - _ANKLE_Y - feet_y) / (_LEG + _TRUNK), -0.6, 0.95)
    along = float(np.sqrt(1 - up**2))
    return {
        "hip_y": _ANKLE_Y + feet_y + _LEG * float(up) - _STANDING_ANKLE,
        "hip_z": _ANKLE_Z + _LEG * along,
        "pitch": float(np.degrees(np.arccos(up))),
    }


def _push_up(cycle: Cycle, random: Random) -> Cycle:
    """Hands or feet on something."""
    kind = random.random()
    if kind >= 0.35:
        return cycle
    hands_y, feet_y = (
        (_between(random, 0.25, 1.0), 0.0) if kind < 0.22 else (0.055, _between(random, 0.2, 0.6))
    )
    high, low = _line(hands_y, feet_y, _HIGH), _line(hands_y, feet_y, _LOW)
    shoulder_z = high["hip_z"] + _TRUNK * np.sin(np.radians(high["pitch"]))
    held = {"hand_y": hands_y, "foot_y": feet_y, "hand_z": float(shoulder_z) - 0.03, "heel": 62.0}
    down = cycle.rows[:, INDEX["pitch"]] > cycle.rows[0, INDEX["pitch"]] + 5
    rows = [
        posture({**held, **(low if lower else high)}, row)
        for row, lower in zip(cycle.rows, down, strict=True)
    ]
    return replace(cycle, rows=np.stack(rows))


def _pike(cycle: Cycle, random: Random) -> Cycle:
    near = _between(random, -0.02, 0.1)
    by: Values = {"foot_z": near, "hip_y": near / 3, "nod": float(random.normal(0, 10)),
                  "hand_x": _between(random, -0.04, 0.1)}  # fmt: skip
    return ways.shifted(cycle, by)


def _plank(cycle: Cycle, random: Random) -> Cycle:
    """Hips too high or too low; forearms parallel or hands together."""
    high = float(random.normal(0.01, 0.03))
    inward = _between(random, -40, 4)
    return _loose_legs(
        ways.shifted(
            cycle,
            {"hip_y": high, "pitch": 70 * high, "bend": 40 * high, "roll_arm": inward,
             "nod": float(random.normal(0, 14)), "foot_x": _between(random, -0.02, 0.1)},
        ),
        random,
    )  # fmt: skip


def _side_plank(cycle: Cycle, random: Random) -> Cycle:
    """The upper arm elsewhere, also straight up."""
    up = 180 - float(cycle.rows[0, INDEX["roll"]])
    arms = (*_UPPER_ARMS, {"right_raise": up, "right_out": 90, "right_elbow": 6, "right_roll_arm": 60})
    cycle = fixed(cycle, arms[int(random.integers(len(arms)))])
    sag = float(random.normal(0, 4))
    return _loose_legs(ways.shifted(cycle, {"roll": sag, "lean": -1.5 * sag}), random)


def _mountain_climber(cycle: Cycle, random: Random) -> Cycle:
    feet = ("left_foot_z", "right_foot_z", "left_foot_y", "right_foot_y")
    cycle = ways.grown(cycle, feet, _between(random, 0.75, 1.1))
    if random.random() < 0.25:  # the knee to the other elbow
        rows = cycle.rows.copy()
        lifted = rows[:, ways.places(("foot_y",))] / rows[:, ways.places(("foot_y",))].max()
        rows[:, ways.places(("foot_x",))] -= 0.35 * lifted
        cycle = replace(cycle, rows=rows)
    return ways.shifted(cycle, {"hip_y": _between(random, -0.02, 0.12), "nod": float(random.normal(0, 10))})


def _superman(cycle: Cycle, random: Random) -> Cycle:
    lifted = cycle.rows[:, INDEX["bend"]] < -5
    chosen = _FLYING_ARMS[int(random.integers(len(_FLYING_ARMS)))]
    cycle = fixed(cycle, chosen)
    if chosen:  # they rise with the chest, and somewhat more
        rows = cycle.rows.copy()
        rows[np.ix_(lifted, np.array(ways.places(("out",))))] += 6
        cycle = replace(cycle, rows=rows)
    cycle = ways.grown(cycle, ("left_thigh", "right_thigh"), _between(random, 0.2, 1.3))
    return _loose_legs(ways.grown(cycle, ("bend",), _between(random, 0.5, 1.3)), random)


def _four_points(cycle: Cycle, random: Random) -> Cycle:
    legs = ("left_thigh", "right_thigh")
    cycle = ways.grown(cycle, legs, _between(random, 0.85, 1.08))
    by: Values = {"nod": float(random.normal(0, 14)), "bend": float(random.normal(0, 4)),
                  "apart": _between(random, -2, 6)}  # fmt: skip
    return ways.shifted(cycle, by)


def _supine(cycle: Cycle, random: Random) -> Cycle:
    """The feet nearer or further, legs somewhat elsewhere, the head up."""
    by: Values = {
        "foot_z": _between(random, -0.14, 0.14), "foot_x": _between(random, -0.04, 0.12),
        "nod": _between(random, -4, 20),
    }  # fmt: skip
    return _loose_legs(ways.shifted(cycle, by), random)


def _sit_up(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.15:  # legs stretched out
        cycle = fixed(cycle, {"foot_z": 1.06, "heel": -60, "foot_y": 0.19})
        return ways.shifted(cycle, {"nod": _between(random, -4, 16)})
    return _supine(cycle, random)


def _bicycle(cycle: Cycle, random: Random) -> Cycle:
    cycle = ways.shifted(cycle, {"bend": _between(random, -14, 8), "nod": _between(random, -6, 10)})
    rows = cycle.rows.copy()
    rows[:, INDEX["twist"]] *= _between(random, 0.3, 1.2)
    thighs = ways.places(("thigh",))
    rows[:, thighs] += _between(random, -6, 26)
    return _loose_legs(replace(cycle, rows=rows), random)


def _russian(cycle: Cycle, random: Random) -> Cycle:
    straight = _between(random, 30, 74) if random.random() < 0.3 else _between(random, -14, 20)
    by: Values = {
        "pitch": _between(random, -14, 20), "thigh": _between(random, -16, 14),
        "knee": _between(random, -40, 24), "elbow": -straight, "raise": straight / 3,
        "apart": _between(random, -2, 8),
    }  # fmt: skip
    cycle = ways.grown(cycle, ("twist",), _between(random, 0.5, 1.2))
    return _loose_legs(ways.shifted(cycle, by), random)


def _leg_raise(cycle: Cycle, random: Random) -> Cycle:
    rows = cycle.rows.copy()
    bent = _between(random, 0, 40) if random.random() < 0.4 else 0.0
    rows[1:, ways.places(("knee",))] += bent
    cycle = replace(cycle, rows=rows)
    head = _between(random, 4, 16) if random.random() < 0.3 else 0.0
    return _loose_legs(ways.shifted(cycle, {"bend": head, "nod": head}), random)


def _flutter(cycle: Cycle, random: Random) -> Cycle:
    rows = cycle.rows.copy()
    thighs = ways.places(("thigh",))
    middle = rows[:, thighs].mean()
    rows[:, thighs] = middle + (rows[:, thighs] - middle) * _between(random, 0.6, 2.2)
    rows[:, thighs] += max(_between(random, -8, 20), 6 - rows[:, thighs].min())
    rows[:, ways.places(("knee",))] += _between(random, 0, 16)
    cycle = ways.shifted(replace(cycle, rows=rows), {"bend": _between(random, -8, 10)})
    return replace(_loose_legs(cycle, random), beats=cycle.beats * _between(random, 1.0, 2.4))


def _bridge(cycle: Cycle, random: Random) -> Cycle:
    names = ("hip_y", "hip_z", "pitch", "nod", "left_raise", "right_raise", "left_out", "right_out")
    cycle = ways.grown(cycle, names, _between(random, 0.7, 1.08))
    by: Values = {"foot_z": _between(random, -0.12, 0.1), "foot_x": _between(random, -0.04, 0.12),
                  "knee_out": _between(random, -4, 10)}  # fmt: skip
    return ways.shifted(cycle, by)


def _bench_dip(cycle: Cycle, random: Random) -> Cycle:
    """Feet near or on something, a lower or higher bench."""
    kind = random.random()
    feet: Values = {"foot_z": _between(random, -0.4, 0.0)}
    if kind < 0.15:
        feet = {"foot_y": _between(random, 0.3, 0.5)}
    by: Values = {**feet, "hand_y": _between(random, -0.1, 0.08), "nod": float(random.normal(0, 8))}
    return ways.shifted(cycle, by)


FLOOR_WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "push_up": _push_up,
        "pike_push_up": _pike,
        "plank": _plank,
        "side_plank": _side_plank,
        "mountain_climber": _mountain_climber,
        "superman": _superman,
        "bird_dog": _four_points,
        "donkey_kick": _four_points,
        "knee_push_up": _loose_legs,
        "crunch": _supine,
        "sit_up": _sit_up,
        "bicycle_crunch": _bicycle,
        "russian_twist": _russian,
        "leg_raise": _leg_raise,
        "straight_leg_raise": _leg_raise,
        "flutter_kick": _flutter,
        "glute_bridge": _bridge,
        "bench_dip": _bench_dip,
    }
)

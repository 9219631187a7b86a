"""What people change in only one exercise of the arms or the trunk; `manners` has what they change in all.

Each function of UPPER_WAYS takes a cycle of its movement or of another of its `forms`, and gives another.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from models.mannequin.channels import INDEX, posture
from models.mannequin.library import ways
from models.mannequin.library.holds import CROSSED, FLOOR, KNEELING
from models.mannequin.library.ways import ARM_PLACES, SIDES, Cycle
from models.mannequin.movements import Values

Random = np.random.Generator
Way = Callable[[Cycle, Random], Cycle]

# shares of people who kneel or sit on the floor while their arms work
_LOW: Final = 0.1
# channels of both arms, as `ways.grown` takes them
_RAISES: Final = tuple(f"{side}_raise" for side in SIDES)
_ELBOWS: Final = tuple(f"{side}_elbow" for side in SIDES)
_ARM_UP: Final[Values] = {"raise": 164, "out": 84, "roll_arm": 84, "elbow": 24}
_ON_HIP: Final[Values] = {"raise": 40, "out": 111, "roll_arm": -62, "elbow": 90}


def fixed(cycle: Cycle, values: Values) -> Cycle:
    """The same with these values throughout; a sided name without its side means both."""
    return replace(cycle, rows=np.stack([posture(values, row) for row in cycle.rows]))


def about_mean(cycle: Cycle, names: tuple[str, ...], by: float) -> Cycle:
    """The same with the way of these channels about their mean `by` times as long."""
    rows = cycle.rows.copy()
    where = [INDEX[name] for name in names]
    mean = rows[:, where].mean(axis=0)
    rows[:, where] = mean + (rows[:, where] - mean) * by
    return replace(cycle, rows=rows)


def _alike(cycle: Cycle) -> Cycle:
    """The left arm does what the right one does."""
    rows = cycle.rows.copy()
    half = len(ARM_PLACES) // 2
    rows[:, ARM_PLACES[:half]] = rows[:, ARM_PLACES[half:]]
    return replace(cycle, rows=rows)


def _low(cycle: Cycle, random: Random) -> Cycle:
    """On the knees, or on the floor with crossed or stretched legs, in place of the feet."""
    if cycle.like.place != "feet" or random.random() >= _LOW:
        return cycle
    return ways.with_legs(cycle, (KNEELING, CROSSED, FLOOR)[int(random.integers(3))])


def _between(random: Random, low: float, high: float) -> float:
    return float(random.uniform(low, high))


def _front_raise(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.15:  # overhead
        cycle = ways.grown(cycle, _RAISES, _between(random, 1.4, 1.9))
    cycle = ways.shifted(cycle, {"out": _between(random, -16, 12), "elbow": _between(random, 0, 26)})
    return _low(cycle, random)


def _lateral_raise(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.2:  # elbows bent, forearms forward
        cycle = ways.shifted(cycle, {"elbow": _between(random, 30, 80), "roll_arm": _between(random, -14, 4)})
    return _low(ways.shifted(cycle, {"out": _between(random, -14, 8)}), random)


def _scaption(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.25:
        cycle = ways.grown(cycle, _RAISES, _between(random, 1.2, 1.6))
    return _low(ways.shifted(cycle, {"out": _between(random, -10, 12)}), random)


def _one_side_up(cycle: Cycle, random: Random) -> Cycle:
    by = _between(random, 0.6, 1.1)
    cycle = ways.grown(cycle, ("right_raise",), by)
    return _low(ways.shifted(cycle, {"right_out": _between(random, -14, 16)}), random)


def _extension(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.35:
        cycle = _alike(cycle)
    lean = _between(random, 8, 35) if random.random() < 0.2 else 0.0
    return ways.shifted(cycle, {"right_out": _between(random, -16, 16), "pitch": lean, "hip_z": -lean / 300})


def _rotation(cycle: Cycle, random: Random) -> Cycle:
    raised = INDEX["right_raise"]
    by = _between(random, -26, 6) if cycle.rows[0, raised] > 40 else _between(random, -4, 16)
    by_roll = _between(random, -16, 16)
    cycle = ways.shifted(
        cycle, {"right_raise": by, "right_roll_arm": by_roll, "right_elbow": _between(random, -14, 14)}
    )
    cycle = ways.grown(cycle, ("right_roll_arm",), _between(random, 0.7, 1.3))
    return _low(_alike(cycle) if random.random() < 0.35 else cycle, random)


def _circle(cycle: Cycle, random: Random) -> Cycle:
    if np.ptp(cycle.rows[:, INDEX["right_raise"]]) > 90:
        return replace(cycle, beats=cycle.beats * _between(random, 0.7, 1.4))
    names = tuple(f"{side}_{name}" for side in SIDES for name in ("raise", "out"))
    cycle = about_mean(cycle, names, _between(random, 0.5, 2.2))
    forward = -70.0 if random.random() < 0.12 else 0.0
    by: Values = {"raise": _between(random, -24, 10), "out": forward + _between(random, -8, 8)}
    return _low(replace(ways.shifted(cycle, by), beats=cycle.beats * _between(random, 0.5, 1.5)), random)


def _shrug(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.35:  # a bar in front
        cycle = ways.shifted(cycle, {"out": -70, "roll_arm": -30, "raise": 4})
    return ways.grown(cycle, ("left_shrug", "right_shrug"), _between(random, 0.6, 1.3))


def _triceps(cycle: Cycle, random: Random) -> Cycle:
    bar = random.random() < 0.5  # both hands hold one weight
    by: Values = {
        "roll_arm": -18.0 if bar else _between(random, -6, 12),
        "out": _between(random, -10, 10),
        "raise": _between(random, -22, 4),
        "elbow": _between(random, 0, 18),
    }
    return _low(ways.shifted(cycle, by), random)


def bent(cycle: Cycle, by: float) -> Cycle:
    """The trunk of somebody bent over `by` degrees lower, with arms that hang as before."""
    rows = cycle.rows.copy()
    rows[:, INDEX["pitch"]] += by
    rows[:, INDEX["nod"]] -= by / 2
    rows[:, INDEX["hip_z"]] -= by * 0.002
    hanging = rows[:, ways.places(("raise",))] > 40
    rows[:, ways.places(("raise",))] += np.where(hanging, by, 0.0)
    folded = (rows[:, ways.places(("elbow",))] > 60) & ~hanging
    rows[:, ways.places(("elbow",))] += np.where(folded, by * 0.8, 0.0)
    return replace(cycle, rows=rows)


def _row(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.3:  # elbows aside
        rows = cycle.rows.copy()
        up = rows[:, INDEX["right_elbow"]] > 50
        rows[up] = np.stack(
            [posture({"raise": 72, "out": 96, "roll_arm": 8, "elbow": 84}, row) for row in rows[up]]
        )
        cycle = replace(cycle, rows=rows)
    return bent(cycle, _between(random, -28, 22))


def _bent_over(cycle: Cycle, random: Random) -> Cycle:
    return bent(cycle, _between(random, -26, 18))


def _upright_row(cycle: Cycle, random: Random) -> Cycle:
    by = _between(random, -26, 10)  # wide to narrow
    return ways.shifted(ways.grown(cycle, _ELBOWS, 1 + by / 130), {"out": -by / 3})


def _pull_up(cycle: Cycle, random: Random) -> Cycle:
    knees = _between(random, 40, 100) if random.random() < 0.4 else _between(random, 0, 20)
    thighs = _between(random, 20, 80) if random.random() < 0.15 else _between(random, -8, 8)
    cycle = ways.shifted(cycle, {"knee": knees, "thigh": thighs, "pitch": _between(random, -6, 6)})
    if random.random() < 0.15:  # kicks
        rows = cycle.rows.copy()
        rows[1, ways.places(("thigh",))] += 40
        cycle = replace(cycle, rows=rows)
    return cycle


def _side_bend(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.25:  # one arm reaches over, the other stays at the hip
        up, hip = ({f"{side}_{name}": float(value) for name, value in arm.items()}
                   for side, arm in (("right", _ARM_UP), ("left", _ON_HIP)))  # fmt: skip
        return ways.one_side(fixed(cycle, {**up, **hip}))
    cycle = ways.grown(cycle, ("lean", "tilt"), _between(random, 0.6, 1.4))
    return ways.grown(cycle, ("roll", "hip_x"), _between(random, 0, 1.5))


def _twist(cycle: Cycle, random: Random) -> Cycle:
    cycle = ways.grown(cycle, ("twist",), _between(random, 0.6, 1.2))
    cycle = ways.grown(cycle, ("yaw",), _between(random, 0, 3))
    straight = _between(random, 30, 90) if random.random() < 0.2 else 0.0
    return _low(ways.shifted(cycle, {"elbow": -straight, "raise": straight / 4}), random)


def _chop(cycle: Cycle, random: Random) -> Cycle:
    cycle = about_mean(cycle, ("twist", "yaw"), _between(random, 0.6, 1.3))
    cycle = ways.grown(cycle, ("hip_y", "hip_z", "pitch"), _between(random, 0.5, 1.3))
    return ways.shifted(cycle, {"elbow": _between(random, -14, 10)})


def _uppercut(cycle: Cycle, random: Random) -> Cycle:
    cycle = ways.grown(cycle, (*_RAISES, *_ELBOWS), _between(random, 0.7, 1.15))
    step = _between(random, 0, 0.22)
    return ways.shifted(
        cycle, {"left_foot_z": step, "right_foot_z": -step, "yaw": -90 * step, "hip_y": -step * 0.15}
    )


def _curl(cycle: Cycle, random: Random) -> Cycle:
    preacher = _between(random, 20, 45) if random.random() < 0.12 else 0.0
    by: Values = {
        "raise": preacher + _between(random, -4, 8),
        "out": _between(random, -30, 10) - preacher,
        "roll_arm": _between(random, -20, 20),
        "palm": _between(random, -60, 10),
    }
    return _low(ways.shifted(cycle, by), random)


def _press(cycle: Cycle, random: Random) -> Cycle:
    if random.random() < 0.25:  # the knees help
        dip = posture({"hip_y": _between(random, 0.86, 0.95), "knee_out": 16}, cycle.rows[0])
        return replace(
            cycle,
            phases=np.concatenate([cycle.phases[:1], [0.14], np.maximum(cycle.phases[1:], 0.34)]),
            rows=np.concatenate([cycle.rows[:1], dip[None], cycle.rows[1:]]),
        )
    return _low(ways.shifted(cycle, {"out": _between(random, -14, 10)}), random)


def _on_bench(cycle: Cycle, random: Random) -> Cycle:
    """The bench inclined or declined, feet elsewhere, the grip wider or narrower."""
    if cycle.like.place == "bench" and random.random() < 0.3:
        cycle = ways.shifted(cycle, {"pitch": _between(random, -12, 48)})
    by: Values = {"foot_z": _between(random, -0.1, 0.12), "foot_x": _between(random, -0.06, 0.1)}
    cycle = ways.shifted(cycle, by)
    return ways.grown(cycle, _ELBOWS, _between(random, 0.85, 1.2))


UPPER_WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "front_raise": _front_raise,
        "lateral_raise": _lateral_raise,
        "scaption": _scaption,
        "arm_raise_one_side": _one_side_up,
        "shoulder_extension": _extension,
        "shoulder_rotation": _rotation,
        "arm_circle": _circle,
        "shrug": _shrug,
        "triceps_extension": _triceps,
        "triceps_kickback": _bent_over,
        "bent_over_row": _row,
        "bent_over_fly": _bent_over,
        "upright_row": _upright_row,
        "pull_up": _pull_up,
        "side_bend": _side_bend,
        "torso_twist": _twist,
        "woodchop": _chop,
        "uppercut": _uppercut,
        "biceps_curl": _curl,
        "overhead_press": _press,
        "bench_press": _on_bench,
        "dumbbell_fly": _on_bench,
    }
)

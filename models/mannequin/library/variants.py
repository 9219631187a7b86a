"""Movements as different people do them: beginners, athletes, elderly people, with and without weights.

`forms` has other key postures of an exercise, `manners` how often and how far people differ in what all
exercises have, `ways` does it; `upper_ways` and `floor_ways` have what only one has, `moving` what is none.
Extents were compared with tracks of real people (their angles, stance, tempo).
"""

from dataclasses import replace
from typing import Final

import numpy as np

from models.mannequin.channels import INDEX, posture
from models.mannequin.library import LIBRARY, ways
from models.mannequin.library.dances import dance
from models.mannequin.library.floor_ways import FLOOR_WAYS
from models.mannequin.library.forms import form
from models.mannequin.library.holds import ARMS, SEATED
from models.mannequin.library.manners import MANNERS, OTHERS, Manner
from models.mannequin.library.moving import other, rest, talk
from models.mannequin.library.upper_ways import UPPER_WAYS
from models.mannequin.library.ways import ARM_PLACES, SIDES, Cycle
from models.mannequin.movements import Movement

Random = np.random.Generator

# standard deviations of the posture that somebody keeps throughout: degrees, and leg lengths of feet
_KEPT: Final = {
    "raise": 5, "out": 7, "roll_arm": 7, "palm": 20, "pitch": 3, "bend": 3, "lean": 1.5, "twist": 2,
    "roll": 1, "yaw": 3, "nod": 8, "look": 7, "tilt": 3, "splay": 6, "knee_out": 6,
}  # fmt: skip
_FEET: Final = {"foot_x": 0.02, "foot_z": 0.03}
# nobody stretches an elbow as far as a picture shows
_ELBOW_DEG: Final = 5.0
# how far down push-ups go, as a share of the chest on the floor
_PUSHED: Final = (0.5, 1.0)
# standard deviation of the logarithm of the time between two keys
_PACE: Final = 0.35
# the lowest hips of somebody on both feet: sitting on the heels, leg lengths
_LOWEST: Final = 0.22
# the seat of a chair, and how high one sits at a wall: the thighs above level, degrees
_SEAT_DEG: Final = (-8.0, 22.0)
_WALL_DEG: Final = (-4.0, 45.0)


def variant(name: str, random: Random) -> Movement:
    """One way in which somebody does a movement of LIBRARY. Raises KeyError for an unknown name."""
    movement = LIBRARY[name]
    kinds = {"dance": dance, "rest": rest, "talk": talk}
    if name in kinds:
        return _on_feet(Cycle.of(kinds[name](random))).movement()
    if name == "other":
        return _on_feet(Cycle.of(other(random, LIBRARY))).movement()
    manner = MANNERS.get(name, OTHERS)
    cycle = Cycle.of(form(name, random))
    for own in (UPPER_WAYS, FLOOR_WAYS):
        cycle = own[name](cycle, random) if name in own else cycle
    cycle = _own(cycle, name, random)
    cycle = _sized(cycle, manner, random)
    cycle = _with_arms(cycle, manner, random)
    cycle = _sided(cycle, manner, random)
    cycle = _placed(cycle, manner, random)
    cycle = ways.unsteady(cycle, random, manner.loose)
    cycle = ways.paced(cycle, random, _PACE)
    return replace(_on_feet(cycle).movement(), flow=float(random.uniform(movement.flow / 2, 1)))


def _on_feet(cycle: Cycle) -> Cycle:
    return ways.standing(cycle) if cycle.like.place == "feet" else cycle


def _own(cycle: Cycle, name: str, random: Random) -> Cycle:
    """What only one exercise of the whole body has."""
    if name == "jumping_jack":
        return _jack(cycle, random)
    if name in {"push_up", "knee_push_up"}:
        return _pushed_up(cycle, random)
    if name == "overhead_press":
        return _pressed(cycle, random)
    if name == "wall_sit":
        return _seated_at(cycle, float(random.uniform(*_WALL_DEG)))
    if name == "sit_to_stand":
        return _seated_at(cycle, float(random.uniform(*_SEAT_DEG)))
    return cycle


def _jack(cycle: Cycle, random: Random) -> Cycle:
    """Arms not all the way up, in front, or not at all; steps in place of jumps, one leg at a time."""
    rows = cycle.rows.copy()
    raised = ways.places(("raise",))
    kind = random.random()
    if kind < 0.3:  # to the side, and no higher than somewhat above the shoulders
        rows[:, raised] = np.minimum(rows[:, raised], random.uniform(75, 120))
    elif kind < 0.36:
        rows[:, ARM_PLACES] = rows[0, ARM_PLACES]
    elif kind < 0.42:  # in front of the chest: "seal" jacks
        out = ways.places(("out",))
        rows[:, raised], rows[:, out] = 86.0, 88.0
        rows[0, out] = 6.0
    if random.random() < 0.3:  # no jump
        rows[:, ways.places(("foot_y", "heel"))] = 0.0
        rows[:, INDEX["hip_y"]] = np.minimum(rows[:, INDEX["hip_y"]], rows[0, INDEX["hip_y"]])
    # some hardly bend their knees: `standing` keeps the feet down
    rows[1:, INDEX["hip_y"]] += random.uniform(0, 0.08)
    cycle = replace(cycle, rows=rows)
    if random.random() < 0.12:
        still = ways.places(("foot_x", "foot_y", "heel"), ("right",))
        rows[:, still] = rows[0, still]
        cycle = ways.in_turn(replace(cycle, rows=rows))
        return replace(cycle, ends=(0.5, 1.0))
    return ways.grown(cycle, ("left_foot_x", "right_foot_x"), float(random.uniform(0.5, 1.15)))


def _pushed_up(cycle: Cycle, random: Random) -> Cycle:
    """Hands wider and further up or down, hips that sag or stay high; few go all the way down."""
    sag = float(random.normal(0, 0.035))
    wide = float(random.uniform(-0.05, 0.20))
    rows = cycle.rows[0] + (cycle.rows - cycle.rows[0]) * random.uniform(*_PUSHED)
    return ways.shifted(
        replace(cycle, rows=rows),
        {
            "hand_x": wide,
            "hand_z": float(random.normal(0, 0.05)),
            "hip_y": sag,
            # wide hands and high hips bring the shoulders lower
            "pitch": 90 * sag + 30 * max(0.0, wide) + float(random.normal(0, 1.5)),
            "nod": float(random.normal(0, 12)),
            "foot_x": float(random.uniform(-0.02, 0.10)),
        },
    )


def _pressed(cycle: Cycle, random: Random) -> Cycle:
    """The press begins with the hands between the shoulders and level upper arms."""
    rows = cycle.rows.copy()
    level = posture({"raise": 84, "out": 82, "roll_arm": 80, "elbow": 90})
    rows[0, ARM_PLACES] += (level - rows[0])[ARM_PLACES] * random.random()
    return replace(cycle, rows=rows)


def _seated_at(cycle: Cycle, thigh_deg: float) -> Cycle:
    """The start sits with thighs this far above level and upright shanks."""
    rows = cycle.rows.copy()
    low = rows[:, INDEX["hip_y"]] < rows[0, INDEX["hip_y"]] + 0.02
    rows[low, INDEX["hip_y"]] = 0.5 + 0.5 * np.sin(np.radians(thigh_deg))
    rows[low, INDEX["hip_z"]] = -0.5 * np.cos(np.radians(thigh_deg))
    return replace(cycle, rows=rows)


def _with_arms(cycle: Cycle, manner: Manner, random: Random) -> Cycle:
    if manner.arms and random.random() >= manner.keeps:
        start = "hanging" if random.random() < manner.half else None
        cycle = ways.with_arms(cycle, str(random.choice(manner.arms)), at_start=start)
    kind = random.random()
    if kind < manner.one_arm:
        idle = ARMS[str(random.choice(("hips", "hanging", "behind_back", "belly")))]
        return ways.one_arm(cycle, "left", idle if random.random() < 0.6 else None)
    if kind < manner.one_arm + manner.arms_in_turn:
        return ways.arms_in_turn(cycle)
    return cycle


def _sided(cycle: Cycle, manner: Manner, random: Random) -> Cycle:
    if len(cycle.ends) > 1:
        return ways.one_side(cycle) if random.random() < manner.one_side else cycle
    return ways.in_turn(cycle) if random.random() < manner.in_turn else cycle


def _sized(cycle: Cycle, manner: Manner, random: Random) -> Cycle:
    """Depth, lean, knees and reach."""
    depth = float(random.uniform(*manner.depth))
    cycle = ways.grown(cycle, ("hip_y",), depth)
    cycle = ways.grown(cycle, ("hip_z",), depth**0.5)
    cycle = ways.leaning(cycle, float(random.uniform(*manner.lean)), hangs=manner.hangs)
    arms = tuple(f"{side}_{name}" for side in SIDES for name in ("raise", "elbow"))
    cycle = ways.grown(cycle, arms, float(random.uniform(*manner.reach)))
    rows = cycle.rows.copy()
    folded = np.clip((rows[:, INDEX["pitch"]] - rows[0, INDEX["pitch"]]) / 45, 0, 1)
    rows[:, INDEX["hip_y"]] -= folded * random.uniform(*manner.knees)
    if cycle.like.place == "feet":
        rows[:, INDEX["hip_y"]] = np.maximum(rows[:, INDEX["hip_y"]], _LOWEST)
    return replace(cycle, rows=rows)


def _placed(cycle: Cycle, manner: Manner, random: Random) -> Cycle:
    """Seat, stance, and the posture that somebody keeps throughout."""
    if cycle.like.place == "feet" and random.random() < manner.seated:
        cycle = ways.with_legs(cycle, SEATED)
    by = ways.drawn(random, _KEPT)
    by[ways.places(("foot_x",))] += random.uniform(*manner.stance)
    by[ways.places(("splay", "knee_out"))] += random.uniform(*manner.splay)
    by[ways.places(("elbow",))] += _ELBOW_DEG * abs(random.standard_normal())
    if cycle.like.place == "feet":
        by += ways.drawn(random, _FEET)
    return replace(cycle, rows=cycle.rows + by)

"""What people change in a movement: arms, stance, depth, lean, tempo, sides.

A `Cycle` is a movement as rows of channels; each function gives another cycle.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.channels import COUNT, INDEX, NAMES, mirrored, posture
from models.mannequin.library.holds import ARMS, HEAVY
from models.mannequin.library.sides import TURNS
from models.mannequin.movements import Movement, Values

Array = NDArray[np.float64]
SIDES: Final = ("left", "right")
_ARM: Final = ("raise", "out", "roll_arm", "elbow", "wrist", "palm", "fist")
_LEG: Final = (
    "foot_x", "foot_y", "foot_z", "heel", "splay", "knee_out", "knee_up", "free_leg", "thigh", "apart",
    "thigh_roll", "knee", "point",
)  # fmt: skip
_LOOSE: Final = ("raise", "out", "roll_arm", "elbow", "nod", "look")
_SIDEWAYS: Final = ("roll", "lean", "twist", "tilt", "yaw")
# how much one arm differs from the other, as a share of how much people differ
OWN: Final = 0.4
# the share of a straight leg that can stand: fully stretched, the foot would leave the floor
REACH: Final = 0.998
# a foot higher than this above the floor does not stand, leg lengths
STANDS: Final = 0.03
# how far the ankle rises, in leg lengths, when the heel rises about the ball (body.ANKLE, body.BALL)
BALL_FORWARD: Final = 0.153
BALL_DOWN: Final = 0.079


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cycle:
    """phases (K,) from 0 to below 1; rows (K, COUNT): the channels there, the first is the start."""

    like: Movement
    phases: Array
    rows: Array
    beats: float
    ends: tuple[float, ...]

    @classmethod
    def of(cls, movement: Movement) -> "Cycle":
        """The movement as rows."""
        first = posture(movement.start)
        keys = [key for key in movement.keys if key[0] < 1]
        rows = np.stack([first, *(posture(values, first) for _, values in keys)])
        phases = np.array([0.0, *(phase for phase, _ in keys)])
        return cls(like=movement, phases=phases, rows=rows, beats=movement.beats, ends=movement.ends)

    def movement(self) -> Movement:
        """The rows as a movement; its length is rounded to whole beats, at least one."""
        values = [dict(zip(NAMES, row.tolist(), strict=True)) for row in self.rows]
        keys = tuple(zip(self.phases[1:].tolist(), values[1:], strict=True))
        return replace(self.like, start=values[0], keys=keys, beats=max(1, round(self.beats)), ends=self.ends)


def places(names: tuple[str, ...], sides: tuple[str, ...] = SIDES) -> list[int]:
    """The indices of these channels of these sides."""
    return [INDEX[f"{side}_{name}"] for side in sides for name in names]


ARM_PLACES: Final = places(_ARM)
LEG_PLACES: Final = places(_LEG)


def shifted(cycle: Cycle, values: Values) -> Cycle:
    """The same with these added to every row; a sided name without its side means both."""
    by = posture(values, np.zeros(COUNT))
    return replace(cycle, rows=cycle.rows + by)


def grown(cycle: Cycle, names: tuple[str, ...], by: float) -> Cycle:
    """The same with the way of these channels from the start `by` times as long."""
    rows = cycle.rows.copy()
    where = [INDEX[name] for name in names]
    rows[:, where] = rows[0, where] + (rows[:, where] - rows[0, where]) * by
    return replace(cycle, rows=rows)


def leaning(cycle: Cycle, by: float, *, hangs: bool) -> Cycle:
    """The trunk leans `by` times as far from the start; hangs: the arms go on hanging down."""
    result = grown(cycle, ("pitch", "bend"), by)
    if hangs:
        more = (result.rows - cycle.rows)[:, [INDEX["pitch"], INDEX["bend"]]].sum(axis=1)
        result.rows[:, places(("raise",))] += more[:, None]
    return result


def with_arms(cycle: Cycle, name: str, *, at_start: str | None = None) -> Cycle:
    """The arms are held as ARMS has it, at the start as another if `at_start` says so.

    Weights hang down also when the trunk leans.
    """
    rows = cycle.rows.copy()
    for place in range(len(rows)):
        hold = at_start if at_start is not None and place == 0 else name
        rows[place, ARM_PLACES] = posture(ARMS[hold])[ARM_PLACES]
        if hold in HEAVY:
            lean = max(0.0, rows[place, INDEX["pitch"]] + rows[place, INDEX["bend"]])
            rows[place, places(("raise",))] = np.hypot(rows[place, INDEX["left_raise"]], lean)
            rows[place, places(("out",))] *= max(0.1, 1 - lean / 40)
    return replace(cycle, rows=rows)


def one_arm(cycle: Cycle, side: str, rest: Values | None) -> Cycle:
    """Only the arm of `side` moves; the other stays at the start, or as `rest` says."""
    rows = cycle.rows.copy()
    other = places(_ARM, tuple(name for name in SIDES if name != side))
    rows[:, other] = (rows[0] if rest is None else posture(rest))[other]
    return replace(cycle, rows=rows)


def arms_in_turn(cycle: Cycle) -> Cycle:
    """Left and right arm take turns in place of moving together."""
    left, right = one_arm(cycle, "left", None), one_arm(cycle, "right", None)
    return replace(
        cycle,
        phases=np.concatenate([cycle.phases / 2, cycle.phases / 2 + 0.5]),
        rows=np.concatenate([left.rows, right.rows]),
        beats=cycle.beats * 2,
        ends=TURNS,
    )


def one_side(cycle: Cycle) -> Cycle:
    """Only the first half of a cycle whose sides take turns."""
    first = cycle.phases < TURNS[0]
    return replace(
        cycle,
        phases=cycle.phases[first] / TURNS[0],
        rows=cycle.rows[first],
        beats=cycle.beats / 2,
        ends=(1.0,),
    )


def in_turn(cycle: Cycle) -> Cycle:
    """The cycle and then its mirror image."""
    return replace(
        cycle,
        phases=np.concatenate([cycle.phases / 2, cycle.phases / 2 + 0.5]),
        rows=np.concatenate([cycle.rows, mirrored(cycle.rows)]),
        beats=cycle.beats * 2,
        ends=TURNS,
    )


def with_legs(cycle: Cycle, values: Values) -> Cycle:
    """The legs and hips stay as `values` say: somebody sits or kneels while the arms work."""
    rows = cycle.rows.copy()
    kept = [*LEG_PLACES, *(INDEX[name] for name in ("hip_x", "hip_y", "hip_z", "settle"))]
    rows[:, kept] = posture(values)[kept]
    return replace(cycle, rows=rows)


def paced(cycle: Cycle, random: np.random.Generator, spread: float) -> Cycle:
    """The ways between keys take other shares of the time, the same on both sides.

    spread: standard deviation of the logarithm of a share. A hold may almost vanish or become long.
    """
    bounds = [0.0, *cycle.ends]
    half = np.flatnonzero(cycle.phases < bounds[1])
    edges = np.append(cycle.phases[half], bounds[1])
    held = [
        bool(np.allclose(cycle.rows[place], cycle.rows[place + 1])) if place + 1 < len(half) else False
        for place in half
    ]
    lengths = np.diff(edges) * np.exp(random.standard_normal(len(half)) * np.where(held, 3, 1) * spread)
    lengths *= bounds[1] / lengths.sum()
    onto = np.append(0.0, np.cumsum(lengths))
    phases = np.empty(len(cycle.phases))
    for start, end in pairwise(bounds):
        inside = (cycle.phases >= start - 1e-9) & (cycle.phases < end - 1e-9)
        phases[inside] = start + np.interp(cycle.phases[inside] - start, edges, onto)
    return replace(cycle, phases=phases)


def unsteady(cycle: Cycle, random: np.random.Generator, deg: float) -> Cycle:
    """Every key but the start has arms and trunk some degrees elsewhere: nobody repeats a picture book.

    Equal rows stay equal, and the sides of a movement that takes turns differ.
    """
    rows = cycle.rows.copy()
    off = np.zeros(COUNT)
    for place in range(1, len(rows)):
        if not np.allclose(cycle.rows[place], cycle.rows[place - 1]):
            off = drawn(random, dict.fromkeys(_LOOSE, deg))
            off += drawn(random, {"pitch": deg, "bend": deg / 2, **dict.fromkeys(_SIDEWAYS, deg / 2)})
        rows[place] += off
    return within(replace(cycle, rows=rows))


def drawn(random: np.random.Generator, spreads: Values) -> Array:
    """Random channels (COUNT,) with these standard deviations; those of one side differ less from each other
    than from the mean person: a bar, or the wish to be even, holds them together.
    """
    row = np.zeros(COUNT)
    for name, spread in spreads.items():
        if name in INDEX:
            row[INDEX[name]] = random.normal(0, spread)
        else:
            row[places((name,))] = random.normal(0, spread) + random.normal(0, spread * OWN, len(SIDES))
    return row


def within(cycle: Cycle) -> Cycle:
    """The same with arms within their range of motion."""
    rows = cycle.rows.copy()
    for name, low, high in (("raise", -70.0, 178.0), ("elbow", 2.0, 156.0)):
        rows[:, places((name,))] = np.clip(rows[:, places((name,))], low, high)
    return replace(cycle, rows=rows)


def standing(cycle: Cycle) -> Cycle:
    """The same with hips as low as legs require that reach feet on the floor."""
    rows = cycle.rows.copy()
    for side in SIDES:
        foot = {name: rows[:, INDEX[f"{side}_{name}"]] for name in ("foot_x", "foot_y", "foot_z", "heel")}
        sign = 1.0 if side == "left" else -1.0
        heel = np.radians(np.maximum(foot["heel"], 0))
        up = foot["foot_y"] + BALL_FORWARD * np.sin(heel) - BALL_DOWN * (1 - np.cos(heel))
        ahead = foot["foot_z"] + BALL_FORWARD * (1 - np.cos(heel)) + BALL_DOWN * np.sin(heel)
        aside = foot["foot_x"] - sign * rows[:, INDEX["hip_x"]]
        high = up + np.sqrt(np.maximum(REACH**2 - aside**2 - (ahead - rows[:, INDEX["hip_z"]]) ** 2, 0.04))
        stands = (foot["foot_y"] < STANDS) & (rows[:, INDEX[f"{side}_free_leg"]] == 0)
        rows[stands, INDEX["hip_y"]] = np.minimum(rows[:, INDEX["hip_y"]], high)[stands]
    return replace(cycle, rows=rows)

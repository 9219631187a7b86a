"""Performs a script: the posture of every person at every time, and the truth about it.

Decides the transitions between steps, the natural variation of a person, and where repetitions begin.
`filming` makes images of it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.channels import COUNT, ERRORS, INDEX, mirrored, posture
from models.mannequin.figure import Person
from models.mannequin.flesh import Solid, bench_under
from models.mannequin.form import directed, posed
from models.mannequin.kinematics import Skeleton, solve
from models.mannequin.movements import MOVEMENTS, ease
from models.mannequin.rotation import about_y, turn
from models.mannequin.script import ANGLE_NAMES, EVERY, Performer, Script, Step
from models.mannequin.truth import PersonTruth, Repetition, Stretch, angles_of, seen_by

Array = NDArray[np.float64]

# the amplitude of a person's drift about the ideal posture, degrees or leg lengths, about one standard
# deviation
_DRIFT: Final = {
    "left_raise": 1.1, "right_raise": 1.1, "left_out": 1.4, "right_out": 1.4, "left_elbow": 1.4,
    "right_elbow": 1.4, "bend": 0.6, "lean": 0.7, "twist": 0.8, "nod": 1.0, "look": 1.4, "tilt": 0.7,
    "hip_x": 0.004, "hip_z": 0.003,
}  # fmt: skip
# the drift is a sum of this many sine waves with frequencies in this range, Hz
_DRIFT_HZ: Final = (0.11, 0.65)
_DRIFT_WAVES: Final = 3
# the movement of the chest by breathing at rest, degrees and Hz
_BREATH_DEG: Final = 0.7
_BREATH_HZ: Final = 0.27
# the standard deviation of the amplitude of a repetition
_DEPTH_SPREAD: Final = 0.02
# the phases at which the correct angles are sampled to choose the sign of an error
_PROBES: Final = np.linspace(0, 1, 33)


@dataclass(frozen=True, slots=True)
class Performance:
    """What was performed: times (T,) s, the people to draw, and the truth about each."""

    script: Script
    times: Array
    people: tuple[Person, ...]
    truth: tuple[PersonTruth, ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A step with its times in s: the transition from start_s to ready_s, then repetitions of each_s."""

    step: Step
    start_s: float
    ready_s: float
    each_s: float
    amounts: Array
    errors: Array
    mirror: bool

    @property
    def end_s(self) -> float:
        return self.ready_s + self.each_s * self.step.repetitions

    def channels(self, times: Array) -> Array:
        """The channels (T, COUNT) of this step alone: its start posture outside its repetitions."""
        count = self.step.repetitions
        turns = np.clip((times - self.ready_s) / self.each_s, 0, count)
        which = np.minimum(turns.astype(np.int64), count - 1)
        rows = MOVEMENTS[self.step.movement].at(turns - which, self.amounts[which])
        if self.mirror:
            rows = mirrored(rows)
        rows[:, [INDEX[name] for name in ERRORS]] = self.errors
        return rows


def frame_times(script: Script) -> Array:
    """The times (T,) s of the frames of a script."""
    return np.arange(max(1, round(script.duration_s * script.fps))) / script.fps


def perform(script: Script, times: Array | None = None) -> Performance:
    """The postures and the truth at `times` (T,) s, by default the frame times of the script."""
    moments = frame_times(script) if times is None else np.asarray(times, np.float64)
    people, truth = [], []
    for performer in script.people:
        plan = _plan(script, performer)
        own = np.maximum(moments - performer.delay_s, 0.0)
        pose = posed(_joined(plan, own) + _drift(plan, own, performer), performer.body)
        pose = pose.moved(np.array(performer.turn_deg), np.array([performer.x_m, 0.0, performer.z_m]))
        people.append(Person(pose, performer.clothes, *_bench(plan, own, performer)))
        truth.append(_truth(script, performer, plan, pose, moments))
    return Performance(script, moments, tuple(people), tuple(truth))


def _plan(script: Script, performer: Performer) -> list[_Planned]:
    random = np.random.default_rng([performer.seed, 11])
    plan: list[_Planned] = []
    start = 0.0
    for step in script.timeline:
        share = step.range * performer.range.get(step.movement, performer.range.get(EVERY, 1.0))
        amounts = share * (1 + _DEPTH_SPREAD * np.clip(random.standard_normal(step.repetitions), -2, 2))
        ready = start + script.enter_s(step)
        wanted = {
            **performer.errors.get(EVERY, {}), **performer.errors.get(step.movement, {}), **step.errors,
        }  # fmt: skip
        errors = np.array([wanted.get(name, 0.0) for name in ANGLE_NAMES])
        mirror = step.mirror != performer.mirror
        if errors.any():
            rows = MOVEMENTS[step.movement].at(_PROBES, np.full(len(_PROBES), share))
            rows = mirrored(rows) if mirror else rows
            errors = directed(errors, angles_of(solve(rows, performer.body).landmarks))
        plan.append(_Planned(step, start, ready, script.repetition_s(step), amounts, errors, mirror))
        start = plan[-1].end_s
    return plan


def _joined(plan: list[_Planned], times: Array) -> Array:
    """The channels (T, COUNT) of all steps, with eased transitions between them."""
    rows = np.empty((len(times), COUNT))
    for number, part in enumerate(plan):
        last = number == len(plan) - 1
        inside = (times >= part.start_s) & ((times < part.end_s) | last)
        here = times[inside]
        if len(here) == 0:
            continue
        own = part.channels(here)
        share = ease((here - part.start_s) / max(part.ready_s - part.start_s, 1e-9))[:, None]
        before = plan[number - 1].channels(here) if number else np.broadcast_to(posture(), own.shape)
        rows[inside] = before * (1 - share) + own * share
    return rows


def _drift(plan: list[_Planned], times: Array, performer: Performer) -> Array:
    """The person's drift and, at rest, breathing, to be added to the channels (T, COUNT)."""
    random = np.random.default_rng([performer.seed, 23])
    rows = np.zeros((len(times), COUNT))
    for name, size in _DRIFT.items():
        waves = random.uniform(*_DRIFT_HZ, _DRIFT_WAVES)
        starts = random.uniform(0, 2 * np.pi, _DRIFT_WAVES)
        wave = np.sin(2 * np.pi * waves * times[:, None] + starts).sum(axis=1) / np.sqrt(_DRIFT_WAVES)
        rows[:, INDEX[name]] = size * wave
    idle = np.zeros(len(times))
    for part in plan:
        if MOVEMENTS[part.step.movement].kind != "exercise":
            edge = np.minimum(times - part.start_s, part.end_s - times)
            idle = np.maximum(idle, ease(edge))
    rows[:, INDEX["bend"]] -= idle * _BREATH_DEG * (1 + np.sin(2 * np.pi * _BREATH_HZ * times))
    return rows


def _bench(
    plan: list[_Planned], times: Array, performer: Performer
) -> tuple[Solid | None, NDArray[np.bool_]]:
    """The bench of a person, None without one, and the frames (T,) in which it is there."""
    shown = np.zeros(len(times), np.bool_)
    bench = None
    for part in plan:
        movement = MOVEMENTS[part.step.movement]
        if movement.place == "bench":
            # it appears late in the transition: earlier the body would pass through it
            pushed_s = part.start_s + 0.65 * (part.ready_s - part.start_s)
            shown |= (times >= pushed_s) & (times < part.end_s)
            bench = bench_under(performer.body, movement.start["hip_y"], movement.start["hip_z"])
    if bench is not None:
        heading, spot = _spot(performer)
        bench = Solid(
            turn(heading, bench.start) + spot, turn(heading, bench.end) + spot, bench.radii, bench.material
        )
    return bench, shown


def _spot(performer: Performer) -> tuple[Array, Array]:
    return about_y(np.array(performer.turn_deg)), np.array([performer.x_m, 0.0, performer.z_m])


def _truth(
    script: Script, performer: Performer, plan: list[_Planned], pose: Skeleton, times: Array
) -> PersonTruth:
    late = performer.delay_s
    repetitions = tuple(
        Repetition(
            part.step.movement,
            part.ready_s + number * part.each_s + late,
            part.ready_s + (number + 1) * part.each_s + late,
        )
        for part in plan
        if MOVEMENTS[part.step.movement].kind == "exercise"
        for number in range(part.step.repetitions)
    )
    stretches = tuple(
        Stretch(
            part.step.movement,
            MOVEMENTS[part.step.movement].kind,
            part.start_s + late,
            part.end_s + late,
        )
        for part in plan
    )
    track = seen_by(pose, script.camera, times, script.width, script.height)
    return PersonTruth(track, angles_of(pose.landmarks), repetitions, stretches)

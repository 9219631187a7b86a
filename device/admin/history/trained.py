"""Repetitions in words and numbers: those of one match, and each exercise over time.

Decides what is said of a row of repetitions, and which exercises have a chart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from device.admin.history.teaching import can_teach
from device.admin.history.text import Named, spoken
from device.admin.web.exercises import name_of
from device.store.exercise_tables import RepetitionRow
from device.store.repetitions import GOOD, Done
from device.store.tables import Player
from scoring.exercises.exercise import Muscle

MUSCLES: Final = {
    Muscle.ABDOMINALS: lazy_gettext("Abdominals"),
    Muscle.ABDUCTORS: lazy_gettext("Outer thighs"),
    Muscle.ADDUCTORS: lazy_gettext("Inner thighs"),
    Muscle.BICEPS: lazy_gettext("Biceps"),
    Muscle.CALVES: lazy_gettext("Calves"),
    Muscle.CHEST: lazy_gettext("Chest"),
    Muscle.FOREARMS: lazy_gettext("Forearms"),
    Muscle.GLUTES: lazy_gettext("Glutes"),
    Muscle.HAMSTRINGS: lazy_gettext("Back of the thighs"),
    Muscle.LATS: lazy_gettext("Lats"),
    Muscle.LOWER_BACK: lazy_gettext("Lower back"),
    Muscle.MIDDLE_BACK: lazy_gettext("Middle back"),
    Muscle.NECK: lazy_gettext("Neck"),
    Muscle.QUADRICEPS: lazy_gettext("Front of the thighs"),
    Muscle.SHOULDERS: lazy_gettext("Shoulders"),
    Muscle.TRAPS: lazy_gettext("Trapezius"),
    Muscle.TRICEPS: lazy_gettext("Triceps"),
}

# muscles that are named
MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One repetition as it is drawn. look: good, flawed, or tried; says: number and verdict."""

    look: str
    says: str


@dataclass(frozen=True, slots=True)
class SetDone:
    """Repetitions of one exercise in a row: those with the numbers `first` to `last`. faults: (what is said,
    how often), the most frequent first; can_teach: whether the box can learn an exercise from them.
    """

    name: str
    first: int
    last: int
    dots: tuple[Dot, ...]
    counted: int
    good: int
    tried: int
    faults: tuple[tuple[str, int], ...]
    can_teach: bool


@dataclass(frozen=True, slots=True)
class ExerciseProgress:
    """One exercise over time, the oldest match first; counted: in all of them."""

    key: str
    name: str
    points: tuple[Done, ...]
    counted: int

    @property
    def last_at(self) -> datetime:
        """When it was done last."""
        return self.points[-1].played_at


def most(work: Iterable[Muscle]) -> str:
    """The muscles that did most, in words; work: of `muscles.work`."""
    return ", ".join(str(MUSCLES[muscle]) for muscle in islice(work, MOST))


def sets(player: Player, own: Mapping[str, str]) -> list[SetDone]:
    """The repetitions of one person in a match, a set where another exercise begins."""
    return [
        _set(player, name_of(key, own) or _("Exercise"), list(ones))
        for key, ones in groupby(player.repetitions, key=lambda one: one.exercise)
    ]


def _set(player: Player, name: str, rows: Sequence[RepetitionRow]) -> SetDone:
    counted = [one for one in rows if one.counted]
    faults = Counter(says(one) for one in rows if one.verdict != GOOD)
    return SetDone(
        name,
        rows[0].number,
        rows[-1].number,
        tuple(Dot(_look(one), f"{number}: {says(one)}") for number, one in enumerate(rows, start=1)),
        len(counted),
        sum(one.verdict == GOOD for one in counted),
        len(rows) - len(counted),
        tuple(faults.most_common()),
        can_teach(player, rows),
    )


def _look(one: RepetitionRow) -> str:
    if not one.counted:
        return "tried"
    return "good" if one.verdict == GOOD else "flawed"


def says(one: RepetitionRow) -> str:
    """What is said about a repetition, as on the TV; its own word where this version has none."""
    try:
        part = "" if one.angle is None else spoken().angle(Named(one.angle.upper()))  # type: ignore[arg-type]
        return spoken().text(f"verdict_{one.verdict}", part=part)
    except KeyError:
        return one.verdict


def by_exercise(done: Iterable[Done], own: Mapping[str, str]) -> list[ExerciseProgress]:
    """Exercises with a name and a repetition that counts, the last done first."""
    found: dict[str, list[Done]] = {}
    for one in done:
        if one.exercise is not None:
            found.setdefault(one.exercise, []).append(one)
    lines = [
        ExerciseProgress(key, name, tuple(ones), counted)
        for key, ones in found.items()
        if (name := name_of(key, own)) and (counted := sum(one.counted for one in ones))
    ]
    return sorted(lines, key=lambda line: line.last_at, reverse=True)

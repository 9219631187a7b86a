"""What was done of each exercise, as screens show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from device.views import DoneView, Mark
from device.words.lookup import Words
from scoring.exercises.catalogue import CATALOGUE
from scoring.repetitions.by_exercise import ExerciseDone
from scoring.repetitions.repetition import Repetition, Verdict

# what is said of movements that nothing named
UNNAMED: Final = "other"


@dataclass(frozen=True, slots=True)
class ExerciseNames:
    """What exercises are called. own: those that the household taught, by their keys (`device.store.own`)."""

    words: Words
    own: Mapping[str, str] = field(default_factory=dict)

    def of(self, exercise: str | None) -> str:
        """None, and one that was forgotten meanwhile, is something else."""
        if exercise is None or (exercise not in self.own and exercise not in CATALOGUE):
            return self.words.exercise(UNNAMED)
        return self.own.get(exercise) or self.words.exercise(exercise)


def marks_of(repetitions: Iterable[Repetition]) -> tuple[Mark, ...]:
    """One mark a repetition."""
    return tuple(_mark(one) for one in repetitions)


def done_view(done: ExerciseDone, names: ExerciseNames) -> DoneView:
    """Of an exercise whose repetitions count."""
    words, fault = names.words, done.fault
    return DoneView(
        names.of(done.exercise),
        str(done.counted),
        marks_of(done.repetitions),
        words.text("free_good", good=done.good, all=done.counted) if done.counted else None,
        None if fault is None else words.verdict(fault),
    )


def held_view(exercise: str, seconds: float, names: ExerciseNames) -> DoneView:
    """Of an exercise that is held."""
    whole = int(seconds)
    return DoneView(names.of(exercise), f"{whole // 60}:{whole % 60:02d}")


def _mark(one: Repetition) -> Mark:
    if not one.counted:
        return Mark.TRIED
    return Mark.GOOD if one.verdict is Verdict.GOOD else Mark.FAULTY

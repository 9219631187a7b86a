"""What was done of each exercise, from a list of repetitions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.repetitions.repetition import Repetition, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDone:
    """The repetitions of one exercise in their order, attempts too; exercise: None where nothing named it."""

    exercise: str | None
    repetitions: tuple[Repetition, ...] = ()

    @property
    def counted(self) -> int:
        """Repetitions that count."""
        return sum(one.counted for one in self.repetitions)

    @property
    def good(self) -> int:
        """Those of them without a fault."""
        return sum(one.counted and one.verdict is Verdict.GOOD for one in self.repetitions)

    @property
    def fault(self) -> Repetition | None:
        """The first with the fault that most of them had; None where none had one."""
        faulty = [one for one in self.repetitions if one.verdict is not Verdict.GOOD]
        usual = Counter((one.verdict, one.angle) for one in faulty).most_common(1)
        return next((one for one in faulty if usual and (one.verdict, one.angle) == usual[0][0]), None)


def by_exercise(repetitions: Iterable[Repetition]) -> tuple[ExerciseDone, ...]:
    """One entry for each exercise, in the order in which they were first done."""
    found: dict[str | None, list[Repetition]] = {}
    for one in repetitions:
        found.setdefault(one.exercise, []).append(one)
    return tuple(ExerciseDone(exercise=name, repetitions=tuple(done)) for name, done in found.items())

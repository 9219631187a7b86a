"""Repetitions as the counter finds them, while it judges none: each of what is named counts and is good."""

from scoring.body.track import Pose
from scoring.repetitions.counter import Counter
from scoring.repetitions.repetition import Repetition, RepetitionState, Verdict


class CountedRepetitions:
    """Per person."""

    def __init__(self) -> None:
        """Nothing was counted yet."""
        self._counter = Counter()
        self._exercise: str | None = None
        self.repetitions: tuple[Repetition, ...] = ()

    def name(self, exercise: str | None) -> None:
        """What the person does from now on."""
        self._exercise = exercise

    def push(self, pose: Pose) -> RepetitionState:
        """Take the next sample."""
        before = self._counter.count
        self._counter.push(pose)
        ended = tuple(self._made(end_s) for end_s in self._counter.times[before:] if self._exercise)
        self.repetitions += ended
        return RepetitionState(count=len(self.repetitions), ended=ended)

    def _made(self, end_s: float) -> Repetition:
        nothing = float("nan")
        return Repetition(
            begin_s=end_s,
            bottom_s=end_s,
            end_s=end_s,
            down_s=nothing,
            hold_s=nothing,
            up_s=nothing,
            reach=nothing,
            symmetry=nothing,
            score=nothing,
            verdict=Verdict.GOOD,
            exercise=self._exercise,
        )

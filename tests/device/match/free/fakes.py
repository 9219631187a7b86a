"""What names and counts, as a test wants it."""

from dataclasses import dataclass, replace

from scoring.repetitions.repetition import RepetitionState
from tests.scoring.repetitions.made import repetition


@dataclass(frozen=True)
class FakeName:
    name: str | None = None
    share: float = 1.0
    since_s: float = 0.0


class FakeNamer:
    """Names everything as `now` says. pushed: the samples so far."""

    def __init__(self):
        self.now = FakeName()
        self.likely = ()
        self.pushed = []

    def push(self, pose):
        self.pushed.append(pose)
        return self.now


class FakeRepetitions:
    """A LiveRepetitions whose repetitions come from the test: `end`. depth: of the running one."""

    def __init__(self):
        self.repetitions = ()
        self.depth = None
        self.named, self.shares = [], []

    def name(self, exercise, *, share):
        self.named.append(exercise)
        self.shares.append(share)

    def push(self, _pose):
        return RepetitionState(count=sum(one.counted for one in self.repetitions), depth=self.depth)

    def end(self, kinds, exercise="squat"):
        """Let these end with the next sample."""
        known = len(self.repetitions)
        new = (repetition(kind, known + number) for number, kind in enumerate(kinds))
        self.repetitions += tuple(replace(one, exercise=exercise) for one in new)

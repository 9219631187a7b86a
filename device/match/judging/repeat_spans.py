"""From when on a lesson repeats a movement, so that the screen shows a count; for a dance it shows none.

Decides from the tutor's own repetitions, searched a little ahead of the lesson: once a few came at an even
pace, repetitions are counted for the rest of the lesson. `scoring.repetitions` finds them.
"""

from typing import Final

import numpy as np

from scoring.body.track import PoseTrack
from scoring.repetitions.counter import Counter
from scoring.scorer import SAMPLE_RATE_HZ

# How far ahead the tutor is searched: a few repetitions of most exercises; takes 0.1 s at the start.
AHEAD_S: Final = 15.0
# An even pace: the last INTERVALS intervals differ by at most the factor EVEN. By this rule ten of eleven
# exercises with at least four repetitions are even, and one of eight dances
# (`python -m tests.tools.judge.repetitions`).
INTERVALS: Final = 3
EVEN: Final = 1.35


class RepeatSpans:
    """Per lesson that is played."""

    def __init__(self, tutor: PoseTrack) -> None:
        """tutor: at SAMPLE_RATE_HZ."""
        self._tutor = tutor
        self._counter = Counter()
        self._pushed = 0
        self._found = False
        self.counts_at(0)

    def counts_at(self, sample: int) -> bool:
        """Whether repetitions are counted at this sample of the lesson; samples must not decrease."""
        until = min(sample + round(AHEAD_S * SAMPLE_RATE_HZ), len(self._tutor))
        while not self._found and self._pushed < until:
            before = self._counter.count
            self._pushed += 1
            if self._counter.push(self._tutor.pose(self._pushed - 1)) > before:
                self._found = self._even()
        return self._found

    def _even(self) -> bool:
        latest = np.diff(self._counter.times)[-INTERVALS:]
        return len(latest) == INTERVALS and bool(latest.max() <= EVEN * latest.min())

"""Whether a lesson repeats anything, so that counting makes sense: nobody counts a dance.

Decides from the tutor's own repetitions, found a little ahead of the lesson: they count once a few came at an
even pace, and from then on for the rest of the lesson. How repetitions are found is in `scoring.repetitions`.
"""

from typing import Final

import numpy as np

from scoring.body.track import PoseTrack
from scoring.repetitions.counter import Counter
from scoring.scorer import SAMPLE_RATE_HZ

# So far ahead the tutor is looked at: a few repetitions of most exercises, 0.1 s of work at the start.
AHEAD_S: Final = 15.0
# So many intervals that differ by this factor at most. Of eleven clips of exercises with four repetitions or
# more ten are even by this rule, of eight dances one (`python -m tests.tools.judge.repetitions`).
INTERVALS: Final = 3
EVEN: Final = 1.35


class RepeatSpans:
    """One a lesson that is played."""

    def __init__(self, tutor: PoseTrack) -> None:
        """tutor: at SAMPLE_RATE_HZ."""
        self._tutor = tutor
        self._counter = Counter()
        self._pushed = 0
        self._found = False
        self.counts_at(0)

    def counts_at(self, sample: int) -> bool:
        """Whether repetitions are counted at a sample of the lesson, which never falls."""
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

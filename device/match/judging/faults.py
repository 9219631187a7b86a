"""Which fault of a repetition a person is told, and for how long.

After a repetition with a fault the person is told that one thing, but not after every one: who is told
something all the time listens no more.
"""

from collections.abc import Sequence
from typing import Final

from scoring.repetitions.repetition import Repetition, Verdict

# A fault is said at most once in so many seconds (what the product was asked for), and stays on the screen
# for SAID_S: read aloud, the longest of the four languages takes two.
EVERY_S: Final = 4.0
SAID_S: Final = 3.0


class Faults:
    """Per person. Times are in s, on any clock that rises."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._known = 0
        self._said: Repetition | None = None
        self._said_s = -EVERY_S

    def see(self, time_s: float, repetitions: Sequence[Repetition]) -> None:
        """Take all repetitions that have ended so far, attempts too."""
        new = repetitions[self._known :]
        self._known = len(repetitions)
        faulty = [one for one in new if one.verdict is not Verdict.GOOD]
        if faulty and time_s - self._said_s >= EVERY_S:
            self._said, self._said_s = faulty[-1], time_s
        elif new and not faulty:  # it was put right: what was wrong before is over
            self._said = None

    def now(self, time_s: float) -> Repetition | None:
        """The repetition whose fault is shown now."""
        return self._said if time_s - self._said_s < SAID_S else None

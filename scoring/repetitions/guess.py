"""Which repetitions of an exercise that was guessed from the same movements may count, and when.

What is repeated goes the same way again; what people do in dances, talk and rest does not, though for a
moment it may look like an exercise. A repetition counts when the next one goes the same way under a name that
holds, or alone when its name is sure; until then it waits, and what waited too long never was.
"""

from collections import deque
from typing import Final

from scoring.repetitions.followed import RECENT, Done, alike, likeness
from scoring.scorer import SAMPLE_RATE_HZ

# The probability of a name is the mean of the last so many seconds, 0 where it was another one.
STEADY_S: Final = 1.5
# With which a single repetition counts, and with which two that go the same way. Of 29 single repetitions of
# the clips 23 have SURE when they end (the films of the others end before the name is steady), of what was
# found in clips of dances under a wrong name nothing has: 0.71 at most.
SURE: Final = 0.75
HELD: Final = 0.3
# How alike the ways of two are, as in `followed`: of 98 pairs in a row in clips of exercises 94 have SAME and
# more, of 35 found in dances, talk and rest 5. LIKE: a single one and the reference.
SAME: Final = 0.75
LIKE: Final = 0.75
# A repetition waits for so long after its end, s.
WAITS_S: Final = 6.0


class Guess:
    """One exercise as long as it may be the one that is done, from samples at SAMPLE_RATE_HZ."""

    def __init__(self) -> None:
        """Nothing was said about it yet."""
        self._shares: deque[float] = deque(maxlen=round(STEADY_S * SAMPLE_RATE_HZ))
        self._waiting: list[Done] = []
        self._counted: deque[Done] = deque(maxlen=RECENT)

    def say(self, share: float) -> None:
        """The probability of the name at the next sample."""
        self._shares.append(share)

    def take(self, new: list[Done], now: int) -> list[Done]:
        """What counts by sample `now`, and attempts; new: what has just ended."""
        attempts = [one for one in new if not one.counted and self._counted]
        self._waiting = [one for one in self._waiting if now - one.swing.end <= WAITS_S * SAMPLE_RATE_HZ]
        self._waiting += [one for one in new if one.counted]
        share = sum(self._shares) / len(self._shares) if self._shares else 0.0
        found: list[Done] = []
        for one in self._waiting:
            others = [other for other in (*self._counted, *self._waiting) if other is not one]
            again = any(_again(one, other) for other in others)
            if (share >= HELD and again) or (share >= SURE and one.likeness >= LIKE):
                found.append(one)
        self._waiting = [one for one in self._waiting if one not in found]
        self._counted.extend(found)
        return found + attempts


def _again(one: Done, other: Done) -> bool:
    """Whether two repetitions go the same way, one after the other."""
    apart = other.swing.begin >= one.swing.end or one.swing.begin >= other.swing.end
    return (
        apart
        and alike(one.swing, other.swing)
        and one.way is not None
        and other.way is not None
        and likeness(one.way, other.way) >= SAME
    )

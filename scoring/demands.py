"""What a lesson asks of people, beside the tutor's poses: when nothing is judged, which limbs do not matter,
and whether movements belong on a beat.

Found overnight, and corrected by the household on the phone.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.limb import Limb


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """pauses: (start, end) in seconds of the lesson, rising, in which nothing is judged: talk, rest, title
    cards; ignored: limbs that do not matter; on_beat: whether being late costs points, as in a dance.
    """

    pauses: tuple[tuple[float, float], ...] = ()
    ignored: frozenset[Limb] = frozenset()
    on_beat: bool = False

    def paused(self, time_s: float) -> bool:
        """Whether nothing is judged at `time_s` of the lesson."""
        return bool(self.paused_at(np.array([time_s]))[0])

    def paused_at(self, times: NDArray[np.float64]) -> NDArray[np.bool_]:
        """(N,) whether nothing is judged at each of times (N,), s of the lesson."""
        result = np.zeros(len(times), np.bool_)
        for start_s, end_s in self.pauses:
            result |= (times >= start_s) & (times < end_s)
        return result

    def cut(self, start_s: float, end_s: float | None) -> "Demands":
        """The demands of the part [start_s, end_s) of the lesson, timed from `start_s`; None: to the end."""
        last = float("inf") if end_s is None else end_s
        inside = [(max(one, start_s), min(other, last)) for one, other in self.pauses]
        pauses = tuple((one - start_s, other - start_s) for one, other in inside if other > one)
        return replace(self, pauses=pauses)


NO_DEMANDS: Final = Demands()

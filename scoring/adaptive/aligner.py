"""One way to read the user, as seen or mirrored: how late, and turned by how much against the tutor.

Both change slowly in a person: a lag is forgiven when it stays, and being early here and late there is not.
So every window adds its evidence, old evidence fades, and only what it adds up to is believed.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.warp import align_window, path
from scoring.body.directions import Directions
from scoring.body.heading import axis_weights, correlation, turned
from scoring.body.pose_errors import STILL, activity
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW

# The user's last second is looked for.
SPAN: Final = round(1.0 * SAMPLE_RATE_HZ)
# People react within about a second; who follows by heart may be a little early.
LAG_MAX: Final = round(1.5 * SAMPLE_RATE_HZ)
LEAD_MAX: Final = round(0.4 * SAMPLE_RATE_HZ)
# A window may begin so much before its own length: a slow start is still found.
RUN_UP: Final = SPAN // 2
PAD: Final = LAG_MAX + SPAN + RUN_UP
_LAGS: Final = np.arange(-LEAD_MAX, LAG_MAX + 1)
# What is left of old evidence after one more window: half of it is gone in about 3 s.
FADE: Final = 0.89
# A lag must be worth it: radians a second of lag, far below what a wrong moment of a movement costs. It
# decides between a movement and the same one a period later, and while nothing moves.
LAG_COST: Final = 0.035
# Nobody's reaction changes faster than this, samples a window; at the beginning it must first be found.
LAG_STEP: Final = 1.0
FINDING_WINDOWS: Final = 6
# What a lag of LAG_MAX must be worth; a window whose costs differ by less says nothing of the lag.
TELLING: Final = LAG_COST * LAG_MAX / SAMPLE_RATE_HZ
_WORTH: Final = LAG_COST / SAMPLE_RATE_HZ * np.abs(_LAGS)
# The path of one window may leave the person's lag by so much, samples: 0.15 s.
SLACK: Final = 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """A window found in the lesson: tutor (N,) the sample that each of the user's meets; heading in radians;
    cost: the mean distance of the path, radians.
    """

    tutor: NDArray[np.int64]
    heading: float
    cost: float


class WindowAligner:
    """Learns from window to window; holds for one person and one match."""

    def __init__(self, tutor: Directions, weights: NDArray[np.float32]) -> None:
        """tutor: (T, 3, K) of the whole lesson; weights (K,)."""
        # before the lesson begins and after its end the tutor holds still
        self._tutor = np.concatenate(
            [np.repeat(tutor[:1], PAD, axis=0), tutor, np.repeat(tutor[-1:], LEAD_MAX, axis=0)]
        )
        self._count = len(tutor)
        self._weights = weights
        self._turning = 0j
        self._evidence = np.zeros(LEAD_MAX + LAG_MAX + 1)
        self._windows = 0
        self._worth = 0.0
        self.lag = 0.0

    @property
    def lag_s(self) -> float:
        """How late the person follows; negative when early."""
        return self.lag / SAMPLE_RATE_HZ

    @property
    def heading(self) -> float:
        """By how much the user must turn to stand as the tutor does, radians."""
        return float(np.angle(self._turning)) if self._turning else 0.0

    def update(self, user: Directions, newest: int) -> Alignment:
        """The window user (N, 3, K), N <= SPAN, whose last sample has the number `newest`."""
        count = len(user)
        if not self._turning:
            straight = np.arange(newest - count + 1, newest + 1) - round(self.lag)
            self._turn(user, np.clip(straight, 0, self._count - 1))
        first = newest - LAG_MAX - count - RUN_UP + 1
        last = newest + LEAD_MAX
        tutor = self._tutor[first + PAD : last + 1 + PAD]
        heading = self.heading
        costs, steps = align_window(
            turned(user, heading / 2), turned(tutor, -heading / 2), self._weights, axis_weights(heading)
        )
        # by lag: index 0 is LEAD_MAX early
        by_lag = costs[-1 : -len(self._evidence) - 1 : -1]
        self._find_lag(by_lag, user)
        place = round(self.lag) + LEAD_MAX
        near = slice(max(place - SLACK, 0), place + SLACK + 1)
        best = near.start + int(np.argmin(by_lag[near]))
        on_time = newest - count + 1 - round(self.lag)
        samples = path(steps, len(costs) - 1 - best, first, on_time, SLACK, self._count)
        self._turn(user, samples)
        return Alignment(samples, heading, float(by_lag[best]))

    def _find_lag(self, by_lag: NDArray[np.float32], user: Directions) -> None:
        self._evidence = FADE * self._evidence + by_lag
        self._worth = FADE * self._worth + 1
        found = float(_LAGS[np.argmin(self._evidence + self._worth * _WORTH)])
        step = LAG_STEP
        if self._windows < FINDING_WINDOWS:
            step = np.inf
            # while the user stands still, or nobody is there, it is not yet looked for
            moving = activity(user, user, self._weights)[0] > STILL
            self._windows += moving and bool(by_lag.max() - by_lag.min() > TELLING)
        self.lag += min(max(found - self.lag, -step), step)

    def _turn(self, user: Directions, samples: NDArray[np.int64]) -> None:
        self._turning = FADE * self._turning + correlation(user, self._tutor[samples + PAD], self._weights)


assert SPAN >= WINDOW

"""Aligns each window of the user with the lesson, and estimates the user's lag and heading from them.

Both change slowly in a person: a constant lag is allowed for, being early at one time and late at another is
not. Each window therefore adds its evidence, old evidence decays, and the estimate follows the sum.
`scorer` runs two aligners, one on the user as seen and one on the user's mirror image.
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

# Length of a window, samples: the user's last second.
SPAN: Final = round(1.0 * SAMPLE_RATE_HZ)
# The range of lags that are searched, samples: people react within about a second, and those who know the
# lesson may be a little early.
LAG_MAX: Final = round(1.5 * SAMPLE_RATE_HZ)
LEAD_MAX: Final = round(0.4 * SAMPLE_RATE_HZ)
# A window may match a stretch of the lesson that is longer than itself by this much, samples.
RUN_UP: Final = SPAN // 2
PAD: Final = LAG_MAX + SPAN + RUN_UP
_LAGS: Final = np.arange(-LEAD_MAX, LAG_MAX + 1)
# The factor by which old evidence decays with each window: half of it is gone after about 3 s.
FADE: Final = 0.89
# The price of a lag, radians per second of lag, far below the cost of a wrong posture. It decides between a
# repetition and the next one, and while nothing moves.
LAG_COST: Final = 0.035
# The lag may change by this much, samples per window, except in the first FINDING_WINDOWS windows that tell
# something about it.
LAG_STEP: Final = 1.0
FINDING_WINDOWS: Final = 6
# The price of LAG_MAX, radians: a window whose costs over all lags differ by less tells nothing about the
# lag.
TELLING: Final = LAG_COST * LAG_MAX / SAMPLE_RATE_HZ
_WORTH: Final = LAG_COST / SAMPLE_RATE_HZ * np.abs(_LAGS)
# How far the path of a window may deviate from the estimated lag, samples: 0.15 s.
SLACK: Final = 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """A window's place in the lesson. tutor (N,): the tutor's sample for each of the user's; heading:
    radians; cost: the mean cost of the path per sample, about radians.
    """

    tutor: NDArray[np.int64]
    heading: float
    cost: float


class WindowAligner:
    """Aligns the windows of one person in one match, oldest first."""

    def __init__(self, tutor: Directions, weights: NDArray[np.float32]) -> None:
        """tutor: directions (T, 3, K) of the whole lesson; weights (K,) of the lines."""
        # before the lesson and after its end the tutor is taken to stand still
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
        """The estimated lag, s; negative when the user is early."""
        return self.lag / SAMPLE_RATE_HZ

    @property
    def heading(self) -> float:
        """The turn that makes the user face as the tutor does, radians; 0 while unknown."""
        return float(np.angle(self._turning)) if self._turning else 0.0

    def update(self, user: Directions, newest: int) -> Alignment:
        """Align the window user (N, 3, K), N <= SPAN, whose last sample is `newest`, and learn from it."""
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
        # index 0: early by LEAD_MAX
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
            # a user who stands still or is not seen tells nothing about the lag
            moving = activity(user, user, self._weights)[0] > STILL
            self._windows += moving and bool(by_lag.max() - by_lag.min() > TELLING)
        self.lag += min(max(found - self.lag, -step), step)

    def _turn(self, user: Directions, samples: NDArray[np.int64]) -> None:
        self._turning = FADE * self._turning + correlation(user, self._tutor[samples + PAD], self._weights)


assert SPAN >= WINDOW

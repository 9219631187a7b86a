"""Aligns each window of the user with the lesson, and estimates the user's lag and heading from them.

A window is searched at a low rate over all lags (`lags` chooses among them), then aligned at the full rate
near the lag that was chosen. `scorer` runs two aligners, one on the user as seen and one on the user's mirror
image.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive import lags
from scoring.adaptive.lags import FAR, GRID, LAG_MAX, LAGS, LEAD_MAX
from scoring.adaptive.warp import align_window, path
from scoring.body.directions import TRUNK_LINES, Directions
from scoring.body.heading import axis_weights, correlation, phase
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW

# The samples of a window that are aligned closely, the user's last second, and those that are searched: what
# is shorter than two seconds resembles too much of a lesson.
SPAN: Final = round(1.0 * SAMPLE_RATE_HZ)
SEARCHED: Final = round(2.0 * SAMPLE_RATE_HZ)
# A window may match a stretch of the lesson that is longer than itself by this much, samples.
RUN_UP: Final = SPAN // 2
# The factor by which old evidence of the heading decays with each window: half of it is gone after 3 s.
FADE: Final = 0.89
# How far from the chosen lag the path of a window may end, samples: 0.15 s.
SLACK: Final = 3


@dataclass(frozen=True, slots=True)
class Alignment:
    """A window's place in the lesson. tutor (N,): the tutor's sample for each of the user's; heading:
    radians; lag: samples; costs (L,): of the window at each of LAGS, in the unit of `warp`; turning: what
    the window says of the heading (`heading.correlation`).
    """

    tutor: NDArray[np.int64]
    heading: float
    lag: float
    costs: NDArray[np.float32]
    turning: complex


class WindowAligner:
    """Aligns the windows of one person in one match, oldest first."""

    def __init__(self, tutor: Directions, weights: NDArray[np.float32], turn: float = 0.0) -> None:
        """tutor: directions (T, 3, K) of the whole lesson; weights (K,) of the lines; turn: radians, beside
        the heading that the trunks suggest at first.
        """
        self._turn = turn
        self._tutor = tutor
        self._weights = weights
        self._trunk = np.zeros(len(weights), np.float32)
        self._trunk[list(TRUNK_LINES)] = 1
        self._turning = 0j
        self._prices = lags.start()
        self.lag = 0.0

    @property
    def heading(self) -> float:
        """The turn that makes the user face as the tutor does, radians; 0 while unknown."""
        return phase(self._turning)

    def update(self, user: Directions, newest: int, telling: float = 1.0) -> Alignment:
        """Align the window user (N, 3, K), N <= SEARCHED, whose last sample is `newest`, and learn from it.

        telling: how much the window tells about the lag, 0 to 1; somebody who stands still tells nothing.
        """
        if not self._turning:
            self._turn_trunk(user, newest)
        heading = self.heading
        axes = axis_weights(heading)
        costs = self._search(user, newest, heading, axes)
        self._prices = lags.forward(self._prices, costs, telling)
        place = int(np.argmin(self._prices))
        samples, lag = self._refine(user[-SPAN:], newest, int(LAGS[place]), heading, axes)
        self.lag = lag
        turning = correlation(user[-SPAN:], self._tutor[samples], self._weights)
        self._turning = FADE * self._turning + turning
        return Alignment(samples, heading, lag, costs, turning)

    def _turn_trunk(self, user: Directions, newest: int) -> None:
        """A first heading, from the trunks of both, whose turn depends little on the moment."""
        near = self._tutor[max(newest - SEARCHED, 0) : newest + SEARCHED]
        means = [_mean(side) for side in (user, near)]
        self._turning = 0.1 * correlation(means[0], means[1], self._trunk) * np.exp(1j * self._turn)

    def _search(
        self, user: Directions, newest: int, heading: float, axes: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The costs (L,) of the window at LAGS, in the unit of `warp`; FAR where the lesson has no sample."""
        result = np.full(len(LAGS), FAR, np.float32)
        # of the samples at LAGS the last that the lesson has, and the first that a window may begin at
        last = newest + LEAD_MAX
        last -= GRID * max(-((len(self._tutor) - 1 - last) // GRID), 0)
        begin = max(newest - LAG_MAX - len(user) - RUN_UP, 0)
        if last < begin:
            return result
        columns = self._tutor[begin + (last - begin) % GRID : last + 1 : GRID]
        rows = np.ascontiguousarray(user[(len(user) - 1) % GRID :: GRID])
        found, _ = align_window(rows, columns, self._weights, axes, heading)
        place = (newest + LEAD_MAX - last) // GRID
        count = min(len(found), len(LAGS) - place)
        result[place : place + count] = found[::-1][:count]
        return result

    def _refine(
        self, user: Directions, newest: int, lag: int, heading: float, axes: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], float]:
        """The tutor's samples of the window's path near `lag`, and the lag at which it ends."""
        end = min(max(newest - lag, 0), len(self._tutor) - 1)
        first = max(end - SLACK - len(user) - RUN_UP, 0)
        last = min(end + SLACK, len(self._tutor) - 1)
        costs, steps = align_window(user, self._tutor[first : last + 1], self._weights, axes, heading)
        near = max(end - SLACK, first)
        best = near + int(np.argmin(costs[near - first :]))
        return path(steps, best - first, first), float(newest - best)


def steadied(turnings: list[complex]) -> list[float]:
    """The headings, radians, of windows in a match that is over, from before and after each."""
    after, before = list(turnings), list(turnings)
    for number in range(1, len(turnings)):
        before[number] += FADE * before[number - 1]
        after[-number - 1] += FADE * after[-number]
    return [phase(one + other - own) for one, other, own in zip(before, after, turnings, strict=True)]


def _mean(lines: Directions) -> Directions:
    known = np.isfinite(lines)
    count = known.sum(axis=0, keepdims=True)
    total = np.where(known, lines, 0).sum(axis=0, keepdims=True)
    result: Directions = np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)
    return result


assert SPAN >= WINDOW

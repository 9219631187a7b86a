"""The user's lag over a match: the cheapest way through the lags of its windows.

Each window says what it would cost at every lag (`aligner`). From window to window the lag changes little,
as far as people keep a tempo; a leap, such as to the next repetition, has a price that evidence must exceed.
`forward` goes on by one window while the match runs; `way` looks back over all windows at its end.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.dtw import FAST_MATH
from scoring.scorer import SAMPLE_RATE_HZ

# Lags are searched in steps of this many samples, 0.2 s; near the best one they are then found to the sample.
GRID: Final = 4
# The range of lags, samples: somebody who is ten per cent slower or quicker than a lesson of a minute.
LEAD_MAX: Final = round(6.0 * SAMPLE_RATE_HZ)
LAG_MAX: Final = round(8.0 * SAMPLE_RATE_HZ)
LAGS: Final = np.arange(-LEAD_MAX, LAG_MAX + 1, GRID)
# The prices of a lag, in the unit of `warp` per second of lag and window: little for being late by up to
# USUAL_S, which people need to see and to follow; beyond it, and for being early, it decides between a
# repetition and the next one.
LAG_COST: Final = 0.04
FAR_LAG_COST: Final = 0.25
USUAL_S: Final = 1.2
# The price of a step of GRID from one window to the next, up to FAST_STEPS: a tempo of 0.2 or 1.8.
STEP_COST: Final = 0.08
FAST_STEPS: Final = 2
# The price of any other change: one clearly better window does not suffice, a few do.
LEAP_COST: Final = 2.5
# Stands for lags at which the lesson has no sample.
FAR: Final = np.float32(1e3)

_LATE: Final = np.maximum(LAGS, 0) / SAMPLE_RATE_HZ
_EARLY: Final = np.maximum(-LAGS, 0) / SAMPLE_RATE_HZ
_WORTH: Final = (LAG_COST * _LATE + FAR_LAG_COST * (np.maximum(_LATE - USUAL_S, 0) + _EARLY)).astype(
    np.float32
)
Array = NDArray[np.float32]


def start() -> Array:
    """The prices (L,) of all lags before the first window."""
    result: Array = _WORTH.copy()
    return result


def forward(before: Array, costs: Array, telling: float = 1.0) -> Array:
    """The prices (L,) of all lags after one more window, the least being 0.

    before (L,): the prices until then; costs (L,): of the window at each lag, FAR where impossible; telling:
    how much the window tells about the lag, 0 to 1.
    """
    result: Array = _step_kernel(before, costs, np.float32(telling), _WORTH)[0]
    return result


def way(costs: Array, telling: NDArray[np.float64] | None = None) -> NDArray[np.int64]:
    """The lags (W,) in samples of the cheapest way through the costs (W, L) of all windows.

    telling (W,): how much each tells about the lag, 0 to 1; None: all of them everything.
    """
    shares = np.ones(len(costs)) if telling is None else telling
    prices = start()
    origins = np.empty(costs.shape, np.int16)
    for row, cost in enumerate(costs):
        prices, origins[row, :] = _step_kernel(prices, cost, np.float32(shares[row]), _WORTH)
    place = int(np.argmin(prices))
    found = np.empty(len(costs), np.int64)
    for row in range(len(costs) - 1, -1, -1):
        found[row] = LAGS[place]
        place = int(origins[row, place])
    return found


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _step_kernel(before, costs, telling, worth):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    count = len(before)
    cheapest = int(np.argmin(before))
    leap = before[cheapest] + np.float32(LEAP_COST)
    prices, origins = np.empty(count, np.float32), np.empty(count, np.int16)
    for lag in range(count):
        best, origin = leap, cheapest
        for other in range(max(lag - FAST_STEPS, 0), min(lag + FAST_STEPS + 1, count)):
            away = abs(lag - other)
            price = before[other] + np.float32(away * STEP_COST)
            # among equals the nearest wins
            if price < best or (price == best and away < abs(lag - origin)):
                best, origin = price, other
        # where the lesson has no sample, there is none however little the window tells
        cost = costs[lag] * telling if costs[lag] < FAR else FAR
        prices[lag] = best + cost + worth[lag]
        origins[lag] = origin
    least = prices.min()
    return prices - least, origins

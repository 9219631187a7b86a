"""How far the user takes part: who stands still while the tutor moves gets no points, however well those
parts agree that the tutor does not move either.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.directions import Directions
from scoring.body.pose_errors import STILL, activity_kernel, alone_kernel
from scoring.dtw import FAST_MATH
from scoring.scorer import SAMPLE_RATE_HZ

# The length over which the movement of both is compared, samples: 2 s.
ACTIVE_SPAN: Final = round(2.0 * SAMPLE_RATE_HZ)
# How late a person may begin to move, samples: the tutor's latest movement asks for nothing yet.
REACTION: Final = round(1.5 * SAMPLE_RATE_HZ)
# The user's movement as a share of the tutor's: up to MOVED_NOT the user does not take part, from
# MOVED_ENOUGH on fully. A tutor who moves less than STILL asks for no movement, one who moves twice as much
# does.
MOVED_NOT: Final = 0.15
MOVED_ENOUGH: Final = 0.5


def moved(
    user: Directions, tutor: Directions, newest: int, lag: float, weights: NDArray[np.float32]
) -> tuple[float, float]:
    """How much the user moved in the ACTIVE_SPAN before sample `newest`, and how much was asked; radians.

    user, tutor: directions (T, 3, K) of the match so far and of the lesson. What is asked is the tutor's
    movement in the samples that the user is at, or by the clock what should have begun a REACTION ago,
    whichever leaves the user farther behind: who stands still would otherwise be taken for somebody who is
    late all along. By the clock the user's movement since then counts: who is in time may have ended.
    """
    first, start = newest - ACTIVE_SPAN + 1, newest - ACTIVE_SPAN + 1 - REACTION
    behind = round(lag)
    here, clock = _moved_kernel(
        user[max(0, first) : newest + 1],
        _held(tutor, max(0, first) - behind, newest + 1 - behind),
        user[max(0, start) : newest + 1],
        _held(tutor, max(0, first) - REACTION, newest + 1 - REACTION),
        weights,
    )
    found: tuple[float, float] = min(here, clock, key=share)
    return found


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _moved_kernel(user, tutor, since, then, weights):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    """What user and tutor moved in one stretch, and by the clock (the first again when unseen)."""
    here = activity_kernel(user, tutor, weights)
    seen = weights.copy()
    for k in range(len(weights)):
        shown = False
        for t in range(len(since)):
            shown = shown or not np.isnan(since[t, 0, k])
        seen[k] = weights[k] if shown else 0
    if not seen.any():
        return here, here
    return here, (alone_kernel(since, seen), alone_kernel(then, seen))


def _held(tutor: Directions, start: int, stop: int) -> Directions:
    """The tutor's samples from start to stop; before the first and after the last these are held."""
    if start >= 0 and stop <= len(tutor):
        return tutor[start:stop]
    return tutor[np.clip(np.arange(start, stop), 0, len(tutor) - 1)]


def share(movement: tuple[float, float]) -> float:
    """How far the user took part, 0 to 1, from the movement of user and tutor in radians; see `moved`."""
    mine, asked = movement
    if asked <= STILL:
        return 1.0
    reached = min(max((mine / asked - MOVED_NOT) / (MOVED_ENOUGH - MOVED_NOT), 0.0), 1.0)
    # between STILL and twice STILL the demand rises linearly
    return 1 - min(asked / STILL - 1, 1.0) * (1 - reached)

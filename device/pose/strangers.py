"""Where bodies stand that are nobody's: who was seen beside the people who are followed is not one of them.

People on a sofa, on a poster or in a mirror stay where they are, so the place is enough to know them by.
"""

import math
from typing import Final

import numpy as np

from device.pose.geometry import Roi
from device.pose.owner import apart
from device.pose.state import State, array_in

# More are forgotten, the oldest first.
STRANGERS_MAX: Final = 4
# A body is a stranger's when its hips are this near, in parts of the smaller region, and its size is within
# this ratio: a deep squat lowers the hips by 0.3. A stranger who was not seen for REMEMBERED_S is forgotten.
NEAR: Final = 0.35
RATIO: Final = 1.5
REMEMBERED_S: Final = 60.0


class Strangers:
    """Of one camera or film."""

    def __init__(self) -> None:
        """None were seen."""
        self.clear()

    def clear(self) -> None:
        """Forget all."""
        # a row each: x, y, side, turn, time; NaN where there is none
        self._rows = np.full((STRANGERS_MAX, 5), np.nan, np.float32)

    def note(self, roi: Roi, time_s: float) -> None:
        """A body in `roi` is nobody's."""
        row = self._row_of(roi, time_s)
        if row is None:
            times = self._rows[:, 4]
            row = int(np.argmin(np.where(np.isnan(times), -np.inf, times)))
        self._rows[row] = roi.x, roi.y, roi.side, roi.turn, time_s

    def forget(self, roi: Roi, time_s: float) -> None:
        """The body in `roi` is somebody's after all."""
        row = self._row_of(roi, time_s)
        if row is not None:
            self._rows[row] = np.nan

    def know(self, roi: Roi, time_s: float) -> bool:
        """Whether the body in `roi` is one of them."""
        return self._row_of(roi, time_s) is not None

    def _row_of(self, roi: Roi, time_s: float) -> int | None:
        for row, (x, y, side, turn, seen_s) in enumerate(self._rows.tolist()):
            if not time_s - seen_s <= REMEMBERED_S:
                continue
            known = Roi(x, y, side, turn)
            if apart(known, roi) <= NEAR and abs(math.log(roi.side / side)) <= math.log(RATIO):
                return row
        return None

    def state(self) -> State:
        """Where they stand."""
        return {"rows": self._rows.copy()}

    def restore(self, state: State) -> None:
        """Go on from `state`. Raises ValueError when it is not one of this class."""
        self._rows = array_in(state, "rows", (STRANGERS_MAX, 5))

"""Choosing without a button: what a pointer rests on for a while is chosen.

Decides for how long, and that a thing is chosen once. Which thing lies under the pointer is told by who knows
the screen.
"""

import math
from collections.abc import Hashable
from typing import Final

# Long enough to read what is under the hand, short enough for an arm in the air.
DWELL_S: Final = 1.3
# A hand that slips off and back again within this goes on where it was.
SLIP_S: Final = 0.15


class Dwell:
    """One pointer's rest. `held` is how much of the time is over, 0..1."""

    def __init__(self, hold_s: float = DWELL_S) -> None:
        """Nothing is rested on. Raises ValueError when `hold_s` is not positive."""
        if not hold_s > 0:
            raise ValueError(f"a rest takes some time, not {hold_s} s")
        self._hold_s = hold_s
        self._target: Hashable | None = None
        self._since_s = 0.0
        self._seen_s = -math.inf
        self._done = False
        self._blocked = False
        self.held = 0.0

    def see(self, time_s: float, target: Hashable | None) -> bool:
        """Whether `target`, on which the pointer lies at `time_s`, is chosen now; None is no target.

        time_s never falls. Another target begins anew; what was chosen must be left before it can be chosen
        again.
        """
        if self._blocked:
            self._blocked = False
            self._target, self._done, self._seen_s = target, target is not None, time_s
        elif target != self._target:
            if target is None and time_s - self._seen_s <= SLIP_S:
                return False
            self._target, self._since_s, self._done = target, time_s, False
        if target is None or self._done:
            self.held = 0.0
            self._seen_s = time_s if target is not None else self._seen_s
            return False
        self._seen_s = time_s
        self.held = min(1.0, (time_s - self._since_s) / self._hold_s)
        self._done = self.held >= 1.0
        return self._done

    def block(self) -> None:
        """Another screen came: what lies under the resting hand there must be left first."""
        self._blocked = True
        self.held = 0.0

"""Choosing by resting: a target under the pointer for DWELL_S is chosen, once.

The caller finds the target under the pointer (`Screen.target`).
"""

import math
from collections.abc import Hashable
from typing import Final

# Seconds; long enough to read the target, short enough to hold an arm up.
DWELL_S: Final = 1.3
# A pointer that leaves its target for at most this long, s, does not begin anew.
SLIP_S: Final = 0.15


class Dwell:
    """The dwell of one pointer. held: the part of the dwell time that is over, 0..1."""

    def __init__(self, hold_s: float = DWELL_S) -> None:
        """hold_s: the dwell time. Raises ValueError when it is not positive."""
        if not hold_s > 0:
            raise ValueError(f"a dwell time is positive, not {hold_s} s")
        self._hold_s = hold_s
        self._target: Hashable | None = None
        self._since_s = 0.0
        self._seen_s = -math.inf
        self._done = False
        self._blocked = False
        self.held = 0.0

    def see(self, time_s: float, target: Hashable | None) -> bool:
        """Whether `target`, under the pointer at `time_s`, is chosen now; None: there is no target.

        time_s never falls. Another target starts the dwell time anew; after a choice the pointer must leave
        the target before it can be chosen again.
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
        """After a change of screen: the pointer must first leave the target that is now under it."""
        self._blocked = True
        self.held = 0.0

"""Converts a driver's time stamp of a picture to the box's clock.

A driver stamps its pictures with one of the kernel's clocks. The picture's age is carried over: kernel clock
now minus stamp, subtracted from the box's clock now, so the two clocks' origins do not matter. For a missing
or impossible stamp (of another clock, too old) the time of arrival is used.
"""

import math
import time
from collections.abc import Callable
from typing import Final

from device.ports import Clock

# USB cameras use the first. libcamera documents the second, but the Pi's pipelines use the first. They differ
# only by the time the machine was suspended, so the first clock that gives a possible age is taken.
KERNEL_CLOCKS: Final = (time.monotonic, lambda: time.clock_gettime(time.CLOCK_BOOTTIME))
# Seconds; a driver's few buffers hold no older picture, so an older stamp is of another clock.
AGE_MAX_S: Final = 2.0
# Seconds; some drivers stamp the expected end of the transfer, which may lie a little ahead.
AHEAD_MAX_S: Final = 0.05


class Stamps:
    """Converts the stamps of one camera to strictly rising times on the box's clock."""

    def __init__(self, clock: Clock, kernels: tuple[Callable[[], float], ...] = KERNEL_CLOCKS) -> None:
        """kernels: the clocks that may have made the stamps, in seconds, the likeliest first."""
        self._clock = clock
        self._kernels = kernels
        self._last = -math.inf

    def time_of(self, stamp_s: float | None) -> float:
        """The time on the box's clock of a picture that arrived just now, stamped `stamp_s` by the driver."""
        taken = self._clock.now() - self._age_s(stamp_s)
        self._last = max(taken, math.nextafter(self._last, math.inf))
        return self._last

    def _age_s(self, stamp_s: float | None) -> float:
        if stamp_s is not None:
            for kernel in self._kernels:
                age = kernel() - stamp_s
                if -AHEAD_MAX_S <= age <= AGE_MAX_S:
                    return max(age, 0.0)
        return 0.0

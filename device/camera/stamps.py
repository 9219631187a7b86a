"""When a picture was taken: a driver's stamp, brought to the box's clock.

A driver stamps its pictures with a clock of the kernel. What is carried over is the picture's age: the
kernel's clock is read beside the box's, so neither needs to know where the other began. A stamp that cannot
be true (none given, of another clock, long ago) is worth nothing: then the picture's arrival counts.
"""

import math
import time
from collections.abc import Callable
from typing import Final

from device.ports import Clock

# USB cameras stamp with the first. libcamera says the second, the Pi's own pipelines give the first: they
# differ only by the time that the machine was suspended, so the first one that makes sense is taken.
KERNEL_CLOCKS: Final = (time.monotonic, lambda: time.clock_gettime(time.CLOCK_BOOTTIME))
# Older than that no picture is in a driver's store of a few pictures, so the stamp means something else.
AGE_MAX_S: Final = 2.0
# Some drivers stamp the end of a transfer that they only expect: a picture may be a little ahead of its time.
AHEAD_MAX_S: Final = 0.05


class Stamps:
    """Turns the stamps of one camera into times on the box's clock, which always rise."""

    def __init__(self, clock: Clock, kernels: tuple[Callable[[], float], ...] = KERNEL_CLOCKS) -> None:
        """kernels: clocks that the stamps may be of, in seconds, the likeliest first."""
        self._clock = clock
        self._kernels = kernels
        self._last = -math.inf

    def time_of(self, stamp_s: float | None) -> float:
        """The time on the box's clock of a picture that was handed over just now."""
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

"""Whether the system's clock has been set by a time server since the box was switched on.

timesyncd writes a file. chrony and ntpd tell only the kernel, and chrony not by the flag that adjtimex(2)
returns unless its `rtcsync` is set; what every one of them sets is the largest error that the clock may have.
timedatectl decides in the same way.
"""

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Final

# systemd-timesyncd makes it once a server has answered; /run is empty after a start
TIMESYNC: Final = Path("/run/systemd/timesync/synchronized")
# Microseconds: what the kernel assumes of a clock that nobody looks after (NTP_PHASE_LIMIT), after a start
# and when a server was not reached for hours.
ERROR_MAX_US: Final = 16_000_000


class Timex(ctypes.Structure):
    """The beginning of the kernel's `struct timex`, and more room than the rest of it takes.

    All zero, it only asks.
    """

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("rest", ctypes.c_byte * 512),
    )


def ask_kernel(timex: Timex) -> int:
    """Fill in what the kernel knows of its clock; -1 where a sandbox does not let us ask."""
    ask = getattr(ctypes.CDLL(None), "adjtimex", None)
    return -1 if ask is None else int(ask(ctypes.byref(timex)))


def is_synchronised(flag: Path = TIMESYNC, ask: Callable[[Timex], int] = ask_kernel) -> bool:
    """Whether timesyncd says so, or the kernel knows an error of its clock."""
    if flag.exists():
        return True
    timex = Timex()
    return ask(timex) >= 0 and int(timex.maxerror) < ERROR_MAX_US

"""What a process of the night may use: idle processor and disk, so much memory, and no network.

Decides how the process that reads a strange file is kept small. It gives everything up itself, before it
opens anything; where the system already forbids a thing (see systemd/), asking for it again fails and is no
matter.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
from typing import Final

# ioprio_set(2): its number by machine, the process itself, class idle
IOPRIO_SET: Final = {"x86_64": 251, "aarch64": 30, "armv7l": 314, "i686": 289, "riscv64": 30}
IOPRIO_WHO_PROCESS: Final = 1
IOPRIO_IDLE: Final = 3 << 13
# prctl(2): a signal when the parent ends
PR_SET_PDEATHSIG: Final = 1
# unshare(2)
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
LEAST_NICE: Final = 19


def lowest_class() -> None:
    """Take only the processor and the disk that are idle; for this process and what it starts."""
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, LEAST_NICE)
    number = IOPRIO_SET.get(platform.machine())
    if number is not None:
        _libc().syscall(number, IOPRIO_WHO_PROCESS, 0, IOPRIO_IDLE)


def die_with(parent: int) -> None:
    """End when the process `parent` ends, even if it is killed: two may never work in one folder."""
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)


def limit_memory(megabytes: int) -> None:
    """More is refused to this process: MemoryError, or its end. Files that are mapped do not count."""
    size = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_network() -> bool:
    """Go where there is no network, if the system lets us; before any thread is started."""
    libc = _libc()
    return bool(libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

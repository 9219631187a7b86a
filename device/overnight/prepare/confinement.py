"""Confines the calling process: idle priority, a memory limit, no network.

The child process calls these functions before it opens a file. Calls that the system forbids, because
systemd's unit has already confined the process, are ignored.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
from typing import Final

# ioprio_set(2): system call number by machine; who: one process; class idle
IOPRIO_SET: Final = {"x86_64": 251, "aarch64": 30, "armv7l": 314, "i686": 289, "riscv64": 30}
IOPRIO_WHO_PROCESS: Final = 1
IOPRIO_IDLE: Final = 3 << 13
# prctl(2): signal at the parent's end
PR_SET_PDEATHSIG: Final = 1
# unshare(2)
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
LEAST_NICE: Final = 19


def lowest_class() -> None:
    """Use processor and disk only when they are idle; inherited by child processes."""
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, LEAST_NICE)
    number = IOPRIO_SET.get(platform.machine())
    if number is not None:
        _libc().syscall(number, IOPRIO_WHO_PROCESS, 0, IOPRIO_IDLE)


def die_with(parent: int) -> None:
    """End with the process `parent`, even if it is killed: two children must never work in one folder."""
    _libc().prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before prctl
        os._exit(1)


def limit_memory(megabytes: int) -> None:
    """Limit this process's data to `megabytes` MiB (mapped files excluded) and disable core dumps."""
    size = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def leave_network() -> bool:
    """Enter an empty network namespace; False when forbidden. Call it before starting a thread."""
    libc = _libc()
    return bool(libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

"""Confines the calling process: idle priority, a memory limit, no network, and few files and system calls.

The processes that open what strangers made call these functions before they load anything else. Calls that
the system forbids, because systemd's unit has already confined the process, are ignored.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import sys
from pathlib import Path
from typing import Final

from device.overnight import landlock, system_calls
from device.overnight.landlock import Allowed

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

# Where `device`, `scoring` and `models` lie.
ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("device", "scoring", "models")
# What Python, its libraries and the C library read, beside themselves: which processor and how much memory
# there is, the time zone, randomness.
LIBRARIES: Final = ("/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache")
SYSTEM: Final = (
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/sys/devices/system/cpu",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/dev/urandom",
    "/dev/zero",
)
NOTHING: Final = Path(os.devnull)
# Where names are looked up and certificates are found.
NETWORK: Final = (
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/host.conf",
    "/etc/gai.conf",
    "/etc/nsswitch.conf",
    "/etc/services",
    "/etc/protocols",
    "/run/systemd/resolve",
    "/etc/ssl",
    "/etc/pki",
    "/etc/ca-certificates",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
)


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


def keep_to(*, read: tuple[Path, ...], written: tuple[Path, ...], network: bool = False) -> tuple[str, ...]:
    """From now on open only these files and folders, and what Python needs; and give up system calls.

    Call it before starting a thread. Returns a sentence for each fence that this system does not have.
    """
    lacks = []
    allowed = Allowed(
        # to find the packages in it
        listed=(ROOT,),
        read=(*_own_files(), *map(Path, NETWORK if network else ()), *read),
        written=(NOTHING, *written),
        tcp=network,
    )
    try:
        if not landlock.restrict(allowed):
            lacks.append(
                "The kernel has no Landlock of version 2: this process may open every file of its user."
            )
    except OSError as error:
        lacks.append(f"Landlock is refused ({error}): this process may open every file of its user.")
    try:
        if not system_calls.restrict(network=network):
            lacks.append(
                f"There is no {system_calls.LIBRARY}: this process may start programs and open sockets."
            )
    except OSError as error:
        lacks.append(f"seccomp is refused ({error}): this process may start programs and open sockets.")
    return tuple(lacks)


def _own_files() -> tuple[Path, ...]:
    packages = tuple(ROOT / name for name in PACKAGES)
    pythons = tuple(
        Path(place) for place in {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    )
    return (*packages, *pythons, *map(Path, LIBRARIES), *map(Path, SYSTEM))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

"""A process on a quarter of this machine: the kernel's own limit on processor time, half a core of two.

Needs root and the `cpu` controller of either version of control groups. A group of its own is made for the
process, and goes with it.
"""

import contextlib
import os
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
NAME = "formbox-bench"
# A Raspberry Pi's core is a quarter of one here; so is this. The period is short, so that what is limited is
# slow at all times and not fast and then asleep; and it has one core, for on two a thread would sleep with
# what another waits for (Python's lock), which no slow core does.
QUOTA = "0.5"
PERIOD_US = 10_000


def why_not():
    """Why a process cannot be limited here, in one line; None when it can."""
    try:
        with limited(os.getpid(), 64.0):
            return None
    except OSError as error:
        return f"no limit on processor time can be set ({error})"


@contextlib.contextmanager
def limited(process, cores):
    """Let a process, with all its threads, have so many cores meanwhile; less than one: of one."""
    old = (ROOT / "cpu").is_dir()
    place = (ROOT / "cpu" if old else ROOT) / f"{NAME}-{process}"
    place.mkdir()
    try:
        quota_us = int(cores * PERIOD_US)
        if old:
            (place / "cpu.cfs_period_us").write_text(str(PERIOD_US))
            (place / "cpu.cfs_quota_us").write_text(str(quota_us))
        else:
            (place / "cpu.max").write_text(f"{quota_us} {PERIOD_US}")
        home = _group(process, old)
        (place / "cgroup.procs").write_text(str(process))
        every = os.sched_getaffinity(process)
        if cores < 1:
            os.sched_setaffinity(process, {min(every)})
        try:
            yield
        finally:
            os.sched_setaffinity(process, every)
            with contextlib.suppress(ProcessLookupError):
                (home / "cgroup.procs").write_text(str(process))
    finally:
        place.rmdir()


def _group(process, old):
    """Where the process is now."""
    for line in Path(f"/proc/{process}/cgroup").read_text().splitlines():
        number, names, path = line.split(":", 2)
        if (old and "cpu" in names.split(",")) or (not old and number == "0"):
            return (ROOT / "cpu" if old else ROOT) / path.lstrip("/")
    raise OSError("the process belongs to no group")

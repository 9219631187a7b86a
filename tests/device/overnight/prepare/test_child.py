"""The process that reads a strange file, when what it needs is refused."""

import json
import os
import subprocess
import sys

import pytest

from device.failure_reasons import Reason

# its work, replaced by what needs one thing only
WORK = """
import errno, sys
from device.overnight.prepare import child, preparing
def prepare(*_):
    {work}
preparing.prepare = prepare
sys.exit(child.main(sys.argv[1:]))
"""
MEGABYTES = 512


def told(folder, work):
    """The last line of the process, and its status."""
    done = subprocess.run(
        [sys.executable, "-c", WORK.format(work=work), str(folder), "lite", str(MEGABYTES), str(os.getpid())],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        # more than the limit of memory, which must really be in force: refused by the system, not by Python
        (f"bytearray({2 * MEGABYTES} * 2**20)", Reason.MEMORY),
        ("raise OSError(errno.ENOMEM, 'no memory')", Reason.MEMORY),
        ("raise OSError(errno.ENOSPC, 'no room')", Reason.DISK_FULL),
        ("raise OSError(errno.EIO, 'cannot be read')", Reason.DISK),
        ("open('/nowhere/at/all')", Reason.DISK),
    ],
)
def test_what_is_refused_is_said_in_plain_words(tmp_path, work, reason):
    assert told(tmp_path, work) == (0, {"failed": reason.name})


def test_what_fits_into_the_memory_is_not_refused(tmp_path):
    work = f"bytearray({MEGABYTES // 4} * 2**20); raise OSError(errno.ENOSPC, 'no room')"
    assert told(tmp_path, work) == (0, {"failed": Reason.DISK_FULL.name})

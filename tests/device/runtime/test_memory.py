import os
import platform
import subprocess
import sys
from pathlib import Path

from device.runtime.memory import give_back_freed_memory, give_back_now
from tests.needs import Need


def test_the_c_library_takes_the_thresholds():
    assert give_back_freed_memory() == (platform.libc_ver()[0] == "glibc")


def test_the_c_library_takes_one_heap():
    # in a process of its own: it cannot be taken back
    code = "from device.runtime.memory import share_one_heap; print(share_one_heap())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(platform.libc_ver()[0] == "glibc")


@Need.GLIBC.unless(platform.libc_ver()[0] == "glibc")
def test_what_refers_to_itself_goes_back_too():
    class Ring:
        pass

    def resident():
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    rings = []
    for _ in range(4000):  # 60 MB in pieces that are too small for pages of their own
        ring = Ring()
        ring.me, ring.data = ring, bytearray(15_000)
        rings.append(ring)
    before = resident()
    del rings, ring
    assert give_back_now()
    assert resident() < before - 40

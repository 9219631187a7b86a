import platform
import subprocess
import sys

from device.health.memory import give_back_freed_memory


def test_the_c_library_takes_the_thresholds():
    assert give_back_freed_memory() == (platform.libc_ver()[0] == "glibc")


def test_the_c_library_takes_one_heap():
    # in a process of its own: it cannot be taken back
    code = "from device.health.memory import share_one_heap; print(share_one_heap())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(platform.libc_ver()[0] == "glibc")

import platform

from device.health.memory import give_back_freed_memory


def test_the_c_library_takes_the_thresholds():
    assert give_back_freed_memory() == (platform.libc_ver()[0] == "glibc")

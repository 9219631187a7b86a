"""Versions of packages, Python, kernel and system, and the board's model, for the help bundle."""

import contextlib
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

SYSTEM: Final = Path("/")
PACKAGES: Final = ("formbox", "flask", "sqlalchemy", "av", "pygame-ce", "numba", "tflite-runtime")


def versions(system: Path = SYSTEM) -> dict[str, str]:
    """Name to version; what is not installed is left out."""
    found = {}
    for package in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found[package] = version(package)
    found["python"] = platform.python_version()
    found["kernel"] = f"{platform.release()} {platform.machine()}"
    with contextlib.suppress(OSError):
        found["system"] = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    with contextlib.suppress(OSError):
        model = (system / "sys/firmware/devicetree/base/model").read_text(errors="replace")
        found["board"] = model.strip("\0\n ")
    return found


def uptime_s() -> float:
    """Seconds since the machine started, suspended time included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)

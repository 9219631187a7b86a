"""What the box is made of: versions and the board, for those who are asked for help."""

import contextlib
import platform
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

SYSTEM: Final = Path("/")
PACKAGES: Final = ("formbox", "flask", "sqlalchemy", "av", "pygame-ce", "numba", "tflite-runtime")


def versions(system: Path = SYSTEM) -> dict[str, str]:
    """Name and version of what matters; what is not there is left out."""
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
    """How long the machine has been on."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)

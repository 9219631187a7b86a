"""The processor's temperature."""

import contextlib
from pathlib import Path
from typing import Final

from device.health.level import HealthLevel

SYSTEM: Final = Path("/")
# A Raspberry Pi slows down a little from 80 degrees on and firmly at 85 (its documentation of thermals).
WARM_C: Final = 75.0
HOT_C: Final = 82.0
# Degrees Celsius; readings outside are a sensor's error values.
SENSIBLE_C: Final = (1.0, 130.0)


def temperature_c(system: Path = SYSTEM) -> float | None:
    """The highest of the kernel's thermal zones, degrees Celsius; None without one."""
    found = []
    for zone in (system / "sys/class/thermal").glob("thermal_zone*/temp"):
        with contextlib.suppress(OSError, ValueError):
            found.append(int(zone.read_text()) / 1000)
    return max((value for value in found if SENSIBLE_C[0] < value < SENSIBLE_C[1]), default=None)


def level(celsius: float | None) -> HealthLevel:
    """BAD from HOT_C, FAIR from WARM_C, else GOOD; UNKNOWN for None."""
    if celsius is None:
        return HealthLevel.UNKNOWN
    if celsius >= HOT_C:
        return HealthLevel.BAD
    return HealthLevel.FAIR if celsius >= WARM_C else HealthLevel.GOOD

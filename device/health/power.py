"""Under-voltage of a Raspberry Pi: a weak power supply slows it down and damages memory cards.

Read from the kernel's sensor, else from the firmware's command vcgencmd. Other machines have neither.
"""

import contextlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from device.health.level import HealthLevel

SYSTEM: Final = Path("/")
SENSOR: Final = "rpi_volt"
COMMAND: Final = "vcgencmd"
# bits of `vcgencmd get_throttled`: under-voltage now, and at any time since the start
NOW: Final = 1 << 0
SINCE_START: Final = 1 << 16
# Seconds that the command may take.
COMMAND_S: Final = 2.0


def power(system: Path = SYSTEM) -> HealthLevel:
    """BAD: under-voltage now; FAIR: earlier since the start; GOOD; UNKNOWN: cannot be read."""
    for name in (system / "sys/class/hwmon").glob("hwmon*/name"):
        with contextlib.suppress(OSError, ValueError):
            if name.read_text().strip() == SENSOR:
                return (
                    HealthLevel.BAD
                    if int((name.parent / "in0_lcrit_alarm").read_text())
                    else HealthLevel.GOOD
                )
    program = shutil.which(COMMAND)
    return HealthLevel.UNKNOWN if program is None else _asked(program)


def of_bits(bits: int) -> HealthLevel:
    """The level of the answer of `vcgencmd get_throttled`."""
    if bits & NOW:
        return HealthLevel.BAD
    return HealthLevel.FAIR if bits & SINCE_START else HealthLevel.GOOD


def _asked(program: str) -> HealthLevel:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(  # noqa: S603 - fixed arguments
            [program, "get_throttled"], capture_output=True, text=True, timeout=COMMAND_S, check=True
        )
        found = re.fullmatch(r"throttled=0x([0-9a-f]+)", answer.stdout.strip())
        if found:
            return of_bits(int(found[1], 16))
    return HealthLevel.UNKNOWN

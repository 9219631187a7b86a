"""Whether a Raspberry Pi gets enough power: a weak supply slows it down and damages memory cards.

Asked of the kernel's sensor, else of the firmware's own command. Other machines have neither.
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
COMMAND_S: Final = 2.0


def power(system: Path = SYSTEM) -> HealthLevel:
    """BAD: too little now; FAIR: there was too little since the start; GOOD; or UNKNOWN."""
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
    """What the firmware's answer means."""
    if bits & NOW:
        return HealthLevel.BAD
    return HealthLevel.FAIR if bits & SINCE_START else HealthLevel.GOOD


def _asked(program: str) -> HealthLevel:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(  # noqa: S603 - the firmware's command, without a word of anybody else
            [program, "get_throttled"], capture_output=True, text=True, timeout=COMMAND_S, check=True
        )
        found = re.fullmatch(r"throttled=0x([0-9a-f]+)", answer.stdout.strip())
        if found:
            return of_bits(int(found[1], 16))
    return HealthLevel.UNKNOWN

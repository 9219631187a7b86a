"""The state of the box, as lines of the Box page: each reading in words, with its level."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask_babel import format_decimal
from flask_babel import gettext as _

from device.health import camera, disk, power, temperature
from device.health.level import HealthLevel
from device.store.settings import GIB

SYSTEM: Final = Path("/")


@dataclass(frozen=True, slots=True)
class Line:
    """One reading. key: its picture's name, and its name in a help bundle."""

    key: str
    title: str
    text: str
    level: HealthLevel


def condition(folder: Path, reserve: int, system: Path = SYSTEM) -> list[Line]:
    """All readings of the box; `reserve`: bytes that must stay free."""
    return [_disk(folder, reserve), _temperature(system), _power(system), _camera(system)]


def _disk(folder: Path, reserve: int) -> Line:
    found = disk.disk(folder)
    if found is None:
        return Line("disk", _("Disk"), _("unknown"), HealthLevel.UNKNOWN)
    words = _("%(free)s GB of %(total)s GB free", free=_gb(found.free), total=_gb(found.total))
    return Line("disk", _("Disk"), words, found.level(reserve))


def _temperature(system: Path) -> Line:
    celsius = temperature.temperature_c(system)
    level = temperature.level(celsius)
    if celsius is None:
        return Line("temperature", _("Temperature"), _("unknown"), level)
    words = {
        HealthLevel.BAD: _("%(degrees)s °C: too hot, the box slows down", degrees=round(celsius)),
        HealthLevel.FAIR: _("%(degrees)s °C: warm, give it air", degrees=round(celsius)),
    }.get(level, _("%(degrees)s °C", degrees=round(celsius)))
    return Line("temperature", _("Temperature"), words, level)


def _power(system: Path) -> Line:
    level = power.power(system)
    words = {
        HealthLevel.GOOD: _("enough"),
        HealthLevel.FAIR: _("It was too low at times since the start: use a stronger power supply."),
        HealthLevel.BAD: _("Too low: use a stronger power supply."),
        HealthLevel.UNKNOWN: _("unknown"),
    }[level]
    return Line("power", _("Power"), words, level)


def _camera(system: Path) -> Line:
    names = camera.cameras(system)
    if not names:
        return Line("camera", _("Camera"), _("none found"), HealthLevel.FAIR)
    return Line("camera", _("Camera"), ", ".join(names), HealthLevel.GOOD)


def _gb(count: int) -> str:
    return format_decimal(round(count / GIB, 1))

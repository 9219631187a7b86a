"""Local time: the night's hours, days, weeks, and the zone in which all of them are meant.

Decides what a window means on the two days a year on which the clock is changed. A time that does not exist
is taken as far after the change as it lies behind the start of the skipped hour; one that exists twice is its
first as a start and its last as an end. So no night is left out, and a day has 23 or 25 hours. A day of local
time becomes a moment here and nowhere else.
"""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

LOCALTIME: Final = Path("/etc/localtime")
# Debian's file with the name, where /etc/localtime is a copy and leads nowhere
ZONE_NAME: Final = "timezone"
ZONES: Final = "zoneinfo/"
# copies of all zones below these: the same names once more, which other programs do not know
VARIANTS: Final = ("posix/", "right/")


@dataclass(frozen=True, slots=True)
class Window:
    """From start to end, local time of day; over midnight when the end is the smaller. Not both the same."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """Raise ValueError for a window of no length."""
        if self.start == self.end:
            raise ValueError("the night must end at another time than it begins")


def window_of(start: str, end: str) -> Window:
    """The window from "HH:MM" to "HH:MM"."""
    return Window(time.fromisoformat(start), time.fromisoformat(end))


def is_night(now: datetime, window: Window, zone: tzinfo) -> bool:
    """Whether `now`, with its zone, lies in the window."""
    # yesterday's window may reach into today, and so may one that a clock change moved
    return any(start <= now < end for start, end in _nights(now, window, zone))


def last_night(now: datetime, window: Window, zone: tzinfo) -> tuple[datetime, datetime]:
    """Start and end, in UTC, of the night that is running, or else of the last one."""
    return max(night for night in _nights(now, window, zone) if night[0] <= now)


def zone_of_box(local: Path = LOCALTIME) -> tzinfo:
    """The zone of the system: TZ, where /etc/localtime leads, or the name beside it; UTC if none says."""
    named = os.environ.get("TZ", "").removeprefix(":") or _named(local)
    if ZONES in named:
        named = named.partition(ZONES)[2]
    for variant in VARIANTS:
        named = named.removeprefix(variant)
    try:
        return ZoneInfo(named) if named else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def local_day(now: datetime, zone: tzinfo) -> date:
    """The day that it is at that moment in the zone."""
    return now.astimezone(zone).date()


def day_begins(day: date, zone: tzinfo) -> datetime:
    """The first moment of a local day, in UTC; where midnight is skipped, the moment of the change."""
    return _first(day, time(), zone)


def monday_of(day: date) -> date:
    """The day on which its week begins."""
    return day - timedelta(days=day.weekday())


def _named(local: Path) -> str:
    if local.is_symlink():
        return str(local.resolve())
    try:
        return local.with_name(ZONE_NAME).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _nights(now: datetime, window: Window, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """Start and end of the nights around `now`, in UTC."""
    today = local_day(now, zone)
    spill = timedelta(days=1 if window.end < window.start else 0)
    days = [today + timedelta(days=step) for step in (-2, -1, 0, 1)]
    return [(_first(day, window.start, zone), _last(day + spill, window.end, zone)) for day in days]


def _first(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def _last(day: date, at: time, zone: tzinfo) -> datetime:
    # of a time that does not exist, the second reading would lie before the change
    return max(datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))

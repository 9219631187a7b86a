"""The night's hours, a window of local time: whether it is night, when the last one was, and in which zone.

Decides what a window means on the two days a year on which the clock is changed. A time that does not exist
is taken as far after the change as it lies behind the start of the skipped hour; one that exists twice is its
first as a start and its last as an end. So no night is left out.
"""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

LOCALTIME: Final = Path("/etc/localtime")
ZONES: Final = "zoneinfo/"


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
    """The zone of the system: TZ, or where /etc/localtime leads; UTC if neither says."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named and local.is_symlink():
        target = str(local.resolve())
        named = target.partition(ZONES)[2]
    try:
        return ZoneInfo(named) if named else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def _nights(now: datetime, window: Window, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """Start and end of the nights around `now`, in UTC."""
    today = now.astimezone(zone).date()
    spill = timedelta(days=1 if window.end < window.start else 0)
    days = [today + timedelta(days=step) for step in (-2, -1, 0, 1)]
    return [(_first(day, window.start, zone), _last(day + spill, window.end, zone)) for day in days]


def _first(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def _last(day: date, at: time, zone: tzinfo) -> datetime:
    # of a time that does not exist, the second reading would lie before the change
    return max(datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))

"""The household's news for the idle screen: who trained on which day, which lessons the night prepared.

A week is the present one, from Monday, in the household's time zone; names of days are CLDR's (Babel).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from babel.dates import format_date
from sqlalchemy.orm import Session

from device.night_hours import day_begins, last_night, local_day, monday_of, window_of
from device.scenes.colours import GUEST, rgb
from device.scenes.dates import locale_of
from device.store import lessons, matches, settings
from device.store.members import members
from device.views import Day

DAYS: Final = 7
# Names of prepared lessons at most; the library has them all.
PREPARED_MAX: Final = 6
WEEKDAY: Final = "ccc"  # "Mon", "週一", "월"


@dataclass(frozen=True, slots=True)
class News:
    """Fields of IdleView. prepared: names of lessons; working: name and percent of the one being prepared."""

    week: tuple[Day, ...] = ()
    prepared: tuple[str, ...] = ()
    working: tuple[str, float] | None = None


def news(session: Session, now: datetime) -> News:
    """The news as of now, in the household's language and time zone."""
    chosen = settings.load(session)
    zone = chosen.zone
    began, ended = last_night(now, window_of(chosen.night_start, chosen.night_end), zone)
    ready = lessons.prepared_between(session, began, ended)
    busy = lessons.in_work(session, now)
    return News(
        week(session, now, zone, chosen.language),
        tuple(lesson.name for lesson in ready[:PREPARED_MAX]),
        None if busy is None or busy.job is None else (busy.lesson.name, busy.job.percent),
    )


def week(session: Session, now: datetime, zone: tzinfo, language: str) -> tuple[Day, ...]:
    """Minutes of each person on each day of the present week, Monday first; () before the first match."""
    if not matches.count(session):
        return ()
    today = local_day(now, zone)
    monday = monday_of(today)
    minutes = matches.minutes_by_day(session, day_begins(monday, zone), zone)
    colours = {member.id: rgb(member.colour) for member in members(session)}
    days = []
    for step in range(DAYS):
        day = monday + timedelta(days=step)
        trained = minutes.get(day, {})
        shares = [(colour, trained[one]) for one, colour in colours.items() if trained.get(one)]
        guests = sum(trained[one] for one in trained if one not in colours)
        shares += [(GUEST, guests)] if guests else []
        name = format_date(day, WEEKDAY, locale=locale_of(language))
        days.append(Day(name, tuple(shares), today=day == today))
    return tuple(days)

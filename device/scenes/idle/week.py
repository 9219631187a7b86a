"""What the waiting TV tells of the house: who trained on which day, what the night made ready, what it is at.

Decides which days are this week. What is written about them, and where,
is decided by the screens; days and dates are named as CLDR names them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from babel.dates import format_date, format_skeleton
from sqlalchemy.orm import Session

from device.night_hours import last_night, window_of
from device.scenes.colours import GUEST, rgb
from device.store import lessons, matches, settings
from device.store.members import members
from device.views import Day

DAYS: Final = 7
# More names than these are no news but a list, and that is what the library is for.
PREPARED_MAX: Final = 6
WEEKDAY: Final = "ccc"  # "Mon", "週一", "월"
DATE: Final = "MMMEd"  # "Sat, Mar 14", "3月14日 週六", "3월 14일 (토)"


@dataclass(frozen=True, slots=True)
class News:
    """For the waiting screen, as its view wants them (`IdleView`)."""

    week: tuple[Day, ...] = ()
    prepared: tuple[str, ...] = ()
    working: tuple[str, float] | None = None


def news(session: Session, now: datetime) -> News:
    """What there is to tell now, in the household's language and time."""
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
    """The present week, Monday first, people in the household's order; () while nobody has ever trained."""
    if not matches.count(session):
        return ()
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    minutes = matches.minutes_by_day(session, datetime.combine(monday, time(), zone), zone)
    colours = {member.id: rgb(member.colour) for member in members(session)}
    days = []
    for step in range(DAYS):
        day = monday + timedelta(days=step)
        trained = minutes.get(day, {})
        shares = [(colour, trained[one]) for one, colour in colours.items() if trained.get(one)]
        guests = sum(trained[one] for one in trained if one not in colours)
        shares += [(GUEST, guests)] if guests else []
        name = format_date(day, WEEKDAY, locale=_locale(language))
        days.append(Day(name, tuple(shares), today=day == today))
    return tuple(days)


def date_line(local: datetime, language: str) -> str:
    """The day as it stands below a clock: "Sat, Mar 14"; `local` is the time in the household's zone."""
    return format_skeleton(DATE, local, locale=_locale(language))


def _locale(language: str) -> str:
    return language.replace("-", "_")

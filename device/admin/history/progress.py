"""Summaries of a list of matches: minutes by day, weeks, streaks, scores by lesson.

Decides what counts as a day (the household's own, from midnight to midnight where it lives) and as a streak.
Pure functions: no database, no clock, no words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import Final

from device.night_hours import local_day, monday_of
from device.store.matches import Played

DAYS: Final = 7
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the calendar; seconds trained, None when it has not come yet."""

    date: date
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Streaks:
    """Days in a row with training, now and at most; and weeks in a row until now.

    A streak still runs while its last day was yesterday: today is not over.
    """

    days: int
    days_most: int
    weeks: int


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """One lesson's scores over time, the oldest first, without matches that have none."""

    lesson_id: int | None
    name: str
    points: tuple[tuple[datetime, float], ...]
    seconds: float

    @property
    def best(self) -> float:
        """The highest score."""
        return max(score for _, score in self.points)


def by_day(played: Iterable[Played], zone: tzinfo) -> dict[date, float]:
    """Seconds trained by day. A match belongs to the day on which it began."""
    days: dict[date, float] = {}
    for one in played:
        day = local_day(one.played_at, zone)
        days[day] = days.get(day, 0.0) + one.duration_s
    return days


def calendar(days: Mapping[date, float], today: date, weeks: int) -> tuple[tuple[CalendarDay, ...], ...]:
    """The last `weeks` weeks with this one at the end, each from Monday to Sunday."""
    monday = monday_of(today) - timedelta(days=DAYS * (weeks - 1))
    return tuple(
        tuple(
            CalendarDay(day, days.get(day, 0.0) if day <= today else None)
            for day in (monday + timedelta(days=DAYS * week + number) for number in range(DAYS))
        )
        for week in range(weeks)
    )


def streaks(days: Iterable[date], today: date) -> Streaks:
    """The streaks in these days with training."""
    trained = {day for day in days if day <= today}
    mondays = {monday_of(day) for day in trained}
    weeks = _run(mondays, monday_of(today), DAYS * ONE_DAY)
    return Streaks(_run(trained, today, ONE_DAY), _longest(sorted(trained)), weeks)


def since(played: Iterable[Played], moment: datetime) -> float:
    """Seconds trained since `moment`."""
    return sum(one.duration_s for one in played if one.played_at >= moment)


def by_lesson(played: Iterable[Played]) -> list[LessonProgress]:
    """Lessons with a score, the last played first. Deleted lessons are told apart by name."""
    found: dict[object, list[Played]] = {}
    for one in sorted(played, key=lambda one: one.played_at):
        found.setdefault(one.lesson_id or one.lesson_name, []).append(one)
    lines = [
        _lesson_progress(matches)
        for matches in found.values()
        if any(one.final is not None for one in matches)
    ]
    return sorted(lines, key=lambda line: line.points[-1][0], reverse=True)


def _lesson_progress(matches: Sequence[Played]) -> LessonProgress:
    points = tuple((one.played_at, one.final) for one in matches if one.final is not None)
    seconds = sum(one.duration_s for one in matches)
    return LessonProgress(matches[-1].lesson_id, matches[-1].lesson_name, points, seconds)


def _run(trained: set[date], last: date, step: timedelta) -> int:
    """The number of steps back without a gap, from `last` or from the step before it."""
    if last not in trained:
        last -= step
    count = 0
    while last in trained:
        count, last = count + 1, last - step
    return count


def _longest(trained: Sequence[date]) -> int:
    if not trained:
        return 0
    longest = current = 1
    for before, after in pairwise(trained):
        current = current + 1 if after - before == ONE_DAY else 1
        longest = max(longest, current)
    return longest

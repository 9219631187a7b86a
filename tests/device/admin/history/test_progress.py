from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from device.admin.history.progress import by_day, by_lesson, calendar, since, streaks
from device.store.matches import Played

NUMBER = count(1)
SATURDAY = date(2026, 3, 14)


def played(moment, *, final=80.0, seconds=600.0, lesson="Squats", lesson_id=1):
    number = next(NUMBER)
    return Played(number, number, 1, lesson_id, lesson, moment, seconds, final, 1)


def days_ago(*numbers):
    return [SATURDAY - timedelta(days=number) for number in numbers]


def slow_streak(trained, today):
    """Day by day backwards."""
    for start in (today, today - timedelta(days=1)):
        if start in trained:
            length = 0
            while start - timedelta(days=length) in trained:
                length += 1
            return length
    return 0


def test_a_match_belongs_to_the_day_where_the_household_lives():
    late = played(datetime(2026, 3, 14, 23, 30, tzinfo=UTC))
    assert by_day([late], UTC) == {date(2026, 3, 14): 600.0}
    assert by_day([late, late], ZoneInfo("Asia/Seoul")) == {date(2026, 3, 15): 1200.0}


def test_the_day_of_a_clock_change_is_one_day():
    berlin = ZoneInfo("Europe/Berlin")
    hours = [datetime(2026, 3, 28, 23, tzinfo=UTC) + timedelta(hours=n) for n in range(23)]
    assert set(by_day([played(hour) for hour in hours], berlin)) == {date(2026, 3, 29)}


def test_the_calendar_ends_with_this_week_and_leaves_the_future_open():
    weeks = calendar({SATURDAY: 60.0}, SATURDAY, 3)
    assert [len(week) for week in weeks] == [7, 7, 7]
    assert weeks[0][0].date == date(2026, 2, 23)
    assert [day.seconds for day in weeks[-1]] == [0.0] * 5 + [60.0, None]


def test_a_streak_still_runs_while_today_is_not_over():
    assert streaks(days_ago(1, 2, 3), SATURDAY).days == 3
    assert streaks(days_ago(0, 1, 2, 3), SATURDAY).days == 4
    assert streaks(days_ago(2, 3), SATURDAY).days == 0
    assert streaks([], SATURDAY) == streaks(days_ago(-1), SATURDAY)


def test_the_longest_streak_and_the_weeks():
    found = streaks(days_ago(0, 8, 9, 10, 11, 30), SATURDAY)
    assert (found.days, found.days_most, found.weeks) == (1, 4, 2)
    assert streaks(days_ago(7, 14), SATURDAY).weeks == 2


@given(st.sets(st.integers(0, 40)))
def test_streaks_are_what_counting_gives(numbers):
    trained = set(days_ago(*numbers))
    found = streaks(trained, SATURDAY)
    assert found.days == slow_streak(trained, SATURDAY)
    assert found.days_most == max((slow_streak(trained, day) for day in trained), default=0)
    assert found.days <= found.days_most


def test_time_is_summed_from_a_moment_on():
    now = datetime(2026, 3, 14, tzinfo=UTC)
    assert since([played(now), played(now - timedelta(seconds=1)), played(now + timedelta(1))], now) == 1200.0


def test_lessons_have_their_scores_in_order():
    start = datetime(2026, 3, 1, tzinfo=UTC)
    found = by_lesson(
        [
            played(start + timedelta(3), final=90.0),
            played(start, final=70.0, lesson="Squats (old name)"),
            played(start + timedelta(1), final=None),
            played(start + timedelta(5), lesson="Gone", lesson_id=None),
            played(start + timedelta(6), final=None, lesson="Dark", lesson_id=3),
        ]
    )
    assert [line.name for line in found] == ["Gone", "Squats"]
    squats = found[1]
    assert [score for _, score in squats.points] == [70.0, 90.0]
    assert (squats.best, squats.seconds) == (90.0, 1800.0)

"""A local day, week or night on the page and on the TV, in every zone and on the days of clock changes.

The report was a match on Monday at 00:10 that the page did not count for the week: a zone of pytz was put
into a time, which is then minutes or an hour off. By the same cause a day can end at the wrong hour, an
export can have another day than the page, a day of 23 or 25 hours can move a week's begin, and a zone that
only one of two libraries knows can end a page.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from device.admin.history.progress import by_day, streaks
from device.night_hours import LOCALTIME, day_begins, zone_of_box
from device.scenes.idle.week import news
from device.store import matches, settings
from device.store.matches import Played
from device.store.tables import Match, Player
from tests.device.admin.pages import text_of

# zone, now, a match of one minute, minutes this week, its day, kind; times are local
ORIGINS = (
    ("Asia/Seoul", "2026-07-15T20:00", "2026-07-13T00:10", 1, "2026-07-13", "Monday just after midnight"),
    ("Asia/Seoul", "2026-07-15T20:00", "2026-07-12T23:50", 0, "2026-07-12", "Sunday just before"),
    ("Asia/Seoul", "2026-07-13T00:20", "2026-07-13T00:10", 1, "2026-07-13", "the week is minutes old"),
    ("Europe/Berlin", "2026-07-15T20:00", "2026-07-13T00:10", 1, "2026-07-13", "summer time"),
    ("Europe/Berlin", "2026-07-15T20:00", "2026-07-12T23:50", 0, "2026-07-12", "summer time, Sunday"),
    ("Europe/Berlin", "2026-01-14T20:00", "2026-01-12T00:10", 1, "2026-01-12", "winter time"),
    ("Europe/Berlin", "2026-03-29T20:00", "2026-03-23T00:10", 1, "2026-03-23", "a week of 167 hours"),
    ("Europe/Berlin", "2026-03-29T20:00", "2026-03-22T23:50", 0, "2026-03-22", "a week of 167 hours"),
    ("Europe/Berlin", "2026-03-29T20:00", "2026-03-29T01:59", 1, "2026-03-29", "a day of 23 hours"),
    ("Europe/Berlin", "2026-10-25T20:00", "2026-10-19T00:10", 1, "2026-10-19", "a week of 169 hours"),
    ("Europe/Berlin", "2026-10-25T20:00", "2026-10-25T02:30", 1, "2026-10-25", "an hour that comes twice"),
    ("Asia/Kolkata", "2026-07-15T20:00", "2026-07-13T00:10", 1, "2026-07-13", "half an hour"),
    ("Asia/Kathmandu", "2026-07-15T20:00", "2026-07-13T00:10", 1, "2026-07-13", "a quarter of an hour"),
    ("Pacific/Kiritimati", "2026-07-15T20:00", "2026-07-13T00:10", 1, "2026-07-13", "14 h ahead"),
    ("Pacific/Pago_Pago", "2026-07-15T20:00", "2026-07-13T00:10", 1, "2026-07-13", "11 h behind"),
    ("America/Santiago", "2026-09-09T20:00", "2026-09-06T23:50", 0, "2026-09-06", "midnight was skipped"),
    ("America/Havana", "2026-11-04T20:00", "2026-11-02T00:10", 1, "2026-11-02", "midnight came twice"),
)


def at(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(("zone", "now", "played", "minutes", "day", "kind"), ORIGINS)
def test_a_match_counts_for_the_week_and_day_on_which_it_began(
    app, member, database, clock, zone, now, played, minutes, day, kind
):
    clock.now = at(now, zone)
    phone = app.test_client().sign_in(member)
    part = Player(
        place=0, member_id=member.id, joints={}, angles={}, live=[], corrections=[], summary={}, final=80.0
    )
    match = Match(
        lesson_name="Yoga", played_at=at(played, zone), duration_s=60.0, method="adaptive", players=[part]
    )
    with database.session() as session:
        settings.save(session, timezone=zone)
        matches.add(session, match)
    page = text_of(phone.get("/history/"))
    assert dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))["This week"] == f"{minutes} min", kind
    with database.reading() as session:
        week = news(session, clock.now).week
    assert sum(share for one in week for _, share in one.minutes) == minutes
    if minutes:
        assert week[date.fromisoformat(day).weekday()].minutes
    assert f"{day}T{played[11:]}" in text_of(phone.get("/history/export.csv"))


def test_a_streak_goes_on_over_a_day_of_23_and_of_25_hours():
    berlin = ZoneInfo("Europe/Berlin")
    for last in (date(2026, 3, 30), date(2026, 10, 26)):
        late = [
            datetime(day.year, day.month, day.day, hour, 59, tzinfo=berlin).astimezone(UTC)
            for day in (last - timedelta(days=step) for step in range(5))
            for hour in (0, 23)
        ]
        parts = [Played(n, n, 1, None, "Yoga", one, 60.0, None, 1) for n, one in enumerate(late)]
        days = by_day(parts, berlin)
        assert set(days.values()) == {120.0}
        assert streaks(days, last).days == 5


@pytest.mark.parametrize(
    ("zone", "day", "begins", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-28T23:00", 23),
        ("Europe/Berlin", date(2026, 10, 25), "2026-10-24T22:00", 25),
        ("America/Santiago", date(2026, 9, 6), "2026-09-06T04:00", 23),
        ("America/Havana", date(2026, 11, 1), "2026-11-01T04:00", 25),
        ("Asia/Seoul", date(2026, 7, 13), "2026-07-12T15:00", 24),
    ],
)
def test_a_day_begins_once(zone, day, begins, hours):
    start, end = (day_begins(day + timedelta(days=step), ZoneInfo(zone)) for step in (0, 1))
    assert f"{start:%Y-%m-%dT%H:%M}" == begins
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("posix/Europe/Berlin", "Europe/Berlin"),
        ("right/Asia/Seoul", "Asia/Seoul"),
        ("/usr/share/zoneinfo/Asia/Seoul", "Asia/Seoul"),
        ("CET-1CEST", "UTC"),
        ("Moon/Crater", "UTC"),
    ],
)
def test_every_page_opens_whatever_the_system_calls_its_zone(
    member_client, member, play, monkeypatch, named, found
):
    monkeypatch.setenv("TZ", named)
    assert str(zone_of_box(LOCALTIME)) == found
    (player_id,) = play(member)
    assert text_of(member_client.get("/history/"))
    assert text_of(member_client.get(f"/history/{player_id}"))


def test_a_system_whose_localtime_is_a_copy_names_its_zone_beside_it(tmp_path, monkeypatch):
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "localtime").write_bytes(b"TZif2")
    (tmp_path / "timezone").write_text("Asia/Seoul\n")
    assert zone_of_box(tmp_path / "localtime") == ZoneInfo("Asia/Seoul")

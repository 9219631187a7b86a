import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from device.scenes.colours import GUEST, rgb
from device.scenes.dates import date_line
from device.scenes.idle import week
from device.scenes.idle.week import News, news
from device.store import jobs, matches, settings
from device.store.lessons import create
from device.store.members import add_member
from device.store.tables import Match, Member, Player, Role
from device.words.languages import LANGUAGES

SEOUL = ZoneInfo("Asia/Seoul")
# index of Saturday, the day of `now`; in Seoul it is Sunday
TODAY = 5


@pytest.fixture
def people(database, now):
    """Mia is blue, Noah pink."""
    with database.session() as session:
        return [
            add_member(session, now, name, Role.MEMBER, colour, "en", "secret").id
            for name, colour in (("Mia", "#89a4ff"), ("Noah", "#ff96d6"))
        ]


def play(database, at, *member_ids, minutes=6):
    parts = [
        Player(place=place, member_id=one, joints={}, angles={}, live=[], corrections=[], summary={})
        for place, one in enumerate(member_ids)
    ]
    match = Match(
        lesson_name="Yoga", played_at=at, duration_s=minutes * 60.0, method="adaptive", players=parts
    )
    with database.session() as session:
        matches.add(session, match)


def test_a_household_that_never_trained_has_no_week(database, people, now):
    with database.reading() as session:
        assert news(session, now) == News()


def test_the_week_shows_who_trained_on_which_day(database, people, now):
    mia, noah = people
    play(database, now - timedelta(days=3), noah, mia)
    play(database, now, mia)
    play(database, now, mia, minutes=4)
    play(database, now, None, minutes=2)
    play(database, now - timedelta(days=7), mia)
    with database.session() as session:
        settings.save(session, timezone="UTC")
    with database.reading() as session:
        days = news(session, now).week
    assert [day.name for day in days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [day.today for day in days] == [number == TODAY for number in range(7)]
    blue, pink = rgb("#89a4ff"), rgb("#ff96d6")
    assert days[2].minutes == ((blue, 6.0), (pink, 6.0))
    assert days[TODAY].minutes == ((blue, 10.0), (GUEST, 2.0))
    assert all(days[number].minutes == () for number in (0, 1, 3, 4, 6))


def test_a_week_without_training_is_empty_and_there(database, people, now):
    play(database, now - timedelta(days=30), people[0])
    with database.reading() as session:
        days = week.week(session, now, UTC, "en")
    assert len(days) == 7
    assert not any(day.minutes for day in days)


def test_the_week_is_the_households_own(database, people, now):
    """What was Saturday evening in London was Sunday morning in Seoul, and Sunday evening is next week."""
    play(database, now, people[0])
    with database.reading() as session:
        here = week.week(session, now, SEOUL, "ko")
        later = week.week(session, now + timedelta(hours=20), SEOUL, "ko")
    assert here[6].today
    assert here[6].minutes
    assert later[0].today
    assert not any(day.minutes for day in later)


def test_a_former_member_trained_as_a_guest(database, people, now):
    play(database, now, people[0])
    with database.session() as session:
        session.delete(session.get_one(Member, people[0]))
    with database.reading() as session:
        assert week.week(session, now, UTC, "en")[TODAY].minutes == ((GUEST, 6.0),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_have_short_names_in_every_language(database, people, now, language):
    play(database, now, people[0])
    with database.reading() as session:
        names = [day.name for day in week.week(session, now, UTC, language)]
    assert len(set(names)) == 7
    assert all(len(name) <= 3 for name in names)
    date = date_line(now, language)
    assert "14" in date
    if language != "en":
        assert not any(letter.isascii() and letter.isalpha() for name in (*names, date) for letter in name)


def test_the_date_is_that_of_the_house(now):
    # how CLDR puts the parts together changes with its releases
    assert re.fullmatch(r"Sat,?\s+Mar\s+14", date_line(now, "en"))
    assert re.fullmatch(r"3月15日\W*週日\W?", date_line(now.astimezone(SEOUL), "zh-Hant"))


def test_news_has_the_lessons_that_the_night_prepared_and_the_one_in_work(database, people, now):
    morning = datetime(2026, 3, 14, 3, 0, tzinfo=UTC)
    with database.session() as session:
        settings.save(session, timezone="UTC")
        for name, at in (("Yoga", 0), ("Tai Chi", 1), ("Old", -24), ("By day", 9)):
            create(session, now, None, name, "a.mp4").prepared_at = morning + timedelta(hours=at)
        job = jobs.add(session, create(session, now, None, "Dance", "d.mp4").id, "full", now)
        jobs.receive(session)
        jobs.begin(job, now)
        jobs.progress(job, now, 37.5, None, "poses")
    with database.reading() as session:
        found = news(session, now)
    assert found.prepared == ("Tai Chi", "Yoga")
    assert found.working == ("Dance", 37.5)


def test_a_colour_is_three_numbers():
    assert rgb("#89a4ff") == (0x89, 0xA4, 0xFF)
    with pytest.raises(ValueError, match="hex"):
        rgb("#nonono")

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.night_hours import Window, is_night, last_night, window_of, zone_of_box

SEOUL = ZoneInfo("Asia/Seoul")
BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # half an hour of summer time
NIGHT = window_of("01:00", "06:00")


def at(text, zone=BERLIN, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-01-10T00:59:59", False),
        ("2026-01-10T01:00:00", True),
        ("2026-01-10T05:59:59", True),
        ("2026-01-10T06:00:00", False),
        ("2026-01-10T13:00:00", False),
    ],
)
def test_the_night_is_from_its_start_to_before_its_end(moment, night):
    assert is_night(at(moment), NIGHT, BERLIN) is night
    assert is_night(at(moment).astimezone(UTC), NIGHT, BERLIN) is night


@pytest.mark.parametrize(
    ("hour", "night"), [(21, False), (22, True), (23, True), (0, True), (4, True), (5, False)]
)
def test_a_night_goes_over_midnight(hour, night):
    assert is_night(at(f"2026-01-10T{hour:02d}:00"), window_of("22:00", "05:00"), BERLIN) is night


def open_hours(window, zone, day):
    """Minutes of a local day and the day after in which the window is open."""
    start = datetime.fromisoformat(day).replace(hour=12, tzinfo=zone).astimezone(UTC) - timedelta(days=1)
    minutes = [start + timedelta(minutes=step) for step in range(24 * 60)]
    return sum(is_night(minute, window, zone) for minute in minutes) / 60


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 5), ("2026-03-29", 4), ("2026-10-25", 6)])
def test_the_hour_that_a_changed_clock_takes_or_gives_counts(day, hours):
    assert open_hours(NIGHT, BERLIN, day) == hours


def test_a_window_inside_the_skipped_hour_comes_after_it():
    window = window_of("02:15", "02:45")
    assert open_hours(window, BERLIN, "2026-03-29") == 0.5
    assert is_night(at("2026-03-29T03:20"), window, BERLIN)
    assert not is_night(at("2026-03-29T03:50"), window, BERLIN)


def test_a_window_inside_the_doubled_hour_is_open_from_its_first_start_to_its_last_end():
    window = window_of("02:15", "02:45")
    assert open_hours(window, BERLIN, "2026-10-25") == 1.5
    assert is_night(at("2026-10-25T02:30", fold=0), window, BERLIN)
    assert is_night(at("2026-10-25T02:30", fold=1), window, BERLIN)
    assert not is_night(at("2026-10-25T02:50", fold=1), window, BERLIN)


def test_half_an_hour_of_summer_time():
    assert open_hours(NIGHT, LORD_HOWE, "2026-10-04") == 4.5


moments = st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01"))
clock = st.times().map(lambda value: value.replace(second=0, microsecond=0))


@given(clock, clock, moments)
def test_where_the_clock_never_changes_it_is_the_time_of_day_that_counts(start, end, moment):
    if start == end:
        return
    seoul = ZoneInfo("Asia/Seoul")
    local = moment.replace(tzinfo=seoul).timetz().replace(tzinfo=None)
    inside = start <= local < end if start < end else local >= start or local < end
    assert is_night(moment.replace(tzinfo=seoul), Window(start, end), seoul) is inside


def test_a_window_without_length_is_refused():
    with pytest.raises(ValueError, match="end"):
        Window(time(1), time(1))


def test_the_boxs_zone_is_the_systems(tmp_path, monkeypatch):
    monkeypatch.delenv("TZ", raising=False)
    real = tmp_path / "zoneinfo" / "Asia" / "Seoul"
    real.parent.mkdir(parents=True)
    real.touch()
    link = tmp_path / "localtime"
    assert zone_of_box(link) is UTC
    link.symlink_to(real)
    assert zone_of_box(link) == ZoneInfo("Asia/Seoul")
    monkeypatch.setenv("TZ", ":Europe/Berlin")
    assert zone_of_box(link) == BERLIN
    monkeypatch.setenv("TZ", "Nowhere/Else")
    assert zone_of_box(link) is UTC


@pytest.mark.parametrize(
    ("night", "now", "began", "ended"),
    [
        (("01:00", "06:00"), "14T19:30", "14T01:00", "14T06:00"),
        (("01:00", "06:00"), "14T03:00", "14T01:00", "14T06:00"),
        (("01:00", "06:00"), "14T00:30", "13T01:00", "13T06:00"),
        (("23:00", "05:00"), "14T19:30", "13T23:00", "14T05:00"),
        (("23:00", "05:00"), "14T02:00", "13T23:00", "14T05:00"),
        (("23:00", "05:00"), "14T23:30", "14T23:00", "15T05:00"),
    ],
)
def test_the_last_night_is_the_one_that_began_last(night, now, began, ended):
    moments = [
        datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=SEOUL) for text in (now, began, ended)
    ]
    assert last_night(moments[0].astimezone(UTC), window_of(*night), SEOUL) == (moments[1], moments[2])


def test_the_last_night_knows_a_changed_clock():
    """02:30 does not exist on the day of the change in spring, and exists twice in autumn."""
    window = window_of("02:30", "06:00")
    spring = last_night(at("2026-03-29T12:00"), window, BERLIN)
    assert spring == (at("2026-03-29T03:30"), at("2026-03-29T06:00"))
    began, ended = last_night(at("2026-10-25T12:00"), window, BERLIN)
    # a time that exists twice is equal to none of another zone
    assert began == at("2026-10-25T02:30", fold=0).astimezone(UTC)
    assert ended - began == timedelta(hours=4, minutes=30)

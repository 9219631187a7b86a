from datetime import date

from device.admin.history import charts
from device.messages import Level
from device.tv.drawing.theme import level_of


def test_levels_are_those_of_the_tv():
    tv = {Level.UNKNOWN: "none", Level.GOOD: "good", Level.FAIR: "fair", Level.BAD: "bad"}
    for score in (None, *range(101)):
        assert charts.level(score) == tv[level_of(score)]
    assert [charts.level(score) for score in (None, 0, 59.9, 60, 84.9, 85)] == [
        "none",
        "bad",
        "bad",
        "fair",
        "fair",
        "good",
    ]


def test_a_day_is_dark_by_its_minutes():
    assert [charts.shade(60 * minutes) for minutes in (0, 1, 5, 6, 15, 16, 30, 31)] == [
        0,
        1,
        1,
        2,
        2,
        3,
        3,
        4,
    ]
    assert date(2026, 3, 14).weekday() == 5

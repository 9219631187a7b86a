from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from device.admin.history import charts
from device.messages import Level
from device.tv.drawing.theme import level_of
from tests.device.admin.conftest import EVENING


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


@pytest.fixture
def drawn(app):
    """The shapes of a chart, by their tag."""

    def make(chart, *words, **more):
        with app.test_request_context():
            svg = ET.fromstring(str(chart(*words, **more)))
        return {tag: list(svg.iter(tag)) for tag in ("circle", "line", "polyline", "rect", "text")}

    return make


def at(shape, *names):
    return tuple(float(shape.attrib[name]) for name in names)


def grid(shapes):
    """Where the lines of 0, the two grades and 100 are."""
    return [at(line, "y1")[0] for line in shapes["line"] if line.attrib["class"] == "grid"]


def test_scores_stand_at_their_time_and_height(drawn):
    points = [(EVENING + timedelta(days=days), score) for days, score in ((0, 0.0), (1, 50.0), (4, 100.0))]
    shapes = drawn(charts.score_chart, points, "Scores")
    zero, *_, full = grid(shapes)
    left, right = charts.LEFT, charts.WIDTH - charts.RIGHT
    places = [at(dot, "cx", "cy") for dot in shapes["circle"]]
    expected = [(left, zero), (left + (right - left) / 4, (zero + full) / 2), (right, full)]
    assert places == [pytest.approx(place, abs=0.06) for place in expected]
    assert [dot.attrib["class"] for dot in shapes["circle"]] == ["dot bad", "dot bad", "dot good"]
    (line,) = shapes["polyline"]
    assert [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()] == places
    assert [text.text for text in shapes["text"] if text.attrib.get("class") == "value"] == ["100"]


def test_one_score_stands_in_the_middle_without_a_line(drawn):
    shapes = drawn(charts.score_chart, [(EVENING, 70.0)], "Scores")
    (dot,) = shapes["circle"]
    assert at(dot, "cx")[0] == pytest.approx((charts.LEFT + charts.WIDTH - charts.RIGHT) / 2, abs=0.06)
    assert shapes["polyline"] == []


def test_a_matchs_curve_has_gaps_and_its_moments_are_marked(drawn):
    live = [(0.0, 100.0), (10.0, 0.0), (20.0, None), (40.0, 50.0), (60.0, 60.0)]
    marks = [(0.0, "best", "Best"), (30.0, "worst", "Worst"), (60.0, "end", "End")]
    shapes = drawn(charts.live_chart, live, 60.0, "Match", before=[(0.0, 40.0), (60.0, 40.0)], marks=marks)
    zero, *_, full = grid(shapes)
    left, right = charts.LEFT, charts.WIDTH - charts.RIGHT
    middle = (left + right) / 2
    before, *pieces = shapes["polyline"]
    assert before.attrib["class"] == "line before"
    first, second = (
        [tuple(map(float, pair.split(","))) for pair in piece.attrib["points"].split()] for piece in pieces
    )
    assert first == [pytest.approx((left, full)), pytest.approx((left + (right - left) / 6, zero), abs=0.06)]
    assert second[0] == pytest.approx((left + (right - left) * 2 / 3, (zero + full) / 2), abs=0.06)
    assert len(second) == 2
    found = [at(line, "x1", "x2") for line in shapes["line"] if "mark" in line.attrib["class"]]
    assert found == [(x, x) for x in (left, middle, right)]
    said = {text.text: (at(text, "x")[0], text.attrib["text-anchor"]) for text in shapes["text"]}
    for word, clock, x, anchor in (
        ("Best", "0:00", left, "start"),
        ("Worst", "0:30", middle, "middle"),
        ("End", "1:00", right, "end"),
    ):
        assert said[word] == said[clock] == (x, anchor)


def test_a_match_of_no_length_is_drawn_all_the_same(drawn):
    shapes = drawn(charts.live_chart, [(0.0, 50.0), (0.0, 60.0)], 0.0, "Match")
    (line,) = shapes["polyline"]
    assert {pair.split(",")[0] for pair in line.attrib["points"].split()} == {str(charts.LEFT)}

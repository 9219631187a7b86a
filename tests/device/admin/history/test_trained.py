"""Repetitions on the page: rows of a match, exercises over time, muscles of the week."""

import json
from datetime import timedelta

import pytest

from device.admin.history import muscles, trained
from device.admin.history.exercise_chart import exercise_chart
from device.store.repetitions import Done
from scoring.exercises.exercise import Muscle
from scoring.repetitions.repetition import Verdict
from tests.device.admin.conftest import EVENING, join
from tests.device.admin.pages import drawings, text_of
from tests.device.store.furnished import repetition


def rows(*changes):
    return [repetition(number, **change) for number, change in enumerate(changes, start=1)]


MATCH = (
    {},
    {"verdict": "shallow", "reach": 0.5},
    {"verdict": "shallow", "reach": 0.2, "counted": False},
    {"exercise": "lunge", "verdict": "angle", "angle": "left_knee"},
)


def done(exercise="squat", days=0, counted=4, good=3, tried=1, reach=0.9):
    return Done(
        player_id=1,
        played_at=EVENING - timedelta(days=days),
        exercise=exercise,
        counted=counted,
        good=good,
        tried=tried,
        reach=reach,
    )


def test_the_words_of_every_verdict_are_the_tv_s(app):
    with app.test_request_context():
        said = [trained.says(repetition(1, verdict=one.value, angle="left_knee")) for one in Verdict]
        assert said == ["Good", "Go all the way", "Slower", "Left and right alike", "Mind your left knee"]
        assert trained.says(repetition(1, verdict="of another version")) == "of another version"


def test_a_match_shows_each_set_with_its_faults(owner_client, owner, play):
    (player,) = play(owner, repetitions=rows(*MATCH))
    page = text_of(owner_client.get(f"/history/{player}"))
    assert "<span>Squat</span><small>2 repetitions · 1 good</small>" in page
    assert "<span>Lunge</span><small>1 repetition · 0 good</small>" in page
    assert page.count('<li class="good"') == 1
    assert page.count('<li class="flawed"') == 2
    assert page.count('<li class="tried"') == 1
    assert "Go all the way \N{MULTIPLICATION SIGN} 2" in page
    assert "1 attempt that does not count" in page
    assert "1: Mind your left knee" in page


def test_a_match_without_repetitions_has_no_row(owner_client, owner, play):
    (player,) = play(owner)
    assert 'class="dots"' not in text_of(owner_client.get(f"/history/{player}"))


@pytest.mark.parametrize(("language", "name"), [("en", "Squat"), ("ko", "스쿼트"), ("zh-Hant", "深蹲")])
def test_the_history_has_each_exercise_over_time(app, database, owner, play, language, name):
    member = join(database, "Lin", language=language)
    play(member, days=9, repetitions=rows({}, {}))
    play(member, days=0, repetitions=rows(*MATCH))
    page = text_of(app.test_client().sign_in(member).get("/history/"))
    assert f"<span>{name}</span>" in page
    charts = [one for one in drawings(page) if one.get("class") == "chart done"]
    assert len(charts) == 2  # squats and lunges
    bodies = [one for one in drawings(page) if one.get("class") == "chart muscles"]
    assert len(bodies) == 1


def test_muscles_do_the_work_of_their_exercises():
    work = muscles.work([done("biceps_curl", counted=10, tried=2), done("own:1"), done(None)])
    assert work == {Muscle.BICEPS: 12.0, Muscle.FOREARMS: 6.0}
    assert list(work) == [Muscle.BICEPS, Muscle.FOREARMS]
    assert muscles.work([done("plank", counted=0, tried=0)]) == {}


@pytest.mark.parametrize(("amount", "expected"), [(0, 0), (0.5, 1), (12, 1), (13, 2), (37, 3), (101, 4)])
def test_more_work_is_darker(amount, expected):
    assert muscles.shade(amount) == expected


def test_every_muscle_is_drawn_and_named(app):
    drawn = str(muscles.bodies({Muscle.CHEST: 200.0}, "x", {one: one.value for one in Muscle}, ("F", "B")))
    for muscle in Muscle:
        assert f"<title>{muscle.value}</title>" in drawn
        with app.test_request_context():
            assert str(trained.MUSCLES[muscle])
    assert drawn.count("shade4") == 2  # both halves


def test_a_bar_is_as_high_as_its_repetitions(app):
    with app.test_request_context():
        drawn = str(exercise_chart([done(days=3, counted=2, good=2, tried=0), done()], "x"))
    assert drawn.count('class="good"') == 2
    assert drawn.count('class="flawed"') == 1
    assert drawn.count('class="tried"') == 1
    assert "4 repetitions, 3 good" in drawn
    assert ">90%<" in drawn


def test_an_exercise_without_a_range_has_no_line(app):
    with app.test_request_context():
        drawn = str(exercise_chart([done(days=3, reach=None), done(reach=None)], "x"))
    assert "reach" not in drawn


def test_exercises_are_listed_the_last_done_first(app):
    with app.test_request_context():
        found = trained.by_exercise(
            [
                done("lunge", days=5),
                done(days=4),
                done("plank", counted=0),
                done(None),
                done("own:3"),
                done("lunge"),
            ],
            {"own:3": "Hop"},
        )
        assert [(one.name, one.counted, len(one.points)) for one in found] == [
            ("Lunge", 8, 2),
            ("Hop", 4, 1),
            ("Squat", 4, 1),
        ]


def test_the_export_has_every_repetition(owner_client, owner, play):
    play(owner, repetitions=rows(*MATCH))
    (part,) = json.loads(owner_client.get("/history/export.json").text)
    assert [(one["number"], one["exercise"], one["counted"]) for one in part["repetitions"]] == [
        (1, "squat", True),
        (2, "squat", True),
        (3, "squat", False),
        (4, "lunge", True),
    ]
    head, line = owner_client.get("/history/export.csv").text.splitlines()
    columns = head.split(",")
    values = dict(zip(columns, line.split(","), strict=True))
    assert (values["repetitions"], values["good_repetitions"]) == ("3", "1")

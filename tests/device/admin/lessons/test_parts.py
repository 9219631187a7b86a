"""What the parts of a lesson are called, joined and split on its page."""

import re

import pytest

from device.store import own
from device.store.exercise_tables import OwnExample
from device.store.own import EXAMPLE_S
from device.store.tables import Lesson, NamedBy, Segment, SegmentKind
from tests.device.admin.conftest import join
from tests.device.admin.library import row, send


@pytest.fixture
def named(database, ready):
    """A lesson with squats, a rest and something that nobody named."""
    with database.session() as session:
        lesson = session.get_one(Lesson, ready.id)
        lesson.segments = [
            Segment(
                kind=SegmentKind.EXERCISE, start_s=0.0, end_s=20.0, exercise="squat", named_by=NamedBy.NIGHT
            ),
            Segment(kind=SegmentKind.REST, start_s=20.0, end_s=30.0),
            Segment(kind=SegmentKind.EXERCISE, start_s=30.0, end_s=60.0),
        ]
    return ready


def parts(database, lesson):
    return row(database, lesson).segments


def said(database, lesson):
    return [(one.start_s, one.kind.value, one.exercise, one.name) for one in parts(database, lesson)]


def change(phone, database, lesson, number, what="", **form):
    part = parts(database, lesson)[number]
    return send(phone, lesson, f"parts/{part.id}{what}", **form).text


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Squat"), ("ko", "스쿼트"), ("zh-Hant", "深蹲"), ("zh-Hans", "深蹲")],
)
def test_a_part_is_named_in_the_member_s_language(app, database, named, language, name):
    phone = app.test_client().sign_in(join(database, "Lin", language=language))
    page = phone.get(f"/lessons/{named.id}").text
    assert f'<span class="part-name">{name}</span>' in page
    assert f"<title>{name} 0:00 \N{EN DASH} 0:20</title>" in page


@pytest.mark.parametrize("typed", ["Sumo squat", "sumo  SQUAT", "스모 스쿼트", "相撲深蹲", "相扑深蹲"])
def test_an_exercise_is_found_by_its_name_in_any_language(owner_client, database, named, typed):
    assert "Saved." in change(owner_client, database, named, 2, kind="exercise", called=typed)
    part = parts(database, named)[2]
    assert (part.exercise, part.name, part.named_by) == ("sumo_squat", None, NamedBy.PERSON)


def test_what_is_no_exercise_of_the_box_is_kept_as_it_was_written(owner_client, database, named):
    page = change(owner_client, database, named, 0, kind="exercise", called="  Oma's   <b>hop</b> ")
    part = parts(database, named)[0]
    assert (part.exercise, part.name, part.named_by) == (None, "Oma's <b>hop</b>", NamedBy.PERSON)
    assert "Oma&#39;s &lt;b&gt;hop&lt;/b&gt;" in page
    change(owner_client, database, named, 0, kind="exercise", called=" ")
    part = parts(database, named)[0]
    assert (part.exercise, part.name, part.named_by) == (None, None, None)


def test_what_happens_is_changed_and_takes_its_name_away(owner_client, database, named):
    change(owner_client, database, named, 0, kind="rest", called="Squat")
    assert said(database, named)[0] == (0.0, "rest", None, None)
    assert parts(database, named)[0].by_hand
    change(owner_client, database, named, 0, kind="exercise", called="Lunge")
    assert said(database, named)[0] == (0.0, "exercise", "lunge", None)


def test_parts_are_split_and_joined(owner_client, database, named):
    assert "Saved." in change(owner_client, database, named, 2, "/split", at="0:45,5")
    assert [one[0] for one in said(database, named)] == [0.0, 20.0, 30.0, 45.5]
    assert "Saved." in change(owner_client, database, named, 0, "/join")
    assert said(database, named) == [
        (0.0, "exercise", "squat", None),
        (30.0, "exercise", None, None),
        (45.5, "exercise", None, None),
    ]


@pytest.mark.parametrize(
    ("number", "what", "form", "sentence"),
    [
        (2, "/split", {"at": "soon"}, "A time is written"),
        (2, "/split", {"at": "20"}, "The time must lie inside the part."),
        (2, "/join", {}, "The parts of this lesson have changed"),
        (2, "/teach", {"called": " "}, "Write what the exercise is called."),
        (2, "/teach", {"called": "스쿼트"}, "The box knows this exercise already"),
    ],
)
def test_what_cannot_be_is_said(owner_client, database, named, number, what, form, sentence):
    before = said(database, named)
    assert sentence in change(owner_client, database, named, number, what, **form)
    assert said(database, named) == before


@pytest.mark.parametrize("what", ["", "/split", "/join", "/teach"])
def test_a_part_that_is_gone_is_not_changed(owner_client, database, named, what):
    before = said(database, named)
    page = send(owner_client, named, f"parts/999{what}", kind="rest", at="5", called="x").text
    assert "have changed meanwhile" in page or "must lie inside" in page
    assert said(database, named) == before


def test_nonsense_is_refused(owner_client, database, named):
    part = parts(database, named)[0]
    assert send(owner_client, named, f"parts/{part.id}", kind="nap").status_code == 400


@pytest.mark.parametrize("what", ["", "/split", "/join", "/teach"])
def test_another_member_changes_nothing(member_client, database, named, what):
    before = said(database, named)
    part = parts(database, named)[0]
    answer = send(member_client, named, f"parts/{part.id}{what}", kind="rest", at="5", called="x")
    assert answer.status_code == 403
    assert said(database, named) == before
    page = member_client.get(f"/lessons/{named.id}").text
    assert '<span class="part-name">Squat</span>' in page
    assert "datalist" not in page


def test_the_list_has_every_exercise_once_and_its_names_elsewhere(owner_client, named):
    page = owner_client.get(f"/lessons/{named.id}").text
    options = re.findall(r'<option value="([^"]*)" label="([^"]*)">', page)
    names = [name for name, _elsewhere in options]
    assert len(names) == len(set(names))
    assert names == sorted(names, key=str.casefold)
    assert ("Squat", "深蹲 · 스쿼트") in options
    assert not {"Rest", "Talk", "Something else"} & set(names)


def test_a_part_teaches_an_exercise_that_others_then_have_too(owner_client, database, named, owner):
    page = change(owner_client, database, named, 2, "/teach", called="Oma's hop")
    assert "Learnt" in page
    with database.reading() as session:
        (taught,) = own.every(session)
        assert (taught.name, taught.member_id) == ("Oma's hop", owner.id)
        assert [(one.lesson_id, one.start_s, one.end_s) for one in taught.examples] == [
            (named.id, 30.0, 30.0 + EXAMPLE_S),
            (named.id, 43.5, 43.5 + EXAMPLE_S),
            (named.id, 57.0, 60.0),
        ]
    assert parts(database, named)[2].exercise == own.key_of(taught.id)
    assert '<option value="Oma&#39;s hop">' in page
    change(owner_client, database, named, 0, kind="exercise", called="oma's HOP")
    assert parts(database, named)[0].exercise == own.key_of(taught.id)


def test_a_moment_teaches_nothing(owner_client, database, named):
    change(owner_client, database, named, 2, "/split", at="58")
    assert "too short to learn" in change(owner_client, database, named, 3, "/teach", called="Hop")
    with database.reading() as session:
        assert own.every(session) == []


def test_own_exercises_are_listed_and_forgotten(owner_client, member_client, database, named):
    change(owner_client, database, named, 2, "/teach", called="Hop")
    page = member_client.get("/lessons/own").text
    assert "Hop" in page
    assert "3 examples" in page
    assert "/forget" not in page
    with database.reading() as session:
        (taught,) = own.every(session)
    address = f"/lessons/own/{taught.id}/forget"
    assert member_client.post(address).status_code == 403
    assert "was forgotten" in owner_client.post(address, follow_redirects=True).text
    assert owner_client.post(address).status_code == 404
    with database.reading() as session:
        assert session.query(OwnExample).all() == []
    assert said(database, named)[2] == (30.0, "exercise", None, "Hop")

"""The library, and what a lesson's page tells."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from device.failure_reasons import Reason
from device.store import matches
from device.store.rescue.healing import Loss, Lost, write_lost
from device.store.tables import Job, JobState, Lesson, Match, Player, Segment, SegmentKind
from device.words.languages import LANGUAGES


def test_an_empty_library_says_what_to_do(owner_client):
    page = owner_client.get("/lessons").text
    assert "No lessons yet" in page
    assert "/uploads/new" in page


def test_the_library_shows_searches_and_sorts(owner_client, add, clock):
    for name in ("Banana split", "Apple squats"):
        add(name)
        clock.advance(minutes=1)
    page = owner_client.get("/lessons").text
    assert page.index("Apple") < page.index("Banana")
    page = owner_client.get("/lessons?sort=name&q=split").text
    assert "Banana" in page
    assert "Apple" not in page
    assert "No lessons match." in owner_client.get("/lessons?q=<script>&sort=?").text


def test_a_name_is_text_and_nothing_else(owner_client, add):
    lesson = add("<b onclick=x>'\"&")
    for page in ("/lessons", f"/lessons/{lesson.id}"):
        assert "<b onclick" not in owner_client.get(page).text


@pytest.mark.parametrize(
    ("state", "word", "sentence", "busy"),
    [
        (JobState.RECEIVED, "received", "Ready tomorrow morning", True),
        (JobState.WAITING, "waiting", "Ready tomorrow morning", True),
        (JobState.WORKING, "working", "Preparing: 42 % · 2 min left", True),
        (JobState.FAILED, "failed", "No person was found in this video.", False),
    ],
)
def test_the_page_learns_how_far_the_night_is(owner_client, database, add, state, word, sentence, busy):
    lesson = add(state=state)
    with database.session() as session:
        # the night knows its length before it is ready
        session.get(Lesson, lesson.id).duration_s = 95.0
        job = session.query(Job).one()
        job.percent, job.left_s, job.attempts = 41.6, 110.0, 1
        job.reason = Reason.NOBODY if state is JobState.FAILED else None
    found = owner_client.get(f"/lessons/states?ids={lesson.id},999,x,-1,٣").json["lessons"]
    assert list(found) == [str(lesson.id)]
    now = found[str(lesson.id)]
    assert (now["word"], now["sentence"], now["busy"]) == (word, sentence, busy)
    assert now["percent"] == (42 if word == "working" else None)
    assert sentence.split(" · ")[0] in now["card"]
    assert ("data-busy" in now["card"]) == busy
    assert "1:35" in now["card"]
    assert sentence in owner_client.get(f"/lessons/{lesson.id}").text


def test_a_lesson_has_its_player_and_its_parts(owner_client, database, ready):
    with database.session() as session:
        lesson = session.get_one(Lesson, ready.id)
        lesson.trim_start_s, lesson.trim_end_s = 6.0, 54.0
        lesson.segments = [Segment(kind=SegmentKind.REST, start_s=15, end_s=30, by_hand=False)]
    page = owner_client.get(f"/lessons/{ready.id}").text
    assert 'data-start="6.0" data-end="54.0"' in page
    assert '<rect class="rest" x="250.0" y="8" width="250.0"' in page
    assert '<rect class="cut" x="900.0" y="8" width="100.0"' in page
    assert "/remote?lesson=1" in page


def test_matches_played_are_listed(owner_client, database, ready, owner, clock):
    with database.session() as session:
        for number, who in enumerate((owner.id, None)):
            played = {"final": 80.4, "joints": {}, "angles": {}, "live": [], "corrections": [], "summary": {}}
            match = Match(
                lesson_id=ready.id,
                lesson_name="Squats",
                played_at=clock() - timedelta(days=number),
                duration_s=9.0,
                method="adaptive",
                players=[Player(member_id=who, place=0, **played)],
            )
            matches.add(session, match)
    page = owner_client.get(f"/lessons/{ready.id}").text
    assert "Training with this lesson" in page
    assert page.count("<b>80</b>") == 2
    assert "Guest" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_every_language(app, database, ready, add, language, owner):
    add(state=JobState.WORKING)
    with database.session() as session:
        session.merge(owner).language = language
    phone = app.test_client().sign_in(owner)
    pages = [
        "/lessons",
        "/lessons?q=zz",
        f"/lessons/{ready.id}",
        "/uploads/new",
        "/fetch",
        "/lessons/deleted",
    ]
    for path in pages:
        page = phone.get(path)
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.text
        assert ("Lessons" in page.text) == (language == "en"), path


def test_what_was_lost_with_a_damaged_database_is_said_until_an_owner_read_it(
    owner_client, member_client, folder, clock
):
    write_lost(folder, Lost(loss=Loss.SINCE, at=clock(), since=clock()))
    for phone, button in ((member_client, False), (owner_client, True)):
        page = phone.get("/lessons/").text
        assert "database was damaged, and it repaired it. What was stored after Mar 14, 2026" in page
        assert (">OK<" in page) == button
    assert member_client.post("/box/lost").status_code == 403
    assert owner_client.post("/box/lost").status_code == 303
    assert "was damaged" not in owner_client.get("/lessons/").text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (sqlite3.SQLITE_FULL, 507),
        (sqlite3.SQLITE_CORRUPT, 503),
        (sqlite3.SQLITE_IOERR, 503),
        (sqlite3.SQLITE_READONLY, 503),
        (sqlite3.SQLITE_BUSY, 503),
    ],
)
def test_a_database_that_refuses_is_no_fault_of_the_program(owner_client, ready, database, error, status):
    raised = sqlite3.OperationalError("refused")
    raised.sqlite_errorcode = error
    refused = DBAPIError.instance("SELECT", {}, raised, sqlite3.Error)

    def refuse(*_):
        raise refused

    event.listen(database.engine, "before_cursor_execute", refuse)
    for answer in (owner_client.get(f"/lessons/{ready.id}"), owner_client.post(f"/lessons/{ready.id}/want")):
        assert answer.status_code == status
        assert "Traceback" not in answer.text

"""The library and a lesson's page.

Long because all that can be done on one page shares its lesson, its members and its clock.
"""

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from device.admin import editing, films, wording
from device.admin.wording_reasons import REASONS
from device.overnight import errors
from device.store import jobs, lessons, matches, settings
from device.store.lessons import Shelved
from device.store.tables import Facing, Job, JobKind, JobState, Lesson, Match, Player, Segment, SegmentKind

FILM = bytes(range(256)) * (films.PIECE_MAX // 256 * 2) + b"end"


@pytest.fixture
def add(database, folder, clock):
    """Adds a lesson with its files; more are its row's values."""

    def made(name="Squats", by=None, state=None, **facts):
        with database.session() as session:
            lesson = lessons.create(session, clock(), by and by.id, name, "IMG_1.MOV", 2_000_000)
            for key, value in facts.items():
                setattr(lesson, key, value)
            if state is not None:
                job = jobs.add(session, lesson.id, "full", clock())
                job.state = state
        files = folder.lesson(lesson.id)
        files.root.mkdir()
        files.original.write_bytes(b"as it came")
        return lesson

    return made


@pytest.fixture
def ready(add, owner, folder, clock):
    """A lesson of the owner that can be played."""
    lesson = add(by=owner, prepared_at=clock(), duration_s=60.0, width=640, height=480, model="full")
    files = folder.lesson(lesson.id)
    files.video.write_bytes(FILM)
    files.thumbnail.write_bytes(b"\xff\xd8picture")
    files.skeleton.write_text(json.dumps({"fps": 12, "frames": []}))
    return lesson


def row(database, lesson, kind=Lesson):
    with database.reading() as session:
        found = session.get_one(kind, lesson.id)
        _ = found.segments, found.jobs
        session.expunge_all()
    return found


def get(phone, path, **headers):
    """As a browser that reads an answer to its end."""
    named = {key.replace("_", "-"): text for key, text in headers.items()}
    return phone.get(path, headers=named, buffered=True)


def send(phone, lesson, what, **form):
    return phone.post(f"/lessons/{lesson.id}/{what}", data=form, follow_redirects=True)


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
    assert "No lesson is called like that." in owner_client.get("/lessons?q=<script>&sort=?").text


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
        (JobState.FAILED, "failed", "Nobody can be seen in this video.", False),
    ],
)
def test_the_page_learns_how_far_the_night_is(owner_client, database, add, state, word, sentence, busy):
    lesson = add(state=state)
    with database.session() as session:
        # the night knows its length before it is ready
        session.get(Lesson, lesson.id).duration_s = 95.0
        job = session.query(Job).one()
        job.percent, job.left_s, job.attempts = 41.6, 110.0, 1
        job.reason = str(errors.Reason.NOBODY) if state is JobState.FAILED else None
    found = owner_client.get(f"/lessons/states?ids={lesson.id},999,x,-1,٣").json["lessons"]
    assert list(found) == [str(lesson.id)]
    now = found[str(lesson.id)]
    assert (now["word"], now["sentence"], now["busy"]) == (word, sentence, busy)
    assert now["percent"] == (42 if word == "working" else None)
    assert sentence.split(" · ")[0] in now["card"]
    assert ("data-busy" in now["card"]) == busy
    assert "1:35" in now["card"]
    assert sentence in owner_client.get(f"/lessons/{lesson.id}").text


def condition(database, local, state=JobState.RECEIVED, kind=JobKind.PREPARE, **facts):
    with database.session() as session:
        chosen = settings.load(session)
    job = Job(kind=kind, state=state, attempts=0, at_once=False)
    for key, value in facts.items():
        setattr(job, key, value)
    return wording.condition(Shelved(Lesson(), job), chosen, local, UTC)


@pytest.mark.parametrize(
    ("clock_time", "night_end", "sentence"),
    [
        (time(19, 30), "06:00", "Ready tomorrow morning"),
        (time(0, 10), "06:00", "Ready this morning"),
        (time(6, 0), "06:00", "Ready tomorrow morning"),
        (time(8, 0), "15:30", "Ready by 15:30"),
    ],
)
def test_when_it_is_ready(app, database, clock_time, night_end, sentence):
    with database.session() as session:
        settings.save(session, night_end=night_end)
    with app.test_request_context():
        at = datetime.combine(datetime(2026, 3, 14, tzinfo=UTC), clock_time, UTC)
        assert condition(database, at).sentence == sentence


def test_what_is_asked_for_now_and_what_holds_it_up(app, database, clock):
    with app.test_request_context():
        assert condition(database, clock(), at_once=True).sentence == "Will be prepared in a moment"
        fetch = condition(database, clock(), kind=JobKind.FETCH, at_once=True)
        assert fetch.sentence == "Will be fetched in a moment"
        held = condition(database, clock(), JobState.WAITING, reason=str(errors.Reason.DISK_FULL))
        assert held.sentence.startswith("There is not enough free space")
        tried = condition(database, clock(), JobState.WAITING, reason="It crashed.", attempts=1)
        assert tried.sentence == "Ready tomorrow morning"


def test_the_nights_reasons_are_all_known(app):
    with app.test_request_context():
        assert {str(one) for one in REASONS} == set(errors.REASONS)


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


def test_a_video_comes_in_pieces(owner_client, ready):
    url = f"/lessons/{ready.id}/video"
    whole = get(owner_client, url)
    assert whole.data == FILM
    assert whole.mimetype == "video/mp4"
    assert "private" in whole.headers["Cache-Control"]
    first = get(owner_client, url, Range="bytes=0-")
    assert first.status_code == 206
    assert first.headers["Content-Range"] == f"bytes 0-{films.PIECE_MAX - 1}/{len(FILM)}"
    assert first.data == FILM[: films.PIECE_MAX]
    assert get(owner_client, url, Range="bytes=100-199").data == FILM[100:200]
    assert get(owner_client, url, Range="bytes=-3").data == b"end"
    last = get(owner_client, url, Range=f"bytes={len(FILM) - 10}-")
    assert last.data == FILM[-10:]
    assert get(owner_client, url, Range=f"bytes={len(FILM)}-").status_code == 416
    etag = whole.headers["ETag"]
    assert get(owner_client, url, If_None_Match=etag).status_code == 304
    changed = get(owner_client, url, Range="bytes=0-9", If_Range='"another"')
    assert changed.status_code == 200


def test_files_are_for_those_who_are_signed_in(owner_client, member_client, client, ready, add):
    waiting = add()
    for name in ("video", "thumbnail", "skeleton"):
        assert get(member_client, f"/lessons/{ready.id}/{name}").status_code == 200
        assert get(client, f"/lessons/{ready.id}/{name}").status_code == 303
        assert get(owner_client, f"/lessons/{waiting.id}/{name}").status_code == 404
        assert get(owner_client, f"/lessons/99/{name}").status_code == 404
    for path in ("/lessons/..%2f..%2fformbox.db/video", "/lessons/1/original", "/lessons/-1/video"):
        assert get(owner_client, path).status_code == 404


def test_an_owner_changes_everything(owner_client, database, ready):
    assert "Saved." in send(owner_client, ready, "name", name=" Leg   day ").text
    assert "Saved." in send(owner_client, ready, "trim", start="0:01.5", end="59").text
    assert "Saved." in send(owner_client, ready, "facing", facing="away").text
    assert "Saved." in send(owner_client, ready, "segments", kind="talk", start="2", end="0:04,5").text
    lesson = row(database, ready)
    assert (lesson.name, lesson.facing) == ("Leg day", Facing.AWAY)
    assert (lesson.trim_start_s, lesson.trim_end_s) == (1.5, 59.0)
    assert [(s.kind, s.start_s, s.end_s, s.by_hand) for s in lesson.segments] == [("talk", 2.0, 4.5, True)]
    assert "Saved." in send(owner_client, ready, "trim", start="", end="").text
    lesson = row(database, ready)
    assert (lesson.trim_start_s, lesson.trim_end_s) == (0.0, None)


@pytest.mark.parametrize(
    ("what", "form", "sentence"),
    [
        ("name", {"name": "  "}, "A lesson needs a name."),
        ("trim", {"start": "50", "end": "10"}, "Start and end must lie inside"),
        ("trim", {"start": "0", "end": "soon"}, "A time is written"),
        ("trim", {"start": "soon", "end": "10"}, "A time is written"),
        ("segments", {"kind": "rest", "start": "5", "end": ""}, "A time is written"),
        ("segments", {"kind": "rest", "start": "5", "end": "5"}, "The end must come after"),
    ],
)
def test_what_cannot_be_is_said(owner_client, database, ready, what, form, sentence):
    before = row(database, ready)
    assert sentence in send(owner_client, ready, what, **form).text
    after = row(database, ready)
    assert (after.name, after.trim_start_s, after.trim_end_s, after.segments) == (before.name, 0.0, None, [])


@pytest.mark.parametrize(
    ("what", "form"),
    [("facing", {"facing": "up"}), ("segments", {"kind": "nap"}), ("prepare", {"model": "huge"})],
)
def test_what_no_page_of_ours_sends_is_refused(owner_client, ready, what, form):
    assert send(owner_client, ready, what, **form).status_code == 400


CHANGES = ("name", "trim", "facing", "segments", "now", "prepare", "delete", "restore")


@pytest.mark.parametrize("what", CHANGES)
def test_others_may_look_and_not_change(member_client, client, database, ready, what):
    form = {"name": "Mine", "facing": "away", "kind": "rest", "start": "1", "end": "9"}
    assert send(member_client, ready, what, **form).status_code == 403
    assert client.post(f"/lessons/{ready.id}/{what}", data=form).status_code in {303, 401}
    lesson = row(database, ready)
    assert (lesson.name, lesson.trim_start_s, lesson.deleted_at, lesson.jobs) == ("Squats", 0.0, None, [])
    page = member_client.get(f"/lessons/{ready.id}").text
    assert f"/lessons/{ready.id}/{what}" not in page


def test_a_member_changes_what_is_theirs(member_client, database, add, member):
    lesson = add(by=member)
    assert "Saved." in send(member_client, lesson, "name", name="Mine").text
    assert row(database, lesson).name == "Mine"


def test_what_is_not_there_cannot_be_changed(owner_client):
    assert owner_client.get("/lessons/99").status_code == 404
    for what in (*CHANGES, "want"):
        form = {"facing": "away", "kind": "rest", "start": "1", "end": "9"}
        assert owner_client.post(f"/lessons/99/{what}", data=form).status_code == 404


def test_prepare_now_hurries_what_waits(owner_client, database, add):
    lesson = add(state=JobState.RECEIVED)
    assert "in a moment" in send(owner_client, lesson, "now").text
    assert row(database, lesson).jobs[0].at_once
    headers = {"Accept": "application/json"}
    answer = owner_client.post(f"/lessons/{lesson.id}/now", headers=headers)
    assert answer.json == {"saved": "It will be prepared in a moment."}


def test_prepare_again_with_another_network(owner_client, database, ready):
    send(owner_client, ready, "prepare", model="heavy", at_once="yes")
    [job] = row(database, ready).jobs
    assert (job.kind, job.model, job.at_once) == (JobKind.PREPARE, "heavy", True)
    page = owner_client.get(f"/lessons/{ready.id}").text
    assert "<video" in page, "it stays playable meanwhile"


def test_a_link_that_failed_is_fetched_again(owner_client, database, add, clock):
    lesson = add()
    with database.session() as session:
        job = jobs.add(session, lesson.id, "full", clock(), JobKind.FETCH, url="https://a.org/v")
        jobs.fail(job, clock(), str(errors.Reason.LINK_SILENT))
    assert "Try again" in owner_client.get(f"/lessons/{lesson.id}").text
    send(owner_client, lesson, "prepare")
    job = row(database, lesson).jobs[-1]
    assert (job.kind, job.url, job.state) == (JobKind.FETCH, "https://a.org/v", JobState.RECEIVED)


def test_what_has_no_file_any_more_is_not_tried_again(owner_client, add, folder):
    lesson = add(state=JobState.FAILED)
    assert "Try again" in owner_client.get(f"/lessons/{lesson.id}").text
    folder.lesson(lesson.id).original.unlink()
    assert "Try again" not in owner_client.get(f"/lessons/{lesson.id}").text


def test_a_wish_counts_once_a_browser(owner_client, member_client, database, add):
    lesson = add(state=JobState.RECEIVED)
    for phone in (owner_client, owner_client, member_client):
        assert send(phone, lesson, "want").status_code == 200
    assert row(database, lesson).wanted == 2


def test_delete_can_be_undone(owner_client, database, ready, clock):
    page = send(owner_client, ready, "delete").text
    assert "Squats was deleted." in page
    assert "Undo" in page
    assert row(database, ready).deleted_at == clock()
    assert "Squats" in owner_client.get("/lessons/deleted").text
    assert owner_client.get(f"/lessons/states?ids={ready.id}").json == {"lessons": {}}
    send(owner_client, ready, "restore")
    assert row(database, ready).deleted_at is None
    assert "Squats was deleted." not in owner_client.get(f"/lessons?undo={ready.id}").text


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
    assert "Trained with it" in page
    assert page.count("<b>80</b>") == 2
    assert "Guest" in page


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans", "ko"])
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


@pytest.mark.parametrize(
    ("text", "value"),
    [("83", 83), ("83.5", 83.5), ("1:23", 83), ("1:23,5", 83.5), (" 1:02:03 ", 3723), ("0:00.0", 0)],
)
def test_times_as_people_type_them(text, value):
    assert editing.seconds(text) == value


@pytest.mark.parametrize("text", ["", "abc", "-1", "1:2:3:4", "1e9", "nan", "٣", "9" * 50, "1:", ":5"])
def test_what_is_no_time(text):
    assert editing.seconds(text) is None


@pytest.mark.parametrize(
    ("seconds", "place", "clock"),
    [(0, "0:00.0", "0:00"), (83.46, "1:23.5", "1:23"), (3723, "62:03.0", "1:02:03")],
)
def test_times_as_they_are_shown(seconds, place, clock):
    assert (wording.place(seconds), wording.clock(seconds)) == (place, clock)
    assert editing.seconds(place) == pytest.approx(seconds, abs=0.05)


@pytest.mark.parametrize(
    ("length", "words"),
    [(0, "0 B"), (999, "999 B"), (1500, "2 kB"), (48_300_000, "48 MB"), (3.44e9, "3.4 GB")],
)
def test_sizes(app, length, words):
    with app.test_request_context():
        assert wording.size(length) == words

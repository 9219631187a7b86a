"""What may be changed on a lesson's page, and by whom."""

import re

import pytest

from device.admin.lessons import editing
from device.failure_reasons import Reason
from device.store import jobs
from device.store.tables import Facing, JobKind, JobState, Lesson, Timing
from device.words.lookup import words
from scoring.limb import Limb
from tests.device.admin.library import row, send


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


@pytest.mark.parametrize("ticked", [["legs", "head"], ["arms", "head"], ["legs"], ["arms", "legs", "head"]])
def test_what_is_not_ticked_does_not_count(owner_client, database, ready, ticked):
    assert "Saved." in send(owner_client, ready, "counts", limb=ticked).text
    ignored = row(database, ready).ignored_limbs
    assert set(ignored) == set(Limb) - set(ticked)
    page = owner_client.get(f"/lessons/{ready.id}").text
    boxes = re.findall(r'name="limb" value="(\w+)"( checked)?', page)
    assert boxes == [(limb, " checked" if limb in ticked else "") for limb in Limb]
    assert (words().ignored(ignored) if ignored else "Everything counts") in page


def test_something_must_count(owner_client, database, ready):
    send(owner_client, ready, "counts", limb=["legs"])
    assert "Something must count: tick arms, legs or head." in send(owner_client, ready, "counts").text
    assert row(database, ready).ignored_limbs == [Limb.ARMS, Limb.HEAD]


@pytest.mark.parametrize("timing", Timing)
def test_timing_is_chosen(owner_client, database, ready, timing):
    with database.session() as session:
        session.get_one(Lesson, ready.id).timing = Timing.FREE if timing is Timing.AUTO else Timing.AUTO
    assert "Saved." in send(owner_client, ready, "timing", timing=timing).text
    assert row(database, ready).timing is timing
    page = owner_client.get(f"/lessons/{ready.id}").text
    assert re.findall(r'<option value="(auto|on_beat|free)" selected>', page) == [timing]


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("facing", {"facing": "up"}),
        ("counts", {"limb": ["arms", "wings"]}),
        ("timing", {"timing": "late"}),
        ("segments", {"kind": "nap"}),
        ("prepare", {"model": "huge"}),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(owner_client, ready, what, form):
    assert send(owner_client, ready, what, **form).status_code == 400


CHANGES = ("name", "trim", "facing", "counts", "timing", "segments", "now", "prepare", "delete", "restore")


@pytest.mark.parametrize("what", CHANGES)
def test_others_may_look_and_not_change(member_client, client, database, ready, what):
    form = {"name": "Mine", "facing": "away", "kind": "rest", "start": "1", "end": "9"}
    form |= {"limb": "legs", "timing": "free"}
    assert send(member_client, ready, what, **form).status_code == 403
    assert client.post(f"/lessons/{ready.id}/{what}", data=form).status_code in {303, 401}
    lesson = row(database, ready)
    assert (lesson.name, lesson.trim_start_s, lesson.deleted_at, lesson.jobs) == ("Squats", 0.0, None, [])
    assert (lesson.ignored_limbs, lesson.timing) == ([], Timing.AUTO)
    page = member_client.get(f"/lessons/{ready.id}").text
    assert f"/lessons/{ready.id}/{what}" not in page


def test_a_member_changes_what_is_theirs(member_client, database, add, member):
    lesson = add(by=member)
    assert "Saved." in send(member_client, lesson, "name", name="Mine").text
    assert row(database, lesson).name == "Mine"


def test_what_is_not_there_cannot_be_changed(owner_client):
    assert owner_client.get("/lessons/99").status_code == 404
    for what in (*CHANGES, "want"):
        form = {"facing": "away", "timing": "free", "kind": "rest", "start": "1", "end": "9"}
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
        jobs.fail(job, clock(), Reason.LINK_SILENT)
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


@pytest.mark.parametrize(
    ("text", "value"),
    [("83", 83), ("83.5", 83.5), ("1:23", 83), ("1:23,5", 83.5), (" 1:02:03 ", 3723), ("0:00.0", 0)],
)
def test_times_as_people_type_them(text, value):
    assert editing.seconds(text) == value


@pytest.mark.parametrize("text", ["", "abc", "-1", "1:2:3:4", "1e9", "nan", "٣", "9" * 50, "1:", ":5"])
def test_what_is_no_time(text):
    assert editing.seconds(text) is None


def test_a_deleted_lesson_can_be_removed_for_good_to_make_room(
    owner_client, member_client, owner, add, folder, database
):
    lesson = add(by=owner)
    there = folder.lesson(lesson.id).root
    assert send(owner_client, lesson, "remove").status_code == 200
    assert there.exists(), "it is not deleted yet"
    send(owner_client, lesson, "delete")
    assert member_client.post(f"/lessons/{lesson.id}/remove").status_code == 403
    assert there.exists()
    assert "Remove for good" in owner_client.get("/lessons/deleted").text
    assert "It is gone for good." in send(owner_client, lesson, "remove").text
    assert not there.exists()
    with database.reading() as session:
        assert session.get(Lesson, lesson.id) is None

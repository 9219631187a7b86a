"""The page's keys, and what the TV answers: a real socket, a station that a test plays."""

import pytest

from device.admin.remote.pages import HINTS, REASONS
from device.choices import LAYOUTS
from device.remote.messages import (
    PRESSES,
    SPEEDS,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Restart,
    SetLayout,
    Speed,
    Start,
    Status,
    Stop,
    TrainFreely,
    TvState,
    Volume,
)
from device.store.lessons import create
from device.store.own import key_of, teach
from tests.device.admin.conftest import EVENING

JSON = {"Accept": "application/json"}


@pytest.fixture
def lesson(database):
    """A lesson that is ready, and one that is not."""
    with database.session() as session:
        ready = create(session, EVENING, None, "Squats", "s.mp4")
        ready.prepared_at = EVENING
        create(session, EVENING, None, "Raw", "r.mp4")
        return ready.id


def test_a_tv_that_is_off_is_said(member_client, lesson):
    page = member_client.get("/remote/").get_data(as_text=True)
    assert "The TV is off." in page
    assert 'data-doing="off"' in page
    assert member_client.get("/remote/status").json == {
        "on": False,
        "doing": None,
        "sentence": "The TV is off.",
        "hint": "",
        "troubles": [],
    }
    answer = member_client.post("/remote/wish", data={"wish": "pause"}, headers=JSON)
    assert (answer.status_code, answer.json) == (409, {"error": "The TV is off."})


def test_what_plays_is_shown_and_polled(member_client, owner, member, lesson, tv):
    tv.server.tell(
        Status(
            TvState.PLAYING,
            lesson,
            "Squats",
            61.25,
            300.0,
            (owner.id, member.id),
            (87.4, None),
            paused=True,
            volume=40,
            rate_percent=75,
            layout="tutor_large",
            repetitions=(12, None),
        )
    )
    page = member_client.get("/remote/").get_data(as_text=True)
    for piece in (
        "Squats",
        "1:01",
        "5:00",
        "Mina",
        "Jun",
        ">87<",
        'data-doing="playing"',
        'data-paused="yes"',
        "\N{MULTIPLICATION SIGN} 12",
        'value="75" aria-pressed="true"',
        'value="100" aria-pressed="false"',
        'value="tutor_large" aria-pressed="true"',
    ):
        assert piece in page
    assert member_client.get("/remote/status").json == {
        "on": True,
        "doing": "playing",
        "sentence": "Squats",
        "hint": "",
        "name": "Squats",
        "time_s": 61.2,
        "duration_s": 300.0,
        "member_ids": [owner.id, member.id],
        "scores": [87, None],
        "paused": True,
        "volume": 40,
        "rate_percent": 75,
        "layout": "tutor_large",
        "repetitions": [12, None],
        "troubles": [],
        "likely": [],
        "bones": [],
        "wide": 1000,
    }


def test_who_trains_without_a_lesson_is_shown_with_names_and_bones(member_client, database, member, tv):
    with database.session() as session:
        taught = teach(session, "Grandma's stretch", [(1.0, 4.0)] * 3, now=EVENING)
        key = key_of(taught.id)
    status = Status(
        TvState.FREE,
        exercises=("squat", key, "own:999"),
        shares=(81, 11, 5),
        bones=(1, 2, 3, -4),
        wide=1333,
        repetitions=(7,),
    )
    tv.server.tell(status)
    told = member_client.get("/remote/status").json
    assert told["likely"] == [{"name": "Squat", "percent": 81}, {"name": "Grandma's stretch", "percent": 11}]
    assert (told["bones"], told["wide"], told["repetitions"]) == ([1, 2, 3, -4], 1333, [7])
    page = member_client.get("/remote/").get_data(as_text=True)
    assert "<span>Squat</span>" in page
    assert ">\N{MULTIPLICATION SIGN} 7<" in page


@pytest.mark.parametrize(
    ("doing", "sentence"),
    [
        (TvState.IDLE, "The TV is waiting for a lesson."),
        (TvState.HOME, "The TV shows the lessons."),
        (TvState.FREE, "Training freely"),
        (TvState.READY, "“Squats”: get ready"),
        (TvState.PREPARING, "Preparing “Squats”"),
        (TvState.RESULT, "The result of “Squats”"),
    ],
)
def test_what_the_tv_does_is_a_sentence(member_client, tv, doing, sentence):
    tv.server.tell(
        Status(doing, None, None if doing in (TvState.IDLE, TvState.HOME, TvState.FREE) else "Squats")
    )
    told = member_client.get("/remote/status").json
    assert (told["sentence"], told["hint"]) == (sentence, str(HINTS[doing]))


def test_a_long_name_leaves_room_for_what_is_said_of_it(member_client, tv):
    tv.server.tell(Status(TvState.READY, None, "Morning yoga with Lena, part one"))
    assert member_client.get("/remote/status").json["sentence"] == "“Morning yoga with L…”: get ready"


def test_a_guest_has_a_place_too(member_client, member, lesson, tv):
    tv.server.tell(Status(TvState.READY, lesson, "Squats", member_ids=(None, member.id)))
    page = member_client.get("/remote/").get_data(as_text=True)
    assert page.index("Guest") < page.index("Jun")
    assert member_client.get("/remote/status").json["member_ids"] == [None, member.id]


def test_only_lessons_that_are_ready_can_be_chosen(member_client, lesson, tv):
    page = member_client.get(f"/remote/?lesson={lesson}").get_data(as_text=True)
    assert f'<option value="{lesson}" selected>Squats</option>' in page
    assert "Raw" not in page


def test_without_a_lesson_the_page_says_where_to_get_one(member_client, tv):
    assert "No lesson is ready to play yet." in member_client.get("/remote/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        ("pause", Pause()),
        ("go-on", GoOn()),
        ("restart", Restart()),
        ("stop", Stop()),
        ("free", TrainFreely()),
    ],
)
def test_keys_are_wishes(member_client, tv, key, wish):
    answer = member_client.post("/remote/wish", data={"wish": key}, headers=JSON)
    assert (answer.status_code, answer.json) == (200, {"error": None})
    assert tv.wishes == [wish]


@pytest.mark.parametrize(
    ("path", "fields", "wish"),
    [
        *(("push", {"press": press.value}, PressKey(press)) for press in sorted(PRESSES)),
        *(("speed", {"percent": f"{percent}"}, Speed(percent)) for percent in SPEEDS),
        *(("arrange", {"layout": layout}, SetLayout(layout)) for layout in LAYOUTS),
        ("volume", {"percent": "35"}, Volume(35)),
    ],
    ids=str,
)
def test_every_field_is_a_wish(member_client, tv, path, fields, wish):
    answer = member_client.post(f"/remote/{path}", data=fields, headers=JSON)
    assert (answer.status_code, answer.json) == (200, {"error": None})
    assert member_client.post(f"/remote/{path}", data=fields).status_code == 303, "as a form without a script"
    assert tv.wishes == [wish, wish]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("push", {"press": "leave"}),
        ("push", {"press": "self-destruct"}),
        ("push", {}),
        ("speed", {"percent": "60"}),
        ("speed", {"percent": "fast"}),
        ("arrange", {"layout": "sideways"}),
        *(("volume", {"percent": wrong}) for wrong in ("101", "-1", "loud", "")),
    ],
    ids=str,
)
def test_what_no_form_of_ours_sends_is_refused(member_client, tv, path, fields):
    assert member_client.post(f"/remote/{path}", data=fields, headers=JSON).status_code == 400
    assert tv.wishes == []


def test_a_lesson_for_one_and_for_two(member_client, owner, member, lesson, tv):
    for fields in ({"member": owner.id, "other": ""}, {"member": owner.id, "other": member.id}, {}):
        assert member_client.post("/remote/start", data={"lesson": lesson} | fields).status_code == 303
    assert tv.wishes == [
        Start(lesson, (owner.id,)),
        Start(lesson, (owner.id, member.id)),
        Start(lesson, (member.id,)),
    ]


@pytest.mark.parametrize("fields", [{"lesson": ""}, {"lesson": "x"}, {"lesson": 1, "member": 2, "other": 2}])
def test_a_lesson_that_nobody_can_start_is_not_sent(member_client, tv, fields):
    answer = member_client.post("/remote/start", data=fields, headers=JSON)
    assert (answer.status_code, tv.wishes) == (409, [])
    assert "Choose a lesson" in answer.json["error"]


@pytest.mark.parametrize("why", list(RefusalReason))
def test_every_refusal_is_a_sentence(member_client, tv, why):
    tv.answer = Refused(why)
    answer = member_client.post("/remote/wish", data={"wish": "stop"}, headers=JSON)
    assert answer.status_code == 409
    assert answer.json["error"] == str(REASONS[why])
    page = member_client.post("/remote/wish", data={"wish": "stop"}, follow_redirects=True)
    assert str(REASONS[why]) in page.get_data(as_text=True)


def test_an_unknown_key_is_refused(member_client, tv):
    assert member_client.post("/remote/wish", data={"wish": "explode"}, headers=JSON).status_code == 400
    assert tv.wishes == []


def test_strangers_and_forged_forms_steer_nothing(client, member_client, tv):
    assert client.post("/remote/wish", data={"wish": "stop"}, headers=JSON).status_code == 401
    assert client.get("/remote/status", headers=JSON).status_code == 401
    assert member_client.post("/remote/wish", data={"wish": "stop"}, csrf=False).status_code == 400
    assert tv.wishes == []


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "ko"])
def test_the_remote_speaks_the_members_language(member_client, member, database, tv, language):
    with database.session() as session:
        session.merge(member).language = language
    sentence = member_client.get("/remote/status").json["sentence"]
    assert not any(letter.isascii() and letter.islower() for letter in sentence)

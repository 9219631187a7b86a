from dataclasses import asdict

import pytest
from flask import g

from device.admin.remote import tv_text
from device.choices import LAYOUTS, METHODS
from device.store.settings import GIB, BoxSettings, load, save
from device.words.languages import LANGUAGES


def test_what_the_owner_sets_holds(owner_client, database):
    answer = owner_client.post(
        "/settings",
        data={
            "name": "Gym",
            "night_start": "23:00",
            "night_end": "05:30",
            "model": "heavy",
            "timezone": "Asia/Seoul",
            "trusted_hosts": "gym.example.org, box.example.org",
            "lesson_max_bytes": "2,5",
            "keep_deleted_days": "3",
        },
    )
    assert answer.status_code == 303
    with database.reading() as rows:
        now = load(rows)
    assert (now.name, now.night_start, now.model, now.keep_deleted_days) == ("Gym", "23:00", "heavy", 3)
    assert now.trusted_hosts == ("gym.example.org", "box.example.org")
    assert now.lesson_max_bytes == 2.5 * GIB
    page = owner_client.get("/settings").text
    assert "gym.example.org box.example.org" in page
    # half past seven in the evening in UTC is half past four in the morning in Seoul
    assert "4:30" in page


@pytest.mark.parametrize(
    "fault",
    [
        {"name": ""},
        {"name": "x" * 41},
        {"night_start": "25:00"},
        {"night_start": "06:00"},
        {"timezone": "Moon/Crater"},
        {"timezone": "../../etc/passwd"},
        {"model": "huge"},
        {"trusted_hosts": "*"},
        {"lesson_max_bytes": "much"},
        {"lesson_max_bytes": "1e400"},
        {"lesson_max_bytes": "nan"},
        {"job_memory_mb": "1"},
        {"camera": "/etc\0/passwd"},
    ],
)
def test_what_cannot_be_changes_nothing_and_is_marked(owner_client, database, fault):
    with database.session() as rows:
        before = save(rows, keep_deleted_days=9)
    answer = owner_client.post("/settings", data={"keep_deleted_days": "5"} | fault)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text or "model" in fault
    with database.reading() as rows:
        assert load(rows) == before


def test_what_is_set_of_the_tv_holds(owner_client, database):
    answer = owner_client.post(
        "/settings",
        data={
            "camera": "usb:1",
            "camera_film": "/left/from/before.mp4",
            "volume": "35",
            "layout": "tutor_only",
            "method": "cosine",
            # as a browser sends boxes: no before each, and yes after it where it is ticked
            "sound": ["no"],
            "voice": ["no", "yes"],
            "patterned": ["no", "yes"],
            "mirror": ["no"],
        },
    )
    assert answer.status_code == 303
    with database.reading() as rows:
        now = load(rows)
    assert (now.camera, now.volume, now.layout, now.method) == ("usb:1", 35, "tutor_only", "cosine")
    assert (now.sound, now.voice, now.patterned, now.mirror) == (False, True, True, False)
    assert now.gestures, "what was not sent stays"
    page = owner_client.get("/settings").text
    assert '<option value="usb:1" selected>' in page
    assert "(not plugged in)" in page
    assert 'name="patterned" value="yes" checked' in page
    assert 'name="mirror" value="yes">' in page


def test_a_film_may_stand_in_for_a_camera(owner_client, database):
    film = "/home/mina/me & you.mp4"
    answer = owner_client.post("/settings", data={"camera": "film", "camera_film": film})
    assert answer.status_code == 303
    with database.reading() as rows:
        assert load(rows).camera == film
    page = owner_client.get("/settings").text
    assert '<option value="film" selected>' in page
    assert 'value="/home/mina/me &amp; you.mp4"' in page


def test_a_film_without_a_whole_path_is_marked(owner_client, database):
    answer = owner_client.post("/settings", data={"camera": "film", "camera_film": "me.mp4"})
    assert answer.status_code == 422
    assert 'value="me.mp4"' in answer.text
    assert '<details class="card" open>' in answer.text
    with database.reading() as rows:
        assert load(rows) == BoxSettings()


def test_cameras_that_are_plugged_in_are_offered(app, tmp_path):
    for number, name in ((0, "HD Pro Webcam C920"), (1, "HD Pro Webcam C920"), (2, "Kitchen")):
        node = tmp_path / f"sys/class/video4linux/video{number}"
        node.mkdir(parents=True)
        (node / "name").write_text(f"{name}\n")
        (node / "index").write_text(f"{number % 2}\n")
    with app.test_request_context():
        offered = dict(tv_text.cameras("auto", tmp_path))
        assert (offered["usb:0"], offered["usb:2"]) == ("HD Pro Webcam C920", "Kitchen")
        assert "usb:1" not in offered
        assert set(dict(tv_text.cameras("7", tmp_path))) - set(offered) == {"usb:7"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_chosen_has_words(app, language):
    with app.test_request_context(f"/settings?language={language}"):
        g.language = language
        for offered, known in ((tv_text.layouts(), LAYOUTS), (tv_text.methods(), METHODS)):
            assert tuple(value for value, _ in offered) == known
            assert len({text for _, text in offered}) == len(known)
        on_or_off = {key for key, value in asdict(BoxSettings()).items() if isinstance(value, bool)}
        assert {key for key, _, _ in tv_text.switches()} == on_or_off
        assert all(text and does for _, text, does in tv_text.switches())
        assert len(dict(tv_text.cameras("auto"))) >= 5


def test_members_change_no_settings(member_client, database):
    assert member_client.post("/settings", data={"name": "Mine"}).status_code == 403
    with database.reading() as rows:
        assert load(rows).name == "Formbox"

import logging
from dataclasses import fields
from zoneinfo import ZoneInfo

import pytest

from device.errors import FormboxError
from device.night_hours import zone_of_box
from device.store.database import open_database
from device.store.errors import SettingError
from device.store.settings import GIB, HOSTS_MAX, BoxSettings, load, save
from device.store.tables import Setting

CHANGES = {
    "name": "거실",
    "language": "zh-Hant",
    "timezone": "Asia/Seoul",
    "night_start": "23:30",
    "night_end": "05:00",
    "model": "heavy",
    "trusted_hosts": ("box.example.org", "192.168.1.20"),
    "keep_deleted_days": 30,
    "lesson_max_bytes": 3 * GIB,
    "reserve_bytes": 4 * GIB,
    "job_memory_mb": 2048,
    "job_time_factor": 12.5,
    "camera": "usb:1",
    "volume": 35,
    "sound": False,
    "voice": False,
    "gestures": False,
    "mirror": False,
    "patterned": True,
    "layout": "tutor_large",
    "method": "cosine",
}


def test_a_new_box_has_the_defaults(database):
    with database.reading() as session:
        new = load(session)
    assert new == BoxSettings()
    assert (new.night_start, new.night_end, new.model) == ("01:00", "06:00", "full")
    assert (new.keep_deleted_days, new.reserve_bytes) == (14, 2 * GIB)
    assert (new.camera, new.volume, new.layout, new.method) == ("auto", 80, "beside", "adaptive")
    assert new.zone == zone_of_box()


def test_everything_can_be_set(database):
    assert set(CHANGES) == {field.name for field in fields(BoxSettings)}
    with database.session() as session:
        given = save(session, **CHANGES)
    with database.reading() as session:
        assert load(session) == given == BoxSettings(**CHANGES)
    assert given.zone == ZoneInfo("Asia/Seoul")


def test_one_change_leaves_the_others(database):
    with database.session() as session:
        save(session, name="One", model="lite")
    with database.session() as session:
        assert save(session, name="Two") == BoxSettings(name="Two", model="lite")


def test_a_form_sends_text(database):
    with database.session() as session:
        given = save(
            session,
            name="  Box ",
            keep_deleted_days="7",
            job_time_factor="2.5",
            trusted_hosts="Box.Example.org., fd00::1\n box.example.org",
            volume="60",
            sound="no",
            patterned="yes",
        )
    assert (given.volume, given.sound, given.patterned, given.voice) == (60, False, True, True)
    assert (given.name, given.keep_deleted_days, given.job_time_factor) == ("Box", 7, 2.5)
    assert given.trusted_hosts == ("box.example.org", "fd00::1")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", ""),
        ("name", "  "),
        ("name", "x" * 41),
        ("name", "a\nb"),
        ("name", None),
        ("language", "de"),
        ("language", 3),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", "/etc/localtime"),
        ("timezone", "Europe"),
        ("timezone", "a\x00b"),
        ("night_start", "1:00"),
        ("night_start", "24:00"),
        ("night_start", "01:60"),
        ("night_end", "01:00:00"),
        ("night_end", 6),
        ("model", "huge"),
        ("trusted_hosts", "*"),
        ("trusted_hosts", ".example.org"),
        ("trusted_hosts", "a..b"),
        ("trusted_hosts", "http://box"),
        ("trusted_hosts", "box:80"),
        ("trusted_hosts", "a" * 254),
        ("trusted_hosts", [3]),
        ("trusted_hosts", {"box": 1}),
        ("trusted_hosts", " ".join(f"box{n}" for n in range(HOSTS_MAX + 1))),
        ("keep_deleted_days", -1),
        ("keep_deleted_days", 366),
        ("keep_deleted_days", 1.5),
        ("keep_deleted_days", "a week"),
        ("keep_deleted_days", True),
        ("keep_deleted_days", float("inf")),
        ("keep_deleted_days", float("nan")),
        ("lesson_max_bytes", 0),
        ("reserve_bytes", 0),
        ("job_memory_mb", 10),
        ("job_time_factor", 0),
        ("job_time_factor", float("nan")),
        ("job_time_factor", None),
        ("camera", ""),
        ("camera", "usb"),
        ("camera", "usb:100"),
        ("camera", "pi:"),
        ("camera", "film.mp4"),
        ("camera", "../film.mp4"),
        ("camera", "/film\n.mp4"),
        ("camera", "/film\0.mp4"),
        ("camera", "/" + "x" * 1000),
        ("camera", 0),
        ("volume", 101),
        ("volume", "loud"),
        ("sound", "on"),
        ("sound", 1),
        ("sound", None),
        ("layout", "sideways"),
        ("method", "guess"),
        ("no_such_setting", 1),
        ("restored", {"value": 1}),
    ],
)
def test_what_cannot_be_is_said_in_plain_words(sqlite_url, key, value):
    database = open_database(sqlite_url)
    with database.session() as session, pytest.raises(SettingError) as caught:
        save(session, **{"language": "ko", "model": "heavy", key: value})
    assert caught.value.setting == key
    assert isinstance(caught.value, FormboxError)
    assert str(caught.value)[0].isupper() or str(caught.value)[0] == "“"
    assert str(caught.value).endswith(".")
    with database.reading() as session:
        assert load(session) == BoxSettings()
    database.close()


@pytest.mark.parametrize(
    "name",
    ["auto", "none", "simulated", "0", "12", "usb:0", "pi", "pi:1", "/mina/me too.mp4", "/거실.mkv"],
)
def test_cameras_have_names(sqlite_url, name):
    database = open_database(sqlite_url)
    with database.session() as session:
        assert save(session, camera=f" {name} ").camera == name
    database.close()


def test_a_night_without_length(database):
    with database.session() as session:
        save(session, night_start="05:00")
        with pytest.raises(SettingError, match="must end at another time") as caught:
            save(session, night_end="05:00")
        assert caught.value.setting == "night_end"
        save(session, night_start="22:00", night_end="05:00")


def test_what_is_stored_and_no_setting_any_more_is_ignored(database, caplog):
    with database.session() as session:
        session.add_all(
            [
                Setting(key="of_an_older_version", value={"value": 1}),
                Setting(key="model", value={"value": "gigantic"}),
                Setting(key="language", value={}),
                Setting(key="night_start", value={"value": "06:00"}),
                Setting(key="name", value={"value": "kept"}),
            ]
        )
    with database.reading() as session, caplog.at_level(logging.WARNING):
        assert load(session) == BoxSettings(name="kept")
    assert {record.args[0] for record in caplog.records} == {"language", "model"}

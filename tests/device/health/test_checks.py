import logging
import subprocess
from types import SimpleNamespace

import pytest

from device.health import camera, disk, power, switching, temperature, versions
from device.health.level import HealthLevel
from device.health.masking import MASK, masked
from device.runtime import log

GB = 10**9


def lay(system, path, text):
    """A file of a machine that is not this one."""
    file = system / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize(
    ("free", "level"),
    [(10 * GB, HealthLevel.GOOD), (4 * GB - 1, HealthLevel.FAIR), (2 * GB - 1, HealthLevel.BAD)],
)
def test_a_disk_is_fine_while_twice_the_reserve_is_free(monkeypatch, tmp_path, free, level):
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda path: SimpleNamespace(total=64 * GB, free=free))
    found = disk.disk(tmp_path)
    assert (found.total, found.free) == (64 * GB, free)
    assert found.level(2 * GB) is level


def test_a_disk_that_is_gone_is_unknown(tmp_path):
    assert disk.disk(tmp_path / "gone") is None


def test_the_warmest_sensor_counts_and_broken_ones_do_not(tmp_path):
    assert temperature.temperature_c(tmp_path) is None
    for number, text in enumerate(("48200\n", "61300\n", "nonsense", "-273000\n", "200000\n")):
        lay(tmp_path, f"sys/class/thermal/thermal_zone{number}/temp", text)
    assert temperature.temperature_c(tmp_path) == 61.3


@pytest.mark.parametrize(
    ("celsius", "level"),
    [
        (None, HealthLevel.UNKNOWN),
        (60, HealthLevel.GOOD),
        (75, HealthLevel.FAIR),
        (81.9, HealthLevel.FAIR),
        (82, HealthLevel.BAD),
    ],
)
def test_warmth_has_levels(celsius, level):
    assert temperature.level(celsius) is level


@pytest.mark.parametrize(
    ("alarm", "level"), [("0\n", HealthLevel.GOOD), ("1\n", HealthLevel.BAD), ("?", HealthLevel.UNKNOWN)]
)
def test_the_kernels_sensor_tells_of_power(tmp_path, monkeypatch, alarm, level):
    monkeypatch.setattr(power.shutil, "which", lambda name: None)
    lay(tmp_path, "sys/class/hwmon/hwmon0/name", "cpu_thermal\n")
    lay(tmp_path, "sys/class/hwmon/hwmon1/name", "rpi_volt\n")
    lay(tmp_path, "sys/class/hwmon/hwmon1/in0_lcrit_alarm", alarm)
    assert power.power(tmp_path) is level


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ("throttled=0x0\n", HealthLevel.GOOD),
        ("throttled=0x50005\n", HealthLevel.BAD),
        ("throttled=0x50000\n", HealthLevel.FAIR),
        ("throttled=0x20000\n", HealthLevel.GOOD),
        ("VCHI initialization failed\n", HealthLevel.UNKNOWN),
    ],
)
def test_the_firmware_is_asked_where_there_is_no_sensor(tmp_path, monkeypatch, answer, level):
    program = tmp_path / "vcgencmd"
    program.write_text(f"#!/bin/sh\nprintf '{answer.strip()}\\n'\n")
    program.chmod(0o755)
    monkeypatch.setattr(power.shutil, "which", lambda name: str(program))
    assert power.power(tmp_path) is level


def test_a_firmware_that_hangs_is_unknown(tmp_path, monkeypatch):
    def hang(*_, **words):
        raise subprocess.TimeoutExpired("vcgencmd", words["timeout"])

    monkeypatch.setattr(power.shutil, "which", lambda name: "/usr/bin/vcgencmd")
    monkeypatch.setattr(power.subprocess, "run", hang)
    assert power.power(tmp_path) is HealthLevel.UNKNOWN


def test_cameras_are_named_once_and_a_pis_codecs_are_none(tmp_path):
    assert camera.cameras(tmp_path) == []
    for number, name in enumerate(
        ("bcm2835-codec-decode", "HD Pro Webcam C920", "HD Pro Webcam C920", "unicam")
    ):
        lay(tmp_path, f"sys/class/video4linux/video{number}/name", f"{name}\n")
    assert camera.cameras(tmp_path) == ["HD Pro Webcam C920", "unicam"]


def test_versions_name_the_board(tmp_path):
    lay(tmp_path, "sys/firmware/devicetree/base/model", "Raspberry Pi 5 Model B Rev 1.0\0")
    found = versions.versions(tmp_path)
    assert found["board"] == "Raspberry Pi 5 Model B Rev 1.0"
    assert {"python", "flask", "kernel"} <= set(found)
    assert versions.uptime_s() > 0


def test_without_a_journal_warnings_are_kept_in_a_file(tmp_path, monkeypatch):
    monkeypatch.delenv("JOURNAL_STREAM", raising=False)
    handler = log.write_to_file(tmp_path)
    try:
        for number in range(5):
            logging.getLogger("box").warning("line %s", number)
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    assert [line[-6:] for line in log.last_lines(tmp_path, 2)] == ["line 3", "line 4"]
    assert log.last_lines(tmp_path / "gone", 2) == []


def test_the_journal_is_asked_where_there_is_one(tmp_path, monkeypatch):
    program = tmp_path / "journalctl"
    program.write_text('#!/bin/sh\necho "asked: $*"\n')
    program.chmod(0o755)
    monkeypatch.setenv("JOURNAL_STREAM", "8:1")
    monkeypatch.setattr(log.shutil, "which", lambda name: str(program))
    assert log.write_to_file(tmp_path) is None
    [line] = log.last_lines(tmp_path, 7)
    assert "--unit formbox-*" in line
    assert "--lines 7" in line


@pytest.mark.parametrize(
    "secret",
    [
        "postgresql://box:hunter2@db/formbox",
        "GET https://video.example/watch?v=hunter2&t=1",
        "Cookie: hunter2",
        "X-CSRFToken=hunter2",
        "formbox=hunter2;",
        "password: hunter2",
        "pin=hunter2",
        "scrypt:8192:8:1$hunter2$abcdef",
        "hunter2@example.org",
        "code 271828 for Mina",
        "key 5f4dcc3b5aa765d61d8327deb882cf99",
        "eyJtZW1iZXIiOjF9abcdefgh.aBcDeF.abcdefghijklmnopqrstuvwxyz0",
        "from b8:27:eb:12:34:56",
    ],
)
def test_secrets_are_masked(secret):
    text = masked(f"2026-03-14 19:30:01,123 WARNING device: {secret}", ["Mina"])
    for word in ("hunter2", "271828", "Mina", "5f4dcc", "eyJtZW", "b8:27"):
        assert word not in text
    assert MASK in text
    assert text.startswith("2026-03-14 19:30:01,123 WARNING device: ")


def test_names_are_masked_as_words_only():
    assert masked("Jun saw Juniper; JUN!", ["Jun", ""]) == f"{MASK} saw Juniper; {MASK}!"


@pytest.mark.parametrize(
    "line", ["frame 1234567 of 12", "took 0.123456 s", "job 12 is 43 % done", "formbox: There is no file x."]
)
def test_what_is_no_secret_stays(line):
    assert masked(line) == line


def test_only_two_wishes_can_be_left(tmp_path):
    with pytest.raises(ValueError, match="cannot be asked"):
        switching.request_action(tmp_path, "../../etc/x")
    switching.request_action(tmp_path, "restart")
    assert [path.name for path in tmp_path.iterdir()] == ["wanted-restart"]

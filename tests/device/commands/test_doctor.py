import argparse
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from device.commands import doctor
from device.health.level import HealthLevel
from device.store.database import open_database
from device.store.folder import DATABASE, Folder
from models.fetching.manifest import manifest

CARDS = """ 0 [vc4hdmi0       ]: vc4-hdmi - vc4-hdmi-0
                      vc4-hdmi-0
 1 [Headphones     ]: bcm2835_headphonbcm2835 Headphones - bcm2835 Headphones
"""


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch, tmp_path):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "FORMBOX_DATABASE_URL", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FORMBOX_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def system(tmp_path):
    """An empty machine."""
    place = tmp_path / "system"
    place.mkdir()
    return place


@pytest.fixture
def box(tmp_path):
    folder = Folder(tmp_path / "box")
    folder.make()
    return folder


def put(system, path, text=""):
    place = system / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)


def test_a_bare_machine(box, system):
    found = doctor.examine(box, system)
    levels = {name: finding.level for name, finding in found.items() if name != "disk"}
    assert levels == {
        "temperature": HealthLevel.UNKNOWN,
        "power": HealthLevel.UNKNOWN,
        "camera": HealthLevel.FAIR,
        "networks": HealthLevel.BAD,
        "database": HealthLevel.FAIR,
        "sound": HealthLevel.FAIR,
        "screen": HealthLevel.BAD,
    }
    assert all(finding.sentence for finding in found.values())


def test_nothing_is_made_or_changed(box, system):
    before = sorted(path.name for path in box.root.rglob("*"))
    doctor.examine(box, system)
    assert sorted(path.name for path in box.root.rglob("*")) == before


def test_a_camera_that_can_be_opened(system):
    put(system, "sys/class/video4linux/video10/name", "bcm2835-codec-decode\n")
    put(system, "sys/class/video4linux/video0/name", "Living room webcam\n")
    put(system, "dev/video0")
    found = doctor.camera(system)
    assert (found.level, found.sentence) == (HealthLevel.GOOD, "Living room webcam.")


def test_a_camera_that_cannot_be_opened(system):
    put(system, "sys/class/video4linux/video0/name", "Living room webcam\n")
    assert doctor.camera(system).level is HealthLevel.BAD


def test_a_decoder_is_no_camera(system):
    put(system, "sys/class/video4linux/video10/name", "bcm2835-codec-decode\n")
    put(system, "dev/video10")
    assert doctor.camera(system).level is HealthLevel.FAIR


@pytest.fixture
def cached(tmp_path, monkeypatch):
    """The files of networks that are small, fetched and whole; by the network's name."""
    cache, models = tmp_path / "cache", []
    cache.mkdir()
    for model in manifest().models:
        content = model.name.encode() * 99
        (cache / model.file).write_bytes(content)
        models.append(replace(model, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content)))
    small = replace(manifest(), models=tuple(models))
    monkeypatch.setattr(doctor, "manifest", lambda: small)
    return {model.name: cache / model.file for model in models}


def test_whole_networks_are_good(box, cached):
    found = doctor.networks(box)
    assert (found.level, found.sentence.partition(" in ")[0]) == (HealthLevel.GOOD, "detector, full, lite")


def spoil_last_byte(path):
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


@pytest.mark.parametrize("spoil", [Path.unlink, spoil_last_byte, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("names", [["detector"], ["lite", "full"]])
def test_networks_are_read_to_the_last_byte(box, cached, names, spoil):
    for name in names:
        spoil(cached[name])
    found = doctor.networks(box)
    assert found.level is HealthLevel.BAD
    wanted = [name for name in cached if name in names]
    assert f"run `python -m models fetch {' '.join(wanted)}`" in found.sentence


def test_a_network_that_is_not_used_may_be_missing(box, cached):
    cached["heavy"].unlink()
    assert doctor.networks(box).level is HealthLevel.GOOD


def test_a_sound_database(box):
    open_database(box.database_url).close()
    assert doctor.database(box).sentence == "sqlite, 0 lessons."


def test_a_database_that_is_none(box):
    (box.root / DATABASE).write_bytes(b"this is not a database, however long it may be" * 100)
    found = doctor.database(box)
    assert found.level is HealthLevel.BAD
    assert "cannot be read" in found.sentence


def test_a_damaged_database_is_noticed(box):
    open_database(box.database_url).close()
    path = box.root / DATABASE
    whole = path.read_bytes()
    # the pages after the first few hold tables and indexes
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * 4096 + whole[len(whole) // 2 + 4096 :])
    assert doctor.database(box).level is HealthLevel.BAD


def test_sound_cards(system):
    put(system, "proc/asound/cards", CARDS)
    found = doctor.sound(system)
    assert found.level is HealthLevel.GOOD
    assert "vc4-hdmi-0" in found.sentence
    assert "Headphones" in found.sentence


def test_a_machine_without_sound(system):
    put(system, "proc/asound/cards", "--- no soundcards ---\n")
    assert doctor.sound(system).level is HealthLevel.FAIR


def test_a_screen_on_the_console(system):
    put(system, "sys/class/drm/card1-HDMI-A-1/status", "disconnected\n")
    assert doctor.screen(system).level is HealthLevel.BAD
    put(system, "sys/class/drm/card1-HDMI-A-2/status", "connected\n")
    assert "may not be opened" in doctor.screen(system).sentence
    put(system, "dev/dri/card1")
    assert doctor.screen(system).sentence == "card1-HDMI-A-2, with the driver kmsdrm."


def test_a_desktop_is_a_screen(system, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    assert doctor.screen(system).level is HealthLevel.GOOD


@pytest.mark.parametrize(
    ("celsius", "level"), [(48, HealthLevel.GOOD), (78, HealthLevel.FAIR), (84, HealthLevel.BAD)]
)
def test_temperature(system, celsius, level):
    put(system, "sys/class/thermal/thermal_zone0/temp", f"{celsius}000\n")
    found = doctor.temperature(system)
    assert found.level is level
    assert found.sentence.startswith(f"{celsius} °C.")


def test_a_full_disk(box, monkeypatch):
    usage = shutil.disk_usage(box.root)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10**6))
    assert doctor.disk(box).level is HealthLevel.BAD
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=10**12))
    assert doctor.disk(box).level is HealthLevel.GOOD


def test_the_table_and_its_status(box, monkeypatch, capsys):
    monkeypatch.setenv("FORMBOX_HOME", str(box.root))
    monkeypatch.setattr(
        doctor,
        "examine",
        lambda _: {
            "disk": doctor.Finding(HealthLevel.GOOD, "Room enough."),
            "camera": doctor.Finding(HealthLevel.FAIR, "None."),
        },
    )
    assert doctor.run(argparse.Namespace()) == 0
    assert capsys.readouterr().out == "ok    disk    Room enough.\nwarn  camera  None.\n"
    monkeypatch.setattr(doctor, "examine", lambda _: {"screen": doctor.Finding(HealthLevel.BAD, "None.")})
    assert doctor.run(argparse.Namespace()) == 1

"""An archive is taken as a whole or refused in plain words, whatever somebody made of it."""

import random
import shutil
import zipfile
from types import SimpleNamespace

import pytest

from device.store.backup import archive, unpacking
from device.store.backup.restore import restore
from device.store.errors import BackupError
from tests.device.store.backup.archives import refused, rewritten


def test_an_archive_written_anew_is_taken(sqlite_home, source, now):
    """What the other tests change is what they are refused for."""
    rewritten(source)
    restore(*sqlite_home, source, now=now)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_archive(sqlite_home, source, now, share):
    data = source.read_bytes()
    source.write_bytes(data[: int(len(data) * share)])
    refused(sqlite_home, source, now, "damaged, incomplete, or not a backup")


def test_flipped_bytes_are_found_or_do_not_matter(folder, source, tmp_path):
    data = bytearray(source.read_bytes())
    whole, found = None, 0
    there = random.Random(7)
    # half of them where the lists lie, at the end
    places = [there.randrange(len(data)) for _ in range(60)] + [
        len(data) - there.randrange(6000) - 1 for _ in range(60)
    ]
    for number, place in enumerate(places):
        damaged = data.copy()
        damaged[place] ^= 1 << there.randrange(8)
        source.write_bytes(damaged)
        stage = tmp_path / f"stage{number}"
        try:
            unpacking.unpack(source, folder, stage)
        except BackupError:
            found += 1
            continue
        finally:
            unpacked = {
                path.relative_to(stage): path.read_bytes() for path in stage.rglob("*") if path.is_file()
            }
            shutil.rmtree(stage, ignore_errors=True)
        # a date or an attribute that nobody reads
        whole = unpacked if whole is None else whole
        assert unpacked == whole
    assert found >= len(places) // 2


def test_a_flipped_byte_in_a_film(sqlite_home, source, now):
    data = bytearray(source.read_bytes())
    place = data.index(b"new tv.mp4")
    data[place] ^= 1
    source.write_bytes(data)
    refused(sqlite_home, source, now, "damaged")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "lessons/../../evil",
        "lessons/1/../../../evil",
        "lessons/01/original",
        "lessons/1/work",
        "lessons/1/work/part",
        "lessons/1/.hidden",
        "tracks/a/b.npz",
        "tracks/..",
        "session.key",
        "formbox.db",
        "lessons/1/a\x00b",
        "lessons\\1\\a",
    ],
)
def test_a_path_that_leads_out(sqlite_home, source, now, name):
    rewritten(source, add=[(name, b"evil")])
    refused(sqlite_home, source, now, "belongs nowhere|not what is in it")
    assert not list(sqlite_home[1].root.parent.rglob("evil"))


def test_a_newer_revision(sqlite_home, source, now):
    rewritten(source, manifest=lambda said: said.update(revision="9999"))
    refused(sqlite_home, source, now, "newer Formbox")


def test_another_format(sqlite_home, source, now):
    rewritten(source, manifest=lambda said: said.update(format="formbox-backup-2"))
    refused(sqlite_home, source, now, "another version")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.pop("files"),
        lambda said: said.update(files=None),
        lambda said: said.update(rows=[]),
        lambda said: said["rows"].pop("lessons"),
        lambda said: said.update(made_at="yesterday"),
        lambda said: said.update(made_at="2026-01-01T00:00:00"),
        lambda said: said["files"][0].update(size=-1),
        lambda said: said["files"][0].update(size="a"),
        lambda said: said["files"][0].update(sha256="0"),
        lambda said: said["files"].append(said["files"][0]),
        lambda said: said["files"].pop(),
        lambda said: said["files"][-1].update(size=said["files"][-1]["size"] + 1),
        lambda said: said["files"][-1].update(sha256="0" * 64),
        lambda said: said["rows"].update(members=3),
        lambda said: said["rows"].update(alembic_version=1),
    ],
)
def test_a_manifest_that_does_not_fit(sqlite_home, source, now, spoil):
    rewritten(source, manifest=spoil)
    refused(sqlite_home, source, now, "not a backup|damaged|tables")


def test_a_table_of_another_program(sqlite_home, source, now):
    rewritten(source, manifest=lambda said: said["rows"].update(evil=0), add=[("tables/evil.jsonl", b"")])
    refused(sqlite_home, source, now, "tables that its version does not know")


def test_a_bomb_of_zeros(sqlite_home, source, now):
    """What a little file unpacks to must fit on the disk; and only rows may be packed at all."""
    rewritten(source, add=[("tracks/zeros.npz", bytes(5_000_000))], compression=zipfile.ZIP_DEFLATED)
    assert source.stat().st_size < 100_000
    refused(sqlite_home, source, now, "lie over each other")


def test_no_room(sqlite_home, source, now, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=archive.SPARE_BYTES + 1000))
    refused(sqlite_home, source, now, "The backup needs 1 MB; the disk has 1 MB free")


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + bytes(18), bytes(10_000)])
def test_no_archive_at_all(sqlite_home, source, now, data):
    source.write_bytes(data)
    refused(sqlite_home, source, now, "not a backup of Formbox")


def test_a_folder_that_is_no_backup(sqlite_home, tmp_path, now):
    refused(sqlite_home, tmp_path, now, "not one that an earlier restore kept")

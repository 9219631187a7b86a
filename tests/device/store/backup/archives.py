"""Backups written anew with something wrong in them."""

import hashlib
import json
import zipfile

import pytest

from device.store.backup import archive
from device.store.backup.restore import restore
from device.store.errors import BackupError
from tests.device.store.furnished import picture


def refused(home, source, now, words):
    """Restoring fails in these words, and nothing has changed or stayed behind."""
    before, names = picture(*home), {path.name for path in home[1].root.iterdir()}
    with pytest.raises(BackupError, match=words):
        restore(*home, source, now=now)
    assert picture(*home) == before
    left = {path.name for path in home[1].root.iterdir()} - names
    assert left <= {"restore.lock", "playing.lock"}


def rewritten(source, change=None, manifest=None, add=(), **zipped):
    """The archive written anew: change(name, data) -> data or None; manifest(dict) edits its list."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    said = json.loads(members.pop(archive.MANIFEST))
    for name in list(members):
        data = members[name] if change is None else change(name, members[name])
        if data is None:
            del members[name]
        else:
            members[name] = data
    listed = []
    for name, data in [*members.items(), *add]:
        listed.append({"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    said["files"] = listed
    if manifest is not None:
        manifest(said)
    with zipfile.ZipFile(source, "w", **zipped) as new:
        for name, data in [*members.items(), *add, (archive.MANIFEST, json.dumps(said).encode())]:
            new.writestr(name, data)


def edit(table, edit_row):
    """A change for `rewritten`: every row of one table."""

    def change(name, data):
        if name != archive.table_name(table):
            return data
        rows = [json.loads(line) for line in data.splitlines()]
        for row in rows:
            edit_row(row)
        return b"".join(json.dumps(row).encode() + b"\n" for row in rows)

    return change

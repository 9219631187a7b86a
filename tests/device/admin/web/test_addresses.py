import pytest

from device.admin.web import addresses
from device.admin.web.addresses import DEFAULT_PORT, note_addresses, noted_addresses


def test_what_was_noted_is_told(folder, monkeypatch):
    monkeypatch.setattr(addresses, "_sender", lambda _, away: "10.0.0.7" if "." in away else "")
    monkeypatch.setattr(addresses.socket, "gethostname", lambda: "Box.lan")
    note_addresses(folder, 8123)
    # another process may see no network at all
    monkeypatch.setattr(addresses, "_sender", lambda *_: "")
    assert noted_addresses(folder) == ["http://10.0.0.7:8123", "http://box.local:8123"]


def test_before_anything_was_noted_there_is_a_guess(folder):
    assert noted_addresses(folder)[0].endswith(f":{DEFAULT_PORT}")


def test_a_spoiled_note_is_no_note(folder):
    for text in ("", "[]", "{", '{"addresses": []}'):
        (folder.run / addresses.NOTES_FILE).write_text(text)
        assert noted_addresses(folder)


def test_the_same_note_is_not_written_twice(folder, monkeypatch):
    note_addresses(folder, 8123)
    monkeypatch.setattr(addresses, "write_atomic", lambda *_: pytest.fail("written again"))
    note_addresses(folder, 8123)

"""A client of the tus protocol on one phone, that says what it is told to, and bytes to send."""

import base64
import io
import shutil
from typing import NamedTuple

from device.store import settings

FILM = bytes(range(256)) * 400  # what a film is to this part: bytes
WHOLE = len(FILM)


def described(**words):
    return ",".join(f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in words.items())


class Tus:
    """A client of the protocol on one phone."""

    def __init__(self, phone):
        self.phone = phone

    def ask(self, method, path, headers=None, **more):
        return self.phone.open(
            path, method=method, headers={"Tus-Resumable": "1.0.0", **(headers or {})}, **more
        )

    def begin(self, length=WHOLE, name="Leg day", filename="IMG_1.MOV", **more):
        words = described(name=name, filename=filename)
        headers = {"Upload-Length": str(length), "Upload-Metadata": words, **more.pop("headers", {})}
        return self.ask("POST", "/uploads", headers, **more)

    def new(self, length=WHOLE, **more):
        answer = self.begin(length, **more)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    def send(self, path, offset, data, length=None):
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return self.ask(
            "PATCH",
            path,
            headers,
            input_stream=io.BytesIO(data),
            content_length=len(data) if length is None else length,
        )

    def offset(self, path):
        answer = self.ask("HEAD", path)
        assert answer.status_code == 200
        return int(answer.headers["Upload-Offset"])


def rows(database, kind):
    """All rows of a table."""
    with database.reading() as session:
        found = session.query(kind).all()
        session.expunge_all()
    return found


class Usage(NamedTuple):
    """What shutil.disk_usage gives."""

    total: int
    used: int
    free: int


def leave_free(monkeypatch, count):
    """Make the disk have so many bytes free beyond the box's reserve."""
    usage = Usage(1 << 50, 0, settings.BoxSettings().reserve_bytes + count)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

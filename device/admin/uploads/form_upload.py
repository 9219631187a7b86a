"""The file of a plain form, written straight into the inbox while it arrives.

Flask would put it into memory or a temporary folder first, which may be memory too. Decides where such a file
lies and that nothing of it stays when it does not become an upload; what becomes of it is in `uploads`.
"""

import os
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, Final

from flask import Request, abort
from werkzeug.exceptions import HTTPException

from device.admin.lessons.lesson_text import no_room, too_large
from device.admin.uploads.intake import room
from device.admin.web.access import current_member
from device.admin.web.services import services
from device.store import uploads

ENDPOINT: Final = "uploads.plain"


class NoRoom(HTTPException):
    """There is no place for the file."""

    code = HTTPStatus.INSUFFICIENT_STORAGE.value


@dataclass(slots=True)
class Part:
    """A file of the form. source: the name that the browser gives it; it is shown, never opened."""

    id: str
    path: Path
    file: IO[bytes]
    source: str
    kept: bool = field(default=False)

    @property
    def length(self) -> int:
        """Its bytes that are here."""
        self.file.flush()
        return os.fstat(self.file.fileno()).st_size

    def keep(self) -> None:
        """Its bytes are safe and will be used."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.kept = True


class Forms(Request):
    """A request whose uploaded files go into the box's inbox."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.parts: list[Part] = []

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.endpoint != ENDPOINT:
            return super()._get_file_stream(total_content_length, content_type, filename, content_length)
        if not self.parts:
            _check_room(total_content_length or 0)
        part_id = uploads.new_id()
        path = services().folder.upload(part_id)
        self.parts.append(Part(part_id, path, path.open("x+b"), filename or ""))
        return self.parts[-1].file

    def drop(self) -> None:
        """Let go of the files, and remove those that were not kept."""
        for part in self.parts:
            part.file.close()
            if not part.kept:
                part.path.unlink(missing_ok=True)
        self.parts.clear()


def _check_room(length: int) -> None:
    box = services()
    with box.database.reading() as session:
        now = room(session, box.folder, box.clock(), current_member().id)
    if length > now.most:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large(length, now.most))
    if length > now.free:
        # not by its number: werkzeug knows no exception for it
        raise NoRoom(no_room(length, now.free))

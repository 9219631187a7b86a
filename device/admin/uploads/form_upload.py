"""The files of a plain form, written straight into the inbox while they arrive.

Flask would put them into memory or a temporary folder first, which may be memory too. Decides where such a
file lies, and that it is removed when it does not become an upload.
"""

import os
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, Final

from flask import Request, abort
from werkzeug.exceptions import HTTPException

from device.admin.lessons.lesson_text import no_room, too_large
from device.admin.web.access import current_member, still_allowed
from device.admin.web.services import services
from device.store import uploads
from device.store.intake import Intake
from device.store.upload_errors import FileTooLargeError, NoSpaceError

ENDPOINT: Final = "uploads.plain"


class InsufficientStorage(HTTPException):
    """507, for which werkzeug has no exception."""

    code = HTTPStatus.INSUFFICIENT_STORAGE.value


@dataclass(slots=True)
class FormFile:
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
        """Sync its bytes to the disk, and do not remove it with the request."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.kept = True


class UploadRequest(Request):
    """A request whose form's files go into the box's inbox."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.form_files: list[FormFile] = []

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if self.endpoint != ENDPOINT:
            return super()._get_file_stream(total_content_length, content_type, filename, content_length)
        if not self.form_files:
            _check_limits(total_content_length or 0)
        upload_id = uploads.new_id()
        path = services().folder.upload(upload_id)
        self.form_files.append(FormFile(upload_id, path, path.open("x+b"), filename or ""))
        return self.form_files[-1].file

    def drop(self) -> None:
        """Close the files, and remove those that were not kept."""
        for file in self.form_files:
            file.file.close()
            if not file.kept:
                file.path.unlink(missing_ok=True)
        self.form_files.clear()


def intake() -> Intake:
    """The store's intake, over the box of this request."""
    box = services()
    return Intake(box.folder, box.database, box.clock, box.may_delete, still_allowed)


def _check_limits(length: int) -> None:
    """Refuse with a page: the form comes from a browser, not from a client of tus."""
    try:
        intake().limits(current_member().id).check(length)
    except FileTooLargeError as error:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large(error.length, error.most))
    except NoSpaceError as error:
        raise InsufficientStorage(no_room(error.length, error.free)) from error

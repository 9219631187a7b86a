"""The files of a lesson for the browser: video, picture, skeleton.

Decides how they are sent: found by the lesson's id, never by a name from a client, and in pieces that a
thread of the server can send at once, so that a paused video holds no thread.
"""

import os
import re
from http import HTTPStatus
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue

from device.admin.web.access import require_mine
from device.admin.web.services import services
from device.store.folder import LessonFiles, opened
from device.store.tables import Lesson

# Bytes of one answer; HTTP allows shorter ranges than asked for, and the browser asks again.
PIECE_MAX: Final = 4 << 20
# The addresses carry the time of preparation, so a cached file is never of an older version.
KEEP_S: Final = 7 * 24 * 3600
# The ending of a film's name, and what no phone takes in a name.
ENDING: Final = re.compile(r"\.[a-z0-9]{1,5}", re.ASCII)
UNFIT: Final = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]+')

blueprint = Blueprint("files", __name__)


@blueprint.get("/<int:lesson_id>/video")
def video(lesson_id: int) -> ResponseReturnValue:
    """The video that the TV plays, with ranges."""
    return _sent(_files(lesson_id).video, "video/mp4", in_pieces=True)


@blueprint.get("/<int:lesson_id>/thumbnail")
def thumbnail(lesson_id: int) -> ResponseReturnValue:
    """The lesson's picture."""
    return _sent(_files(lesson_id).thumbnail, "image/jpeg")


@blueprint.get("/<int:lesson_id>/skeleton")
def skeleton(lesson_id: int) -> ResponseReturnValue:
    """The tutor's joints by picture (format: device.store.folder)."""
    return _sent(_files(lesson_id).skeleton, "application/json")


@blueprint.get("/<int:lesson_id>/original")
def original(lesson_id: int) -> ResponseReturnValue:
    """The file as it was uploaded, to be kept on the phone; for those who may change the lesson."""
    with services().database.reading() as session:
        lesson = session.get(Lesson, lesson_id)
        if lesson is None:
            abort(HTTPStatus.NOT_FOUND)
        require_mine(lesson.added_by)
        name = download_name(lesson)
    return _sent(services().folder.lesson(lesson_id).original, "application/octet-stream", saved_as=name)


def download_name(lesson: Lesson) -> str:
    """The lesson's name, with the ending that its file had when it came: phones choose a player by it."""
    ending = PurePosixPath(PureWindowsPath(lesson.source).name).suffix.lower()
    stem = " ".join(UNFIT.sub(" ", lesson.name).split()).strip(" .") or "video"
    return stem + (ending if ENDING.fullmatch(ending) else ".mp4")


def _files(lesson_id: int) -> LessonFiles:
    box = services()
    with box.database.reading() as session:
        if session.get(Lesson, lesson_id) is None:
            abort(HTTPStatus.NOT_FOUND)
    return box.folder.lesson(lesson_id)


def _sent(path: Path, kind: str, *, in_pieces: bool = False, saved_as: str | None = None) -> Response:
    try:
        file = opened(path)
    except OSError:
        abort(HTTPStatus.NOT_FOUND)
    with file:
        state = os.fstat(file.fileno())
        if in_pieces:
            _shorten_range(state.st_size)
        # the very file that was opened: by its path it could be another one by now
        answer = send_file(
            f"/proc/self/fd/{file.fileno()}",
            mimetype=kind,
            conditional=True,
            etag=f"{state.st_mtime_ns}-{state.st_size}",
            as_attachment=saved_as is not None,
            download_name=saved_as,
            max_age=KEEP_S if saved_as is None else None,
        )
    kept = f"private, max-age={KEEP_S}" if saved_as is None else "private, no-store"
    answer.headers["Cache-Control"] = kept
    return answer


def _shorten_range(size: int) -> None:
    wanted = request.range
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return
    found = wanted.range_for_length(size)
    if found is None:
        return
    start, end = found
    request.environ["HTTP_RANGE"] = f"bytes={start}-{min(end, start + PIECE_MAX) - 1}"

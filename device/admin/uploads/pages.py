"""Uploads over HTTP: the tus 1.0.0 protocol (creation with or without bytes, termination, expiration), and a
plain form for browsers without scripts.

Decides what is answered to which request; how bytes become safe is in `receiving`, what a request means in
`tus`. The file's type is not looked at: its name says nothing, and the night probes it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final, cast

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import http_date

from device.admin.lessons.lesson_text import no_room, size, too_large
from device.admin.uploads import intake, tus
from device.admin.uploads.form_upload import Forms
from device.admin.uploads.tus import Refused
from device.admin.web.access import body_up_to, current_member, require_mine
from device.admin.web.services import services
from device.store import settings, uploads
from device.store.tables import Upload

LESSON: Final = "Formbox-Lesson"  # a header: the lesson that a finished upload became

blueprint = Blueprint("uploads", __name__, url_prefix="/uploads")
blueprint.record(lambda state: setattr(state.app, "request_class", Forms))
blueprint.register_error_handler(Refused, Refused.answer)


@blueprint.after_request
def _speak_tus(response: Response) -> Response:
    if request.endpoint not in {"uploads.new", "uploads.plain"}:
        response.headers["Tus-Resumable"] = tus.VERSION
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.teardown_request
def _drop(_error: BaseException | None) -> None:
    cast("Forms", request).drop()


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """The page with the form."""
    box = services()
    with box.database.reading() as session:
        room = intake.room(session, box.folder, box.clock(), current_member().id)
    return render_template("uploads/upload.html", room=room, size=size)


@blueprint.route("/", methods=["OPTIONS"], provide_automatic_options=False)
@blueprint.route("/<upload_id>", methods=["OPTIONS"], provide_automatic_options=False)
def abilities(upload_id: str = "") -> ResponseReturnValue:  # noqa: ARG001 - the same for all
    """Which version and extensions, and how large a file may be."""
    with services().database.reading() as session:
        most = settings.load(session).lesson_max_bytes
    headers = {"Tus-Version": tus.VERSION, "Tus-Extension": tus.EXTENSIONS, "Tus-Max-Size": str(most)}
    return Response(status=HTTPStatus.NO_CONTENT, headers=headers)


@blueprint.route("/", methods=["POST"], provide_automatic_options=False)
@body_up_to(tus.LENGTH_MAX)
def begin() -> ResponseReturnValue:
    """Creation, perhaps with the first bytes."""
    tus.speaks_version()
    upload = _begun(tus.wish())
    headers = {"Location": url_for("uploads.one", upload_id=upload.id)}
    if tus.has_bytes():
        upload = _received(upload, 0)
        headers["Upload-Offset"] = str(upload.offset_bytes)
    return Response(status=HTTPStatus.CREATED, headers=headers | _outcome(upload))


@blueprint.route("/<upload_id>", methods=["HEAD"], provide_automatic_options=False)
def one(upload_id: str) -> ResponseReturnValue:
    """How much is here."""
    tus.speaks_version()
    upload = _mine(upload_id)
    safe = intake.safe_bytes(services().folder, upload)
    headers = {"Upload-Offset": str(safe), "Upload-Length": str(upload.length_bytes)}
    return Response(status=HTTPStatus.OK, headers=headers | _outcome(upload))


@blueprint.route("/<upload_id>", methods=["PATCH", "POST"], provide_automatic_options=False)
@body_up_to(tus.LENGTH_MAX)
def go_on(upload_id: str) -> ResponseReturnValue:
    """More bytes. POST comes from clients that cannot send other methods."""
    if tus.method() == "DELETE":
        return end(upload_id)
    if tus.method() != "PATCH":
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, tus.misunderstood())
    tus.speaks_version()
    if not tus.has_bytes():
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, tus.misunderstood())
    upload = _received(_mine(upload_id), tus.number("Upload-Offset"))
    headers = {"Upload-Offset": str(upload.offset_bytes)}
    return Response(status=HTTPStatus.NO_CONTENT, headers=headers | _outcome(upload))


@blueprint.route("/<upload_id>", methods=["DELETE"], provide_automatic_options=False)
def end(upload_id: str) -> ResponseReturnValue:
    """Termination: what came of it is thrown away; a lesson that it became stays."""
    tus.speaks_version()
    upload = _mine(upload_id, even_over=True)
    box = services()
    with _in_words(), intake.part_of(box.folder, upload.id):
        with box.database.session() as session:
            row = session.get(Upload, upload.id)
            if row is not None:
                session.delete(row)
        box.folder.upload(upload.id).unlink(missing_ok=True)
    return Response(status=HTTPStatus.NO_CONTENT)


@blueprint.post("/plain")
@body_up_to(tus.LENGTH_MAX)
def plain() -> ResponseReturnValue:
    """A form with files, sent whole: for browsers without scripts."""
    parts = [part for part in cast("Forms", request).parts if part.source]
    name = request.form.get("name", "") if len(parts) == 1 else ""
    box, made = services(), []
    for part in parts:
        if part.length < 1:
            flash(_("%(name)s is empty.", name=part.source), "bad")
            continue
        now = box.clock()
        part.keep()
        with box.database.session() as session:
            upload = uploads.begin(session, now, current_member().id, name, part.source, part.length, part.id)
            uploads.keep_offset(session, now, upload.id, part.length)
        made.append(intake.finish(box.folder, box.database, now, upload.id))
    if not made:
        if not parts:
            flash(_("Please choose a video."), "bad")
        return redirect(url_for("uploads.new"), HTTPStatus.SEE_OTHER)
    if len(made) > 1:
        return redirect(url_for("lessons.library"), HTTPStatus.SEE_OTHER)
    return redirect(url_for("lessons.lesson", lesson_id=made[0]), HTTPStatus.SEE_OTHER)


def _begun(wish: tus.Wish) -> Upload:
    box, member = services(), current_member()
    now = box.clock()
    intake.clear(box.folder, box.database, now)
    with box.database.session() as session:
        room = intake.room(session, box.folder, now, member.id)
        if wish.length > room.most:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large(wish.length, room.most))
        if wish.length > room.free:
            raise Refused(HTTPStatus.INSUFFICIENT_STORAGE, no_room(wish.length, room.free))
        if uploads.open_uploads(session, now, member.id).mine >= uploads.OPEN_MAX:
            raise Refused(
                HTTPStatus.TOO_MANY_REQUESTS,
                _("Too many uploads are unfinished. Please finish or remove some of them first."),
            )
        return uploads.begin(session, now, member.id, wish.name, wish.source, wish.length)


def _received(upload: Upload, offset: int) -> Upload:
    """Take the body of this request, which begins at `offset`; the upload as it is then."""
    box = services()
    if upload.lesson_id is not None:
        _check_offset(offset, upload.length_bytes)
        return upload

    def keep(confirmed: int) -> None:
        with box.database.session() as session:
            uploads.keep_offset(session, box.clock(), upload.id, confirmed)

    with _in_words(), intake.part_of(box.folder, upload.id) as file:
        safe = intake.cut_to_safe(box.database, file, upload.id, box.clock())
        _check_offset(offset, safe)
        if (request.content_length or 0) > upload.length_bytes - safe:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("That is more than was announced."))
        intake.append(file, request.stream, safe, upload.length_bytes, keep)
        return _fresh(upload.id)


def _check_offset(given: int, safe: int) -> None:
    if given != safe:
        sentence = _("Something changed in the meantime. Please look again.")
        raise Refused(HTTPStatus.CONFLICT, sentence, {"Upload-Offset": str(safe)})


def _mine(upload_id: str, *, even_over: bool = False) -> Upload:
    with services().database.reading() as session:
        upload = session.get(Upload, upload_id)
        if upload is None:
            raise Refused(HTTPStatus.NOT_FOUND, _("There is no such upload."))
        require_mine(upload.member_id)
        over = uploads.is_over(upload, services().clock())
    if over and not even_over:
        raise Refused(HTTPStatus.GONE, _("This upload was left for too long. Please begin it anew."))
    return _fresh(upload_id)


def _fresh(upload_id: str) -> Upload:
    """The row as it is now; one whose last byte is here becomes its lesson first."""
    box = services()
    with box.database.reading() as session:
        upload = session.get_one(Upload, upload_id)
        session.expunge(upload)
    if upload.offset_bytes == upload.length_bytes and upload.lesson_id is None:
        with _in_words():
            upload.lesson_id = intake.finish(box.folder, box.database, box.clock(), upload_id)
    return upload


def _outcome(upload: Upload) -> dict[str, str]:
    """Until when it may go on, or which lesson it is."""
    if upload.lesson_id is not None:
        return {LESSON: str(upload.lesson_id)}
    return {"Upload-Expires": http_date(upload.expires_at)}


@contextmanager
def _in_words() -> Iterator[None]:
    """Say what went wrong with the bytes."""
    try:
        yield
    except intake.UploadBusyError as error:
        raise Refused(HTTPStatus.LOCKED, _("This upload is being sent by another page.")) from error
    except intake.UploadGoneError as error:
        raise Refused(HTTPStatus.NOT_FOUND, _("There is no such upload.")) from error
    except intake.NoRoomError as error:
        raise Refused(HTTPStatus.INSUFFICIENT_STORAGE, _("The box's disk is full.")) from error

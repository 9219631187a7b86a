"""Uploads over HTTP: the tus 1.0.0 protocol (creation with or without bytes, termination, expiration), and a
plain form for browsers without scripts.

Decides which answer each request gets. `device.store.intake` makes the bytes safe, `tus` reads the requests.
The file's type is not looked at: its name says nothing, and the night probes it.
"""

from http import HTTPStatus
from typing import Final, cast

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.http import http_date

from device.admin.lessons.lesson_text import no_room, size, too_large, too_many
from device.admin.uploads import tus
from device.admin.uploads.form_upload import UploadRequest, intake
from device.admin.uploads.tus import TusRefusal
from device.admin.web.access import body_up_to, current_member, require_mine
from device.admin.web.services import services
from device.store import settings
from device.store.intake import IncomingUpload
from device.store.upload_errors import (
    DiskFullError,
    FileTooLargeError,
    NoSpaceError,
    TooManyBytesError,
    TooManyUploadsError,
    UploadBusyError,
    UploadError,
    UploadExpiredError,
    UploadGoneError,
    WrongOffsetError,
)

LESSON: Final = "Formbox-Lesson"  # a header: the lesson that a finished upload became

blueprint = Blueprint("uploads", __name__, url_prefix="/uploads")
blueprint.record(lambda state: setattr(state.app, "request_class", UploadRequest))
blueprint.register_error_handler(TusRefusal, TusRefusal.answer)


@blueprint.errorhandler(UploadError)
def _refuse(error: UploadError) -> Response:
    return _refusal(error).answer()


def _refusal(error: UploadError) -> TusRefusal:
    match error:
        case FileTooLargeError():
            return TusRefusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large(error.length, error.most))
        case NoSpaceError():
            return TusRefusal(HTTPStatus.INSUFFICIENT_STORAGE, no_room(error.length, error.free))
        case WrongOffsetError():
            sentence = _("Something changed in the meantime. Please look again.")
            return TusRefusal(HTTPStatus.CONFLICT, sentence, {"Upload-Offset": str(error.safe)})
    status, sentence = {
        TooManyUploadsError: (
            HTTPStatus.TOO_MANY_REQUESTS,
            too_many(),
        ),
        TooManyBytesError: (
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("The file is larger than at the start of the upload."),
        ),
        DiskFullError: (HTTPStatus.INSUFFICIENT_STORAGE, _("The box's disk is full.")),
        UploadBusyError: (HTTPStatus.LOCKED, _("This upload is being sent by another page.")),
        UploadGoneError: (HTTPStatus.NOT_FOUND, _("There is no such upload.")),
        UploadExpiredError: (
            HTTPStatus.GONE,
            _("This upload has expired. Please start it again."),
        ),
    }[type(error)]
    return TusRefusal(status, sentence)


@blueprint.after_request
def _speak_tus(response: Response) -> Response:
    if request.endpoint not in {"uploads.new", "uploads.plain"}:
        response.headers["Tus-Resumable"] = tus.VERSION
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.teardown_request
def _drop(_error: BaseException | None) -> None:
    cast("UploadRequest", request).drop()


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """The page with the form."""
    limits = intake().limits(current_member().id)
    return render_template("uploads/upload.html", limits=limits, size=size)


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
    tus.check_version()
    file = tus.announcement()
    upload = intake().begin(current_member().id, file.name, file.source, file.length)
    headers = {"Location": url_for("uploads.one", upload_id=upload.id)}
    if tus.has_bytes():
        upload.append(tus.RequestBytes(), 0, request.content_length or 0)
        headers["Upload-Offset"] = str(upload.offset_bytes)
    return Response(status=HTTPStatus.CREATED, headers=headers | _outcome(upload))


@blueprint.route("/<upload_id>", methods=["HEAD"], provide_automatic_options=False)
def one(upload_id: str) -> ResponseReturnValue:
    """How many bytes are here."""
    tus.check_version()
    upload = _mine(upload_id)
    headers = {"Upload-Offset": str(upload.offset_bytes), "Upload-Length": str(upload.length_bytes)}
    return Response(status=HTTPStatus.OK, headers=headers | _outcome(upload))


@blueprint.route("/<upload_id>", methods=["PATCH", "POST"], provide_automatic_options=False)
@body_up_to(tus.LENGTH_MAX)
def go_on(upload_id: str) -> ResponseReturnValue:
    """More bytes. POST comes from clients that cannot send other methods."""
    if tus.method() == "DELETE":
        return end(upload_id)
    if tus.method() != "PATCH":
        raise TusRefusal(HTTPStatus.METHOD_NOT_ALLOWED, tus.misunderstood())
    tus.check_version()
    if not tus.has_bytes():
        raise TusRefusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, tus.misunderstood())
    upload = _mine(upload_id)
    upload.append(tus.RequestBytes(), tus.number("Upload-Offset"), request.content_length or 0)
    headers = {"Upload-Offset": str(upload.offset_bytes)}
    return Response(status=HTTPStatus.NO_CONTENT, headers=headers | _outcome(upload))


@blueprint.route("/<upload_id>", methods=["DELETE"], provide_automatic_options=False)
def end(upload_id: str) -> ResponseReturnValue:
    """Termination: the bytes are thrown away; a lesson that the upload became stays."""
    tus.check_version()
    _mine(upload_id, even_expired=True).delete()
    return Response(status=HTTPStatus.NO_CONTENT)


@blueprint.post("/plain")
@body_up_to(tus.LENGTH_MAX)
def plain() -> ResponseReturnValue:
    """A form with files, sent whole: for browsers without scripts."""
    files = [file for file in cast("UploadRequest", request).form_files if file.source]
    name = request.form.get("name", "") if len(files) == 1 else ""
    made = []
    for file in files:
        length = file.length
        if length < 1:
            flash(_("%(name)s is empty.", name=file.source), "bad")
            continue
        file.keep()
        try:
            made.append(intake().add_whole(current_member().id, name, file.source, length, file.id))
        except TooManyUploadsError:
            file.kept = False
            flash(too_many(), "bad")
            break
        except HTTPException:  # the member may not send any more: there is no row that needs the file
            file.kept = False
            raise
    if not made:
        if not files:
            flash(_("Please choose a video."), "bad")
        return redirect(url_for("uploads.new"), HTTPStatus.SEE_OTHER)
    if len(made) > 1:
        return redirect(url_for("lessons.library"), HTTPStatus.SEE_OTHER)
    return redirect(url_for("lessons.lesson", lesson_id=made[0]), HTTPStatus.SEE_OTHER)


def _mine(upload_id: str, *, even_expired: bool = False) -> IncomingUpload:
    """The upload, if the member who asks may continue it."""
    upload = intake().find(upload_id)
    require_mine(upload.member_id)
    if upload.is_over and not even_expired:
        raise UploadExpiredError
    upload.finish_if_whole()
    return upload


def _outcome(upload: IncomingUpload) -> dict[str, str]:
    """Until when it may be continued, or which lesson it became."""
    if upload.lesson_id is not None:
        return {LESSON: str(upload.lesson_id)}
    return {"Upload-Expires": http_date(upload.expires_at)}

"""What a person reads when a page cannot be given: one sentence, in their language, and a way on."""

from http import HTTPStatus
from typing import Final

from flask import Flask, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from device.admin.web.access import wants_json

# status: what is said
SENTENCES: Final = {
    HTTPStatus.BAD_REQUEST: lazy_gettext("The box did not understand that."),
    HTTPStatus.UNAUTHORIZED: lazy_gettext("Please sign in."),
    HTTPStatus.FORBIDDEN: lazy_gettext("This belongs to somebody else, so you cannot see or change it."),
    HTTPStatus.NOT_FOUND: lazy_gettext("There is nothing here. It may have been deleted."),
    HTTPStatus.METHOD_NOT_ALLOWED: lazy_gettext("The box did not understand that."),
    HTTPStatus.CONFLICT: lazy_gettext("Something changed in the meantime. Please look again."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: lazy_gettext("That is too large."),
    HTTPStatus.TOO_MANY_REQUESTS: lazy_gettext("Too many tries. Please wait a little."),
    HTTPStatus.INSUFFICIENT_STORAGE: lazy_gettext("There is not enough space left on the box."),
    HTTPStatus.SERVICE_UNAVAILABLE: lazy_gettext("The box cannot do that right now."),
}
FALLBACK: Final = lazy_gettext("Something went wrong on the box. It has been noted in its log.")


def explain(app: Flask) -> None:
    """Answer every error of this app in words."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(HTTPStatus.INTERNAL_SERVER_ERROR, _refused)


def refusal(status: int, sentence: str) -> ResponseReturnValue:
    """The page, or for a script {"error": sentence}."""
    if wants_json():
        return jsonify(error=str(sentence)), status
    return render_template("web/error.html", status=status, sentence=sentence), status


def _refused(error: HTTPException) -> ResponseReturnValue:
    # Flask's own words are English and for programmers; those that a view gave to abort() are ours
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    own = error.description if error.description != type(error).description else None
    return refusal(error.code, own or _known(error.code))


def _known(code: int) -> str:
    try:
        return str(SENTENCES.get(HTTPStatus(code), FALLBACK))
    except ValueError:
        return str(FALLBACK)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    return refusal(
        HTTPStatus.BAD_REQUEST, _("This page was too old. Please go back, load it again and try once more.")
    )

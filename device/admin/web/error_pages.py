"""The page for every error: one sentence in the reader's language, and a link onwards."""

from http import HTTPStatus
from typing import Final

from flask import Flask, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from device.admin.web.access import wants_json

# sentences by status
SENTENCES: Final = {
    HTTPStatus.BAD_REQUEST: lazy_gettext("The box did not understand that."),
    HTTPStatus.UNAUTHORIZED: lazy_gettext("Please sign in."),
    HTTPStatus.FORBIDDEN: lazy_gettext("This belongs to someone else. You cannot see or change it."),
    HTTPStatus.NOT_FOUND: lazy_gettext("There is nothing here. It may have been deleted."),
    HTTPStatus.METHOD_NOT_ALLOWED: lazy_gettext("The box did not understand that."),
    HTTPStatus.CONFLICT: lazy_gettext("Something changed in the meantime. Please look again."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: lazy_gettext("That is too large."),
    HTTPStatus.TOO_MANY_REQUESTS: lazy_gettext("Too many tries. Please wait a little."),
    HTTPStatus.INSUFFICIENT_STORAGE: lazy_gettext("There is not enough free space on the box."),
    HTTPStatus.SERVICE_UNAVAILABLE: lazy_gettext("The box cannot do that right now."),
}
FALLBACK: Final = lazy_gettext("Something went wrong on the box. Details are in its log.")


def explain(app: Flask) -> None:
    """Answer every error of this app with a page, or JSON for a script."""
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(HTTPStatus.INTERNAL_SERVER_ERROR, _refused)


def refusal(status: int, sentence: str) -> ResponseReturnValue:
    """The page, or for a script {"error": sentence}."""
    if wants_json():
        return jsonify(error=str(sentence)), status
    return render_template("web/error.html", status=status, sentence=sentence), status


def _refused(error: HTTPException) -> ResponseReturnValue:
    # Flask's own descriptions are English; those that a view passed to abort() are translated
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
    return refusal(HTTPStatus.BAD_REQUEST, _("This page is out of date. Please reload it and try again."))

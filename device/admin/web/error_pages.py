"""The page for every error: one sentence in the reader's language, and a link onwards."""

import logging
import sqlite3
from http import HTTPStatus
from typing import Final

from flask import Flask, g, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from werkzeug.exceptions import HTTPException

from device.admin.web.access import wants_json
from device.admin.web.languages import of_browser
from device.store.database import is_damage
from device.store.settings import DEFAULTS

log = logging.getLogger(__name__)

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
    app.register_error_handler(DBAPIError, _not_stored)
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


def _not_stored(error: DBAPIError) -> ResponseReturnValue:
    """The disk is full or cannot be written, the database is damaged or busy: no fault of the program."""
    log.error("the database refused: %s", error.orig)
    # the page of an error must not ask it again
    g.setdefault("member", None)
    g.setdefault("language", of_browser())
    g.setdefault("box_settings", DEFAULTS)
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return refusal(HTTPStatus.INSUFFICIENT_STORAGE, _known(HTTPStatus.INSUFFICIENT_STORAGE))
    if isinstance(error, OperationalError | InternalError) or is_damage(error.orig):
        return refusal(HTTPStatus.SERVICE_UNAVAILABLE, _known(HTTPStatus.SERVICE_UNAVAILABLE))
    raise error  # a fault of the program


def _known(code: int) -> str:
    try:
        return str(SENTENCES.get(HTTPStatus(code), FALLBACK))
    except ValueError:
        return str(FALLBACK)


def _stale(_error: CSRFError) -> ResponseReturnValue:
    return refusal(HTTPStatus.BAD_REQUEST, _("This page is out of date. Please reload it and try again."))

"""A lesson from a link.

Decides which links are accepted. The night downloads them, in a process of its own that reaches the internet
only: it checks addresses again.
"""

import ipaddress
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote, urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from device.admin.lessons.lesson_text import too_many
from device.admin.web.access import changing, current_member
from device.admin.web.services import services
from device.store import jobs, lessons, settings, uploads
from device.store.rescue.placing import is_taken
from device.store.share import shares
from device.store.tables import JobKind

URL_MAX: Final = 2000  # letters; browsers and servers accept about so many
SCHEMES: Final = ("http", "https")

blueprint = Blueprint("from_link", __name__, url_prefix="/fetch")


@blueprint.get("/")
def new() -> ResponseReturnValue:
    """The form."""
    return render_template("lessons/link.html", url="", name="", error="")


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """Add the lesson and a job that downloads it."""
    url, name = request.form.get("url", "").strip(), request.form.get("name", "")
    wrong = wrong_link(url)
    if wrong:
        page = render_template("lessons/link.html", url=url[:URL_MAX], name=name, error=wrong)
        return page, HTTPStatus.BAD_REQUEST
    box = services()
    now = box.clock()
    with changing() as session:
        if not shares.may_link(session, current_member().id):
            page = render_template("lessons/link.html", url=url, name=name, error=too_many())
            return page, HTTPStatus.TOO_MANY_REQUESTS
        called = uploads.tidy_name(name) or name_of(url)
        lesson = lessons.create(
            session,
            now,
            current_member().id,
            called,
            url,
            is_taken=lambda number: is_taken(box.folder.lesson(number).root),
        )
        jobs.add(session, lesson.id, settings.load(session).model, now, JobKind.FETCH, url=url)
        lesson_id = lesson.id
    flash(_("The box will download it tonight."), "good")
    return redirect(url_for("lessons.lesson", lesson_id=lesson_id), HTTPStatus.SEE_OTHER)


def wrong_link(url: str) -> str:
    """A sentence for a link that is not accepted; "" for one that is."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _port = parts.port
    except ValueError:
        return _("This is not a link to a page or a video.")
    if len(url) > URL_MAX or not url.isprintable() or " " in url or parts.scheme not in SCHEMES or not host:
        return _("This is not a link to a page or a video.")
    if parts.username is not None or parts.password is not None:
        return _("Links with a password in them are not accepted.")
    if is_at_home(host):
        return _("This link leads into your own network. The box downloads from the internet only.")
    return ""


def is_at_home(host: str) -> bool:
    """Whether a host is in the home network, judged by its name alone, without a look-up."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".home", ".internal", ".localhost"))


def name_of(url: str) -> str:
    """A lesson's name made of a link: its file's name, or its host."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return uploads.name_of_file(last) if last else uploads.tidy_name(parts.hostname or "")

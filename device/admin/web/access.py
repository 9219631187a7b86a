"""Which member a request comes from, and what they may do.

Decides that every page needs a signed-in member unless it is marked `public`, and what belongs to whom: a
member sees and deletes their own, an owner everything.
"""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Final, TypeVar, cast
from urllib.parse import quote

from flask import Flask, abort, current_app, g, jsonify, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from device.admin.web.services import services
from device.store.members import is_news, member_by_key, member_count, note_seen
from device.store.tables import Member, Role

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

# keys of the session's cookie
MEMBER: Final = "member"
KEY: Final = "key"
_PUBLIC: Final = "formbox_public"
_BODY_MAX: Final = "formbox_body_max"


def public(view: View) -> View:
    """Mark a view that needs no signed-in member."""
    setattr(view, _PUBLIC, True)
    return view


def body_up_to(length: int) -> Callable[[View], View]:
    """Mark a view that accepts more bytes than BODY_MAX of the app."""

    def mark(view: View) -> View:
        setattr(view, _BODY_MAX, length)
        return view

    return mark


def owner_only(view: View) -> View:
    """Mark a view for owners; others get 403."""

    @functools.wraps(view)
    def guarded(*args: object, **words: object) -> ResponseReturnValue:
        if current_member().role is not Role.OWNER:
            abort(HTTPStatus.FORBIDDEN)
        return view(*args, **words)

    return cast("View", guarded)


def member_or_none() -> Member | None:
    """The signed-in member, if there is one. The row is read only: changes to it are not kept."""
    if "member" not in g:
        g.member = _find()
    found: Member | None = g.member
    return found


def current_member() -> Member:
    """The signed-in member; 401 if there is none. The row is read only: changes to it are not kept."""
    member = member_or_none()
    if member is None:
        abort(HTTPStatus.UNAUTHORIZED)
    return member


def is_owner() -> bool:
    """Whether the signed-in member is an owner."""
    member = member_or_none()
    return member is not None and member.role is Role.OWNER


def require_mine(owner_id: int | None) -> None:
    """403 unless `owner_id` is the signed-in member, or that member is an owner."""
    member = current_member()
    if member.role is not Role.OWNER and owner_id != member.id:
        abort(HTTPStatus.FORBIDDEN)


def begin_session(member: Member) -> None:
    """Sign the member in, in this browser."""
    language = session.get("language")
    session.clear()  # with the token of the member before
    if language:
        session["language"] = language
    session.permanent = True
    session[MEMBER], session[KEY] = member.id, member.key
    g.member = member


def end_session() -> None:
    """Sign out of this browser."""
    session.clear()
    g.member = None


def wants_json() -> bool:
    """Whether a script sent the request, not a person who follows a link."""
    if "Tus-Resumable" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty":
        return True
    return request.accept_mimetypes.best == "application/json"


def guard(app: Flask) -> None:
    """Require a member for every view of this app that is not public."""
    app.before_request(_ask)


def _ask() -> ResponseReturnValue | None:
    view = current_app.view_functions.get(request.endpoint or "")
    limit = getattr(view, _BODY_MAX, None)
    if limit is not None:
        request.max_content_length = limit
    if view is None or request.endpoint == "static" or getattr(view, _PUBLIC, False):
        return None
    member = member_or_none()
    if member is None:
        return _refuse_stranger()
    _note(member)
    return None


def _find() -> Member | None:
    member_id, key = session.get(MEMBER), session.get(KEY)
    if not isinstance(member_id, int) or not isinstance(key, str):
        return None
    with services().database.reading() as rows:
        member = member_by_key(rows, member_id, key)
        if member is not None:
            rows.expunge(member)
    return member


def _note(member: Member) -> None:
    now = services().clock()
    if is_news(member, now):
        with services().database.session() as rows:
            row = rows.get(Member, member.id)
            if row is not None:
                note_seen(row, now)


def _refuse_stranger() -> ResponseReturnValue:
    if wants_json() or request.method not in {"GET", "HEAD"}:
        if wants_json():
            return jsonify(error=_("Please sign in.")), HTTPStatus.UNAUTHORIZED
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    with services().database.reading() as rows:
        empty = member_count(rows) == 0
    if empty:
        return redirect("/start", HTTPStatus.SEE_OTHER)
    wish = request.full_path.rstrip("?")
    return redirect("/sign-in" if wish == "/" else f"/sign-in?next={quote(wish)}", HTTPStatus.SEE_OTHER)

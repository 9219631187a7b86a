"""Which member a request comes from, and what they may do.

Decides that every page needs a signed-in member unless it is marked `public`, and what belongs to whom: a
member sees and deletes their own, an owner everything.
"""

import functools
import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final, TypeVar, cast
from urllib.parse import quote

from flask import Flask, abort, current_app, g, jsonify, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from device.admin.web.browsers import phone_in_words
from device.admin.web.phone import be_known, present_mark
from device.admin.web.services import services
from device.store.members import is_news, lock_household, member_by_key, member_count, note_seen
from device.store.phones import signed_in
from device.store.phones.tables import SignedInPhone
from device.store.tables import Member, Role

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

# keys of the session's cookie
MEMBER: Final = "member"
TOKEN: Final = "token"  # noqa: S105 - the name of a field
KEY: Final = "key"  # of a cookie from before phones had rows, in place of the token
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


@contextmanager
def changing(*, as_owner: bool = False, household: bool = False) -> Iterator[Session]:
    """A transaction of the signed-in member, whose rights are read again in it: they may have ended since the
    request came, and nobody else can end them before the transaction does.

    as_owner: 403 for others; household: no other change of members happens meanwhile.
    """
    with services().database.session() as rows:
        if household:
            lock_household(rows)
        still_allowed(rows)
        if as_owner and not is_owner():
            abort(HTTPStatus.FORBIDDEN)
        yield rows


def still_allowed(rows: Session) -> None:
    """401 unless this phone is still signed in; `current_member` has the role that is right now."""
    asker = current_member()
    row = rows.get(Member, asker.id, with_for_update=True)
    phone = rows.get(SignedInPhone, g.phone_id)
    if row is None or phone is None or phone.ended_at is not None:
        g.member = None
        abort(HTTPStatus.UNAUTHORIZED)
    asker.role = row.role


def begin_session(member: Member, token: str) -> None:
    """Sign the member in, in this browser; token: of the row that `signed_in.begin` made."""
    language = session.get("language")
    session.clear()  # with the token of the member before
    if language:
        session["language"] = language
    session.permanent = True
    session[MEMBER], session[TOKEN] = member.id, token
    g.member = member
    with services().database.reading() as rows:
        phone = signed_in.find(rows, member.id, token)
        g.phone_id = None if phone is None else phone.id


def end_session() -> None:
    """Sign out of this browser; its cookie, and every copy of it, is worth nothing from now on."""
    if member_or_none() is not None:
        with services().database.session() as rows:
            phone = rows.get(SignedInPhone, g.phone_id)
            if phone is not None:
                signed_in.end(rows, services().clock(), phone)
    session.clear()
    g.member = None


def this_phone() -> int | None:
    """The number of the phone that asks, if a member is signed in on it."""
    return g.phone_id if member_or_none() is not None else None


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
    member_id, token = session.get(MEMBER), session.get(TOKEN)
    if not isinstance(member_id, int):
        return None
    if not isinstance(token, str):
        return _bring_over(member_id)
    with services().database.reading() as rows:
        phone = signed_in.find(rows, member_id, token)
        member = None if phone is None else rows.get(Member, member_id)
        rows.expunge_all()
    if phone is not None:
        g.phone_id, g.phone_is_news = phone.id, signed_in.is_news(phone, services().clock())
    return member


def _bring_over(member_id: int) -> Member | None:
    """The member of a cookie from before phones had rows. It gets its row here, once, and its token."""
    key = session.get(KEY)
    if not isinstance(key, str):
        return None
    # the same for every copy of one cookie: two requests at once make one row, and a copy no second one
    seed = f"{member_id}:{key}:{session.get('csrf_token') or secrets.token_hex()}"
    token = hmac.digest(str(current_app.secret_key).encode(), seed.encode(), "sha256").hex()
    with services().database.session() as rows:
        member = member_by_key(rows, member_id, key)
        if member is None:
            return None
        phone = signed_in.bring_over(rows, services().clock(), member_id, token, phone_in_words())
        if phone is None:
            return None
    session.pop(KEY)
    session[TOKEN] = token
    g.phone_id, g.phone_is_news = phone.id, False
    return member


def _note(member: Member) -> None:
    now = services().clock()
    if is_news(member, now) or g.phone_is_news:
        with services().database.session() as rows:
            row = rows.get(Member, member.id)
            if row is not None:
                note_seen(row, now)
            phone = rows.get(SignedInPhone, g.phone_id) if g.phone_is_news else None
            if row is not None and phone is not None:
                phone.seen_at = now
                if not present_mark():
                    be_known(rows, row)  # it was signed in before there were marks


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

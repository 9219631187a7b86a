"""Signing in with a name and a secret, and out again, here or everywhere."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from device.admin.people import profile
from device.admin.people.passwords import Wait, sign_in
from device.admin.web.access import (
    begin_session,
    changing,
    current_member,
    end_session,
    member_or_none,
    public,
)
from device.admin.web.languages import choose
from device.admin.web.phone import coming_in
from device.admin.web.services import services
from device.spelling import cut
from device.store.members import member_count, sign_out_everywhere
from device.store.tables import Member

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
@public
def ask() -> ResponseReturnValue:
    """The form; on a box without an owner, the first start instead."""
    choose(request.args.get("language", ""))
    if member_or_none() is not None:
        return redirect(_next(), HTTPStatus.SEE_OTHER)
    with services().database.reading() as rows:
        if member_count(rows) == 0:
            return redirect("/start", HTTPStatus.SEE_OTHER)
    return render_template("people/sign_in.html", name="", wrong="")


@blueprint.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    """Sign in; an unknown name and a wrong secret get the same answer."""
    name = cut(request.form.get("name", ""), profile.NAME_MAX)
    found = sign_in(name, request.form.get("secret", ""), request.remote_addr or "")
    if isinstance(found, tuple):
        begin_session(*found)
        return redirect(_next(), HTTPStatus.SEE_OTHER)
    if isinstance(found, Wait):
        words, status = profile.waiting(found), HTTPStatus.TOO_MANY_REQUESTS
    else:
        words, status = _("Name and PIN or password do not match."), HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("people/sign_in.html", name=name, wrong=words), status


@blueprint.post("/sign-out")
@public
def leave() -> ResponseReturnValue:
    """Sign out of this browser only."""
    end_session()
    return redirect("/sign-in", HTTPStatus.SEE_OTHER)


@blueprint.post("/sign-out/everywhere")
def leave_everywhere() -> ResponseReturnValue:
    """Sign out every other browser of this member."""
    with changing() as rows:
        member = rows.get_one(Member, current_member().id)
        sign_out_everywhere(member)
        token = coming_in(rows, member)
    begin_session(member, token)
    flash(_("You are signed out everywhere else."), "good")
    return redirect("/me", HTTPStatus.SEE_OTHER)


def _next() -> str:
    """The page that the visitor asked for, if it is one of this box; else the first one."""
    wish = request.values.get("next", "")
    parts = urlsplit(wish)
    fine = wish.startswith("/") and not wish.startswith("//") and not parts.scheme and not parts.netloc
    # browsers take a backslash for a slash, and drop tabs and line breaks
    return wish if fine and "\\" not in wish and wish.isprintable() else "/"

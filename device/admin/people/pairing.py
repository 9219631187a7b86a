"""Pairs a new phone: the six digits on the TV, then a name and a secret.

The first member becomes the owner; on a box that lost its database they say that its films are theirs, and
these become lessons again. A member whose secret was reset uses the same form with the code that was made for
them, and no other, and keeps lessons and history. There is no default password.
"""

from datetime import datetime
from enum import Enum
from http import HTTPStatus
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from device.admin.people import profile
from device.admin.people.passwords import hashed, network
from device.admin.web.access import begin_session, public
from device.admin.web.languages import choose
from device.admin.web.phone import coming_in
from device.admin.web.services import services
from device.store.attempts import admit, forgive
from device.store.codes import CODE_GUESSES, guess, use
from device.store.members import add_member, looks_taken, member_count, member_named, members, set_secret
from device.store.rescue.adoption import adopt, films_wait, nameless
from device.store.settings import save
from device.store.tables import Member, Role

blueprint = Blueprint("pairing", __name__)

# What the first member of a box says that lost its database and has films: nobody begins over them unasked.
ADOPT: Final = "adopt"


class _Refusal(Enum):
    """Why the phone was not paired."""

    CODE = "code"
    NAME = "name"
    ALIKE = "alike"
    FILMS = "films"
    OTHER = "other"  # the code is for somebody else


@blueprint.get("/start")
@public
def start() -> ResponseReturnValue:
    """The form; the address in the QR code carries the digits."""
    choose(request.args.get("language", ""))
    with services().database.reading() as rows:
        form = profile.blank(tuple(one.colour for one in members(rows)))
    form.code = profile.digits(request.args.get("code", ""))
    return _page(form)


@blueprint.post("/start")
@public
def come_in() -> ResponseReturnValue:
    """With the right digits: add a member, or give one whose secret was reset a new one."""
    form = profile.read(secret=True, code=True)
    choose(form.language)
    if form.wrong:
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    kept = hashed(form.secret)  # before the transaction: hashing takes long
    keys = [f"{CODE_GUESSES}{network(request.remote_addr or '')}"]
    parts = services()
    now = parts.clock()
    with parts.database.session() as rows:
        wait = admit(rows, now, keys)
        outcome = None if wait else _pair(rows, now, form, kept)
        if isinstance(outcome, Member):
            forgive(rows, keys)
            token = coming_in(rows, outcome)
    if wait:
        form.wrong["code"] = profile.waiting(wait)
        return _page(form), HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(outcome, Member):
        begin_session(outcome, token)
        flash(_("Welcome, %(name)s.", name=outcome.name), "good")
        return redirect("/", HTTPStatus.SEE_OTHER)
    if outcome is _Refusal.NAME:
        form.wrong["name"] = _("Someone here already has this name.")
    elif outcome is _Refusal.ALIKE:
        form.wrong["name"] = profile.looks_taken()
    elif outcome is _Refusal.FILMS:
        form.wrong["films"] = _("Please confirm this, or find the backup first.")
    elif outcome is _Refusal.OTHER:
        form.wrong["name"] = _("This code is for somebody else: type the name that it was made for.")
    else:
        form.wrong["code"] = _("This code is wrong or has expired. A code is valid for ten minutes.")
    return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY


def _pair(rows: Session, now: datetime, form: profile.Form, kept: str) -> Member | _Refusal:
    code = guess(rows, now, form.code)
    if code is None:
        return _Refusal.CODE
    known = member_named(rows, form.name)
    if code.member_id is not None:
        if known is None or known.id != code.member_id:
            return _Refusal.OTHER
        use(code, now)
        set_secret(known, kept)
        return known
    if known is not None or looks_taken(rows, form.name):
        return _Refusal.ALIKE if known is None else _Refusal.NAME
    folder = services().folder
    orphaned = films_wait(rows, folder)
    if orphaned and request.form.get("films") != ADOPT:
        return _Refusal.FILMS
    use(code, now)
    role = Role.MEMBER if member_count(rows) else Role.OWNER
    if role is Role.OWNER:
        save(rows, language=form.language)  # the TV's language, until the owner changes it
    member = add_member(rows, now, form.name, role, form.colour, form.language, kept)
    if orphaned:
        adopt(rows, folder, now, member.id, lambda number: _("Film %(number)s", number=number))
    return member


def _page(form: profile.Form) -> str:
    with services().database.reading() as rows:
        first = member_count(rows) == 0
        films = len(nameless(rows, services().folder)) if first else 0
    return render_template(
        "people/start.html", form=form, first=first, films=films, adopt=ADOPT, colours=profile.COLOURS
    )

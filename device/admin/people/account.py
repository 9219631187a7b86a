"""A member's own account: name, colour, language, secret."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from device.admin.people import profile
from device.admin.people.passwords import Wait, acceptable, hashed, own_secret
from device.admin.web.access import begin_session, changing, current_member, this_phone
from device.admin.web.phone import coming_in
from device.admin.web.services import services
from device.store.members import LooksAlikeError, NameTakenError, rename, set_secret
from device.store.phones.signed_in import phones
from device.store.tables import Member

blueprint = Blueprint("account", __name__, url_prefix="/me")


@blueprint.get("")
def look() -> ResponseReturnValue:
    """The forms."""
    return _page(profile.of(current_member()))


@blueprint.post("")
def change() -> ResponseReturnValue:
    """Name, colour, language."""
    form = profile.read(secret=False)
    if not form.wrong:
        try:
            with changing() as rows:
                member = rows.get_one(Member, current_member().id)
                rename(rows, member, form.name)
                member.colour, member.language = form.colour, form.language
        except LooksAlikeError:
            form.wrong["name"] = profile.looks_taken()
        except NameTakenError:
            form.wrong["name"] = _("Someone here already has this name.")
    if form.wrong:
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with force_locale(form.language.replace("-", "_")):
        flash(_("Saved."), "good")
    return redirect("/me", HTTPStatus.SEE_OTHER)


@blueprint.post("/secret")
def change_secret() -> ResponseReturnValue:
    """Change the secret, and sign out the member's other browsers."""
    form = profile.of(current_member())
    secret = request.form.get("secret", "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if not acceptable(secret):
        form.wrong["secret"] = profile.weak()
        return _page(form), status
    known = own_secret(current_member(), request.form.get("old", ""))
    if isinstance(known, Wait):
        form.wrong["old"] = profile.waiting(known)
        return _page(form), HTTPStatus.TOO_MANY_REQUESTS
    if not known:
        form.wrong["old"] = _("This is not your PIN or password.")
        return _page(form), status
    kept = hashed(secret)
    with changing() as rows:
        member = rows.get_one(Member, current_member().id)
        if member.secret != current_member().secret:
            abort(HTTPStatus.CONFLICT)  # reset or changed since the old one was checked
        set_secret(member, kept)
        token = coming_in(rows, member)
    begin_session(member, token)
    flash(_("Saved. Other phones have to sign in again."), "good")
    return redirect("/me", HTTPStatus.SEE_OTHER)


def _page(form: profile.Form) -> str:
    with services().database.reading() as rows:
        there = phones(rows, current_member().id)
        rows.expunge_all()
    return render_template(
        "people/account.html", form=form, colours=profile.COLOURS, phones=there, this_phone=this_phone()
    )

"""The household: its list of members, adding one, and what an owner may do for a member."""

from contextlib import suppress
from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from device.admin.web.access import changing, current_member, owner_only
from device.admin.web.addresses import qr_svg, start_address
from device.admin.web.services import services
from device.remote.client import ask
from device.remote.errors import StationOffError
from device.remote.messages import Code
from device.store.codes import fresh_code, shown_code
from device.store.members import members, owners, remove_member, set_secret
from device.store.phones.signed_in import phones
from device.store.tables import Member, Role

# The page does not wait long for a busy TV.
TV_WAIT_S: Final = 0.3

blueprint = Blueprint("members", __name__, url_prefix="/members")


@blueprint.get("")
def household() -> ResponseReturnValue:
    """The list of members; an owner can change it."""
    with services().database.reading() as rows:
        return render_template("people/members.html", people=members(rows))


@blueprint.get("/add")
@owner_only
def add() -> ResponseReturnValue:
    """The code that the TV shows, with a QR code, for another phone."""
    parts = services()
    now = parts.clock()
    with changing(as_owner=True) as rows:
        code = shown_code(rows, now)
        digits, left = code.digits, code.expires_at - now
    with suppress(StationOffError):  # the page shows the code anyway
        ask(parts.folder.station_socket, Code(digits, left.total_seconds()), TV_WAIT_S)
    return _code_page(digits, None)


@blueprint.get("/<int:member_id>")
@owner_only
def one(member_id: int) -> ResponseReturnValue:
    """The page of a member, for an owner."""
    with services().database.reading() as rows:
        person = _found(rows, member_id)
        return render_template("people/member.html", person=person, phones=phones(rows, member_id))


@blueprint.post("/<int:member_id>/reset")
@owner_only
def reset(member_id: int) -> ResponseReturnValue:
    """Reset a forgotten secret: the member chooses another with a fresh code."""
    parts = services()
    with changing(as_owner=True, household=True) as rows:
        person = _found(rows, member_id)
        if person.id == current_member().id:
            abort(HTTPStatus.CONFLICT)  # an owner changes their own with the old one
        set_secret(person, "")
        digits = fresh_code(rows, parts.clock(), person.id).digits
        return _code_page(digits, person)


@blueprint.post("/<int:member_id>/role")
@owner_only
def give_role(member_id: int) -> ResponseReturnValue:
    """Make a member an owner, or an owner a member; the last owner stays one."""
    role = Role.OWNER if request.form.get("role") == Role.OWNER else Role.MEMBER
    with changing(as_owner=True, household=True) as rows:
        person = _found(rows, member_id)
        if role is Role.MEMBER and person.role is Role.OWNER and owners(rows) == 1:
            abort(HTTPStatus.CONFLICT)
        person.role = role
        name = person.name
    flash(
        _("%(name)s is an owner now.", name=name)
        if role is Role.OWNER
        else _("%(name)s is a member now.", name=name),
        "good",
    )
    return redirect("/members", HTTPStatus.SEE_OTHER)


@blueprint.get("/<int:member_id>/remove")
@owner_only
def ask_remove(member_id: int) -> ResponseReturnValue:
    """Ask for confirmation."""
    with services().database.reading() as rows:
        return render_template("people/member_remove.html", person=_found(rows, member_id))


@blueprint.post("/<int:member_id>/remove")
@owner_only
def remove(member_id: int) -> ResponseReturnValue:
    """Remove a member at once; their lessons and results stay in the household."""
    with changing(as_owner=True, household=True) as rows:
        person = _found(rows, member_id)
        if person.id == current_member().id:
            abort(HTTPStatus.CONFLICT)
        name = person.name
        remove_member(rows, person)
    flash(_("%(name)s is no longer in the household.", name=name), "good")
    return redirect("/members", HTTPStatus.SEE_OTHER)


def _found(rows: Session, member_id: int) -> Member:
    return rows.get(Member, member_id) or abort(HTTPStatus.NOT_FOUND)


def _code_page(digits: str, person: Member | None) -> str:
    # the address that the owner's own phone used: it works in this home
    picture = Markup(qr_svg(start_address(request.host_url, digits)))  # noqa: S704 - made by us, of digits
    return render_template(
        "people/members_add.html", digits=digits, picture=picture, person=person, address=request.host_url
    )

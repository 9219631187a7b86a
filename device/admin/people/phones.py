"""The phones on which members are signed in: listed for each member and for owners, and signed out."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from device.admin.web.access import changing, current_member, end_session, require_mine, this_phone
from device.admin.web.services import services
from device.store.phones import signed_in
from device.store.phones.tables import SignedInPhone

blueprint = Blueprint("phones", __name__)


@blueprint.post("/phones/<int:phone_id>/sign-out")
def sign_out(phone_id: int) -> ResponseReturnValue:
    """Sign out on one phone: a member on their own, an owner on everybody's."""
    with changing() as rows:
        phone = _found(rows, phone_id)
        require_mine(phone.member_id)
        member_id = phone.member_id
        signed_in.end(rows, services().clock(), phone)
    if phone_id == this_phone():
        end_session()
        return redirect("/sign-in", HTTPStatus.SEE_OTHER)
    flash(_("That phone is signed out."), "good")
    mine = member_id == current_member().id
    return redirect("/me" if mine else f"/members/{member_id}", HTTPStatus.SEE_OTHER)


def _found(rows: Session, phone_id: int) -> SignedInPhone:
    phone = rows.get(SignedInPhone, phone_id)
    if phone is None or phone.ended_at is not None:
        abort(HTTPStatus.NOT_FOUND)
    return phone

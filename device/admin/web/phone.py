"""The phone that asks: signed in as a row, and known later by a mark in a long-lived cookie.

The mark gives no rights. Whoever types a secret on a phone that was signed in before does not have to wait
because strangers guessed.
"""

from datetime import timedelta
from typing import Final

from flask import Flask, Response, g, request
from sqlalchemy.orm import Session

from device.admin.web.browsers import phone_in_words
from device.admin.web.services import services
from device.store.phones import known, signed_in
from device.store.tables import Member

MARK: Final = "formbox-phone"  # its cookie
# browsers keep no cookie for longer
MARK_LASTS: Final = timedelta(days=400)
MARK_LETTERS_MAX: Final = 100


def coming_in(rows: Session, member: Member) -> str:
    """Sign the member in on this phone; the token for its session.

    In the transaction in which the member's right to come in was seen.
    """
    box = services()
    if box.may_delete():
        signed_in.clear(rows, box.clock())
    be_known(rows, member)
    return signed_in.begin(rows, box.clock(), member.id, phone_in_words())


def be_known(rows: Session, member: Member) -> None:
    """Know this phone as the member's; the answer brings it its mark."""
    g.phone_mark = known.mark(rows, services().clock(), member.id, present_mark())


def present_mark() -> str:
    """The mark that this phone has; "" without one."""
    return request.cookies.get(MARK, "")[:MARK_LETTERS_MAX]


def mark_phones(app: Flask) -> None:
    """Send new marks with the answers of this app."""
    app.after_request(_mark)


def _mark(response: Response) -> Response:
    if "phone_mark" in g:
        response.set_cookie(
            MARK, g.phone_mark, max_age=int(MARK_LASTS.total_seconds()), httponly=True, samesite="Lax"
        )
    return response

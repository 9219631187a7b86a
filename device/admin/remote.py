"""The TV's remote control: what it shows now, a lesson for one or two, pause, volume.

Decides what a wish's answer says to a person. What fits when is decided by the station, which may be off.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from device.admin.access import current_member, wants_json
from device.admin.services import services
from device.remote.client import ask
from device.remote.errors import MessageError, StationOffError
from device.remote.messages import (
    Answer,
    AskStatus,
    Doing,
    GoOn,
    Pause,
    Refused,
    Request,
    Restart,
    Start,
    Status,
    Stop,
    Volume,
    Why,
)
from device.store import lessons
from device.store.lessons import Order
from device.store.members import members

blueprint = Blueprint("remote", __name__, url_prefix="/remote")

# what a button sends
WISHES: Final[dict[str, Callable[[], Request]]] = {
    "pause": Pause,
    "go-on": GoOn,
    "restart": Restart,
    "stop": Stop,
}
REASONS: Final = {
    Why.NO_LESSON: lazy_gettext("This lesson is not in the library any more."),
    Why.NOT_READY: lazy_gettext("This lesson is not ready yet."),
    Why.NO_MEMBER: lazy_gettext("Somebody of them is not in the household any more."),
    Why.NOTHING_PLAYS: lazy_gettext("Nothing plays on the TV now."),
    Why.BUSY: lazy_gettext("The TV is busy. Stop what plays first, or wait a moment."),
    Why.NOT_UNDERSTOOD: lazy_gettext("The TV did not understand that."),
}
TV_OFF: Final = lazy_gettext("The TV is off.")


@blueprint.get("/")
def page() -> ResponseReturnValue:
    """The remote; ?lesson= has one chosen already."""
    status = _ask(AskStatus())
    with services().database.reading() as session:
        shelf = [one for one in lessons.library(session, order=Order.PLAYED) if one.is_ready]
        people = members(session)
        session.expunge_all()
    return render_template(
        "remote.html",
        status=status if isinstance(status, Status) else None,
        words=_words(status),
        lesson_options=[(one.lesson.id, one.lesson.name) for one in shelf],
        people=people,
        people_by_id={one.id: one for one in people},
        people_options=[(one.id, one.name) for one in people],
        chosen=request.args.get("lesson", type=int),
    )


@blueprint.get("/status")
def now() -> ResponseReturnValue:
    """For the page's script, which asks every second or two."""
    status = _ask(AskStatus())
    if not isinstance(status, Status):
        return jsonify(on=False, doing=None, sentence=_words(status))
    return jsonify(
        on=True,
        doing=status.doing,
        sentence=_words(status),
        name=status.name,
        time_s=round(status.time_s, 1),
        duration_s=round(status.duration_s, 1),
        member_ids=status.member_ids,
        scores=[None if score is None else round(score) for score in status.scores],
        paused=status.paused,
        volume=status.volume,
    )


@blueprint.post("/start")
def start() -> ResponseReturnValue:
    """A lesson for one or two."""
    lesson_id = request.form.get("lesson", type=int) or 0
    chosen = [request.form.get(key, type=int) for key in ("member", "other")]
    ids = tuple(member_id for member_id in chosen if member_id)
    try:
        wish = Start(lesson_id, ids or (current_member().id,))
    except MessageError:
        return _answer(None, _("Choose a lesson, and one or two different people."))
    return _answer(_ask(wish))


@blueprint.post("/wish")
def wish() -> ResponseReturnValue:
    """Pause, go on, restart, stop."""
    make = WISHES.get(request.form.get("wish", ""))
    if make is None:
        abort(HTTPStatus.BAD_REQUEST)
    return _answer(_ask(make()))


@blueprint.post("/volume")
def volume() -> ResponseReturnValue:
    """How loud."""
    try:
        loud = Volume(request.form.get("percent", -1, type=int))
    except MessageError:
        abort(HTTPStatus.BAD_REQUEST)
    return _answer(_ask(loud))


def _ask(wanted: Request) -> Answer | None:
    """The station's answer; None when it is off."""
    try:
        return ask(services().folder.station_socket, wanted)
    except StationOffError:
        return None


def _answer(answer: Answer | None, sentence: str | None = None) -> ResponseReturnValue:
    """For a script JSON, for a form the page again; both with what went wrong, if anything did."""
    if sentence is None:
        if answer is None:
            sentence = str(TV_OFF)
        elif isinstance(answer, Refused):
            sentence = str(REASONS[answer.why])
    if wants_json():
        status = HTTPStatus.OK if sentence is None else HTTPStatus.CONFLICT
        return jsonify(error=sentence), status
    if sentence is not None:
        flash(sentence, "bad")
    return redirect(url_for("remote.page"), HTTPStatus.SEE_OTHER)


def _words(status: Answer | None) -> str:
    """What the TV does, in a line."""
    if not isinstance(status, Status):
        return str(TV_OFF)
    if status.doing is Doing.PREPARING:
        return _("“%(name)s” is being made ready", name=status.name or "")
    if status.doing is Doing.RESULT:
        return _("The result of “%(name)s”", name=status.name or "")
    if status.doing is Doing.IDLE:
        return _("The TV waits for a lesson.")
    return status.name or ""

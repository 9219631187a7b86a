"""The TV's remote control: its state, troubles, keys, starting a lesson, speed, layout, volume.

Decides the sentences for refusals and states of the TV, and how many troubles are shown at once.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from device.admin.remote.tv_text import layouts, troubles
from device.admin.web.access import current_member, wants_json
from device.admin.web.exercises import name_of
from device.admin.web.numbers import number_in
from device.admin.web.services import services
from device.remote.client import ask
from device.remote.errors import MessageError, StationOffError
from device.remote.messages import (
    SPEEDS,
    Answer,
    AskStatus,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Request,
    Restart,
    SetLayout,
    Speed,
    Start,
    Status,
    Stop,
    TrainFreely,
    TvState,
    Volume,
)
from device.store import lessons, own
from device.store.lessons import SortOrder
from device.store.members import members

blueprint = Blueprint("remote", __name__, url_prefix="/remote")

# what a button sends
WISHES: Final[dict[str, Callable[[], Request]]] = {
    "pause": Pause,
    "go-on": GoOn,
    "restart": Restart,
    "stop": Stop,
    "free": TrainFreely,
}
REASONS: Final = {
    RefusalReason.NO_LESSON: lazy_gettext("This lesson is no longer in the library."),
    RefusalReason.NOT_READY: lazy_gettext("This lesson is not ready yet."),
    RefusalReason.NO_MEMBER: lazy_gettext("One of these people is no longer in the household."),
    RefusalReason.NOTHING_PLAYS: lazy_gettext("Nothing is playing on the TV."),
    RefusalReason.BUSY: lazy_gettext("The TV is busy. Stop the current lesson first, or wait a moment."),
    RefusalReason.NOT_UNDERSTOOD: lazy_gettext("The TV did not understand that."),
}
# A longer name would not fit into two lines with its sentence.
NAME_SAID: Final = 20  # letters
# The most urgent ones; more would push the keys off the screen.
TROUBLES_SHOWN: Final = 3
LISTED: Final = 200  # lessons to choose from, those that were played last first
TV_OFF: Final = lazy_gettext("The TV is off.")
# what can be done now, shown below the TV's state
HINTS: Final = {
    TvState.IDLE: lazy_gettext("Press any key to open the lessons."),
    TvState.HOME: lazy_gettext("Choose with the arrows and OK, or start a lesson below."),
    TvState.FREE: lazy_gettext("Do any exercise in front of the camera: the TV names and counts it."),
    TvState.PREPARING: lazy_gettext("One moment."),
    TvState.READY: lazy_gettext("Step back until the TV shows all of you."),
    TvState.RESULT: lazy_gettext("Press OK to continue."),
}


@blueprint.get("/")
def page() -> ResponseReturnValue:
    """The remote; ?lesson= selects a lesson."""
    status = _ask(AskStatus())
    with services().database.reading() as session:
        chosen = number_in(request.args, "lesson")
        shelf, _count = lessons.page_of(session, order=SortOrder.PLAYED, size=LISTED, ready=True)
        if chosen is not None and all(one.lesson.id != chosen for one in shelf):
            shelf += [one for one in lessons.shelved(session, [chosen]) if one.is_ready]
        people = members(session)
        session.expunge_all()
    return render_template(
        "remote/remote.html",
        status=status if isinstance(status, Status) else None,
        words=_words(status),
        hint=_hint(status),
        likely=_likely(status),
        troubles=_troubles(status),
        speeds=[(percent, f"{percent} %") for percent in SPEEDS],
        layouts=layouts(),
        lesson_options=[(one.lesson.id, one.lesson.name) for one in shelf],
        people=people,
        people_by_id={one.id: one for one in people},
        people_options=[(one.id, one.name) for one in people],
        chosen=chosen,
    )


@blueprint.get("/status")
def now() -> ResponseReturnValue:
    """For the page's script, which asks every second or two."""
    status = _ask(AskStatus())
    if not isinstance(status, Status):
        return jsonify(on=False, doing=None, sentence=_words(status), hint=_hint(status), troubles=[])
    return jsonify(
        on=True,
        doing=status.doing,
        sentence=_words(status),
        hint=_hint(status),
        name=status.name,
        time_s=round(status.time_s, 1),
        duration_s=round(status.duration_s, 1),
        member_ids=status.member_ids,
        scores=[None if score is None else round(score) for score in status.scores],
        paused=status.paused,
        volume=status.volume,
        rate_percent=status.rate_percent,
        layout=status.layout,
        repetitions=status.repetitions,
        troubles=_troubles(status),
        likely=_likely(status),
        bones=status.bones,
        wide=status.wide,
    )


@blueprint.post("/start")
def start() -> ResponseReturnValue:
    """Start a lesson for one or two people."""
    lesson_id = number_in(request.form, "lesson") or 0
    chosen = [number_in(request.form, key) for key in ("member", "other")]
    ids = tuple(member_id for member_id in chosen if member_id)
    try:
        wish = Start(lesson_id, ids or (current_member().id,))
    except MessageError:
        return _answer(None, _("Choose a lesson, and one or two different people."))
    return _answer(_ask(wish))


@blueprint.post("/wish")
def wish() -> ResponseReturnValue:
    """Pause, go on, restart, stop, train freely."""
    make = WISHES.get(request.form.get("wish", ""))
    if make is None:
        abort(HTTPStatus.BAD_REQUEST)
    return _answer(_ask(make()))


@blueprint.post("/push")
def push() -> ResponseReturnValue:
    """Press a key of the remote."""
    return _wished(lambda form: PressKey(form.get("press", "")))


@blueprint.post("/speed")
def speed() -> ResponseReturnValue:
    """Set the lesson's speed."""
    return _wished(lambda form: Speed(form.get("percent", 0, type=int)))


@blueprint.post("/arrange")
def arrange() -> ResponseReturnValue:
    """Set the layout of the match screen."""
    return _wished(lambda form: SetLayout(form.get("layout", "")))


@blueprint.post("/volume")
def volume() -> ResponseReturnValue:
    """Set the volume."""
    return _wished(lambda form: Volume(form.get("percent", -1, type=int)))


def _wished(make: Callable[[Any], Request]) -> ResponseReturnValue:
    """Send the command in the form; 400 for one that our forms cannot send."""
    try:
        wish = make(request.form)
    except MessageError:
        abort(HTTPStatus.BAD_REQUEST)
    return _answer(_ask(wish))


def _ask(wanted: Request) -> Answer | None:
    """The station's answer; None when it is off."""
    try:
        return ask(services().folder.station_socket, wanted)
    except StationOffError:
        return None


def _answer(answer: Answer | None, sentence: str | None = None) -> ResponseReturnValue:
    """JSON for a script, the page again for a form; both with the sentence for a failure."""
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
    """The TV's state, in a line or two."""
    if not isinstance(status, Status):
        return str(TV_OFF)
    name = status.name or ""
    if status.doing is TvState.PLAYING:
        return name
    if len(name) > NAME_SAID:
        name = f"{name[: NAME_SAID - 1].rstrip()}…"
    return {
        TvState.IDLE: _("The TV is waiting for a lesson."),
        TvState.HOME: _("The TV shows the lessons."),
        TvState.FREE: _("Training freely"),
        TvState.PREPARING: _("Preparing “%(name)s”", name=name),
        TvState.READY: _("“%(name)s”: get ready", name=name),
        TvState.RESULT: _("The result of “%(name)s”", name=name),
    }[status.doing]


def _hint(status: Answer | None) -> str:
    """What can be done now, in a line; "" while a lesson plays."""
    return str(HINTS.get(status.doing, "")) if isinstance(status, Status) else ""


def _likely(status: Answer | None) -> list[dict[str, Any]]:
    """What somebody who trains without a lesson may be doing, the likeliest first: name and percent."""
    if not isinstance(status, Status) or not status.exercises:
        return []
    with services().database.reading() as session:
        names = own.names(session)
    pairs = zip(status.exercises, status.shares, strict=True)
    return [{"name": name, "percent": share} for key, share in pairs if (name := name_of(key, names))]


def _troubles(status: Answer | None) -> list[dict[str, str]]:
    """The TV's troubles, the most urgent first; none while it is off."""
    return troubles(status.troubles[:TROUBLES_SHOWN]) if isinstance(status, Status) else []

"""The library and a lesson's page.

Decides what is shown: every member sees every lesson. Pages ask `states` for the progress of the night.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, get_template_attribute, jsonify, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from device.admin.lessons import editing, files, lesson_text, lost_text, parts
from device.admin.web import exercises
from device.admin.web.access import current_member
from device.admin.web.numbers import number, number_in
from device.admin.web.services import services
from device.store import lessons, matches, own, purging, settings
from device.store.lessons import Shelved, SortOrder
from device.store.rescue.healing import read_lost
from device.store.tables import JobKind, Lesson, Member, Role

STATES_MAX: Final = 200  # lessons that one request for states may name
MATCHES_SHOWN: Final = 10
LISTED: Final = 60  # lessons on a page of the library
DELETED_SHOWN: Final = 200  # the last ones; more leave the bin before anybody looks for them

blueprint = Blueprint("lessons", __name__, url_prefix="/lessons")
blueprint.register_blueprint(editing.blueprint)
blueprint.register_blueprint(files.blueprint)
blueprint.register_blueprint(parts.blueprint)


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    # for all templates: a macro that `states` takes out of one has no context of a page
    state.app.jinja_env.globals.update(lesson_text=lesson_text, lost_text=lost_text, exercises=exercises)


@blueprint.get("/")
def library() -> ResponseReturnValue:
    """The grid; ?q= searches, ?sort= sorts."""
    search = request.args.get("q", "").strip()
    order = _order(request.args.get("sort", ""))
    with services().database.reading() as session:
        page = number_in(request.args, "page") or 1
        shelf, count = lessons.page_of(session, search, order, page=page, size=LISTED)
        cards = [(one, _condition(session, one)) for one in shelf]
        taken_out = lessons.count_taken_out(session)
        undo = _undo(session, request.args.get("undo", ""))
        session.expunge_all()
    return render_template(
        "lessons/library.html",
        cards=cards,
        search=search,
        order=order,
        undo=undo,
        taken_out=taken_out,
        page=page,
        pages=max(-(-count // LISTED), 1),
        lost=lesson_text.loss(read_lost(services().folder)),
    )


@blueprint.get("/deleted")
def deleted() -> ResponseReturnValue:
    """Deleted lessons that can still be restored."""
    with services().database.reading() as session:
        gone = lessons.taken_out(session, DELETED_SHOWN)
        keep_days = settings.load(session).keep_deleted_days
        session.expunge_all()
    return render_template("lessons/deleted.html", gone=gone, keep_days=keep_days, may_change=may_change)


@blueprint.get("/states")
def states() -> ResponseReturnValue:
    """Progress of the night: {"lessons": {id: {"word", "sentence", "percent", "busy", "card"}}}."""
    named = request.args.get("ids", "").split(",")
    ids = [wanted for one in named[:STATES_MAX] if (wanted := number(one)) is not None]
    card = get_template_attribute("lessons/card.html", "card")
    with services().database.reading() as session:
        found = {one.lesson.id: (one, _condition(session, one)) for one in lessons.shelved(session, ids)}
        session.expunge_all()
    answer = {
        lesson_id: {
            "word": now.word,
            "sentence": now.sentence,
            "percent": now.percent,
            "busy": now.busy,
            "card": card(one.lesson, now),
        }
        for lesson_id, (one, now) in found.items()
    }
    return jsonify(lessons=answer)


@blueprint.get("/<int:lesson_id>")
def lesson(lesson_id: int) -> ResponseReturnValue:
    """One lesson."""
    with services().database.reading() as session:
        one = lessons.find(session, lesson_id)
        if one is None:
            abort(HTTPStatus.NOT_FOUND)
        condition = _condition(session, one)
        chosen = settings.load(session)
        played = matches.played(session, lesson_id=lesson_id, limit=MATCHES_SHOWN)
        people = {person.id: person for person in session.query(Member)}
        segments = list(one.lesson.segments)
        taught = own.names(session)
        session.expunge_all()
    return render_template(
        "lessons/lesson.html",
        lesson=one.lesson,
        shelf=one,
        condition=condition,
        segments=segments,
        own=taught,
        played=played,
        people=people,
        model=one.lesson.model or chosen.model,
        mine=may_change(one.lesson),
        has_source=_has_source(one),
        has_original=services().folder.lesson(lesson_id).original.is_file(),
        kept_until=purging.kept_until(one.job, timedelta(days=chosen.keep_deleted_days)),
    )


def may_change(lesson: Lesson) -> bool:
    """Whether the signed-in member may change this lesson."""
    member = current_member()
    return member.role is Role.OWNER or lesson.added_by == member.id


def _has_source(shelf: Shelved) -> bool:
    """Whether it can be prepared again: its file is here, or its link can be downloaded again."""
    fetched = shelf.job is not None and shelf.job.kind is JobKind.FETCH
    return fetched or services().folder.lesson(shelf.lesson.id).original.exists()


def _condition(session: Session, shelf: Shelved) -> lesson_text.Condition:
    chosen = settings.load(session)
    return lesson_text.condition(shelf, chosen, services().clock())


def _order(name: str) -> SortOrder:
    return SortOrder(name) if name in set(SortOrder) else SortOrder.NEW


def _undo(session: Session, lesson_id: str) -> Lesson | None:
    """The lesson that was just deleted, as long as it can be restored."""
    wanted = number(lesson_id)
    found = None if wanted is None else session.get(Lesson, wanted)
    return found if found is not None and found.deleted_at is not None and may_change(found) else None

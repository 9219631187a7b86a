"""Changes to a lesson, one form each; scripts may send them too.

Decides who may: the member who added a lesson and owners change it; every member may ask for it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from flask import Blueprint, abort, flash, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from device.admin.web import access
from device.admin.web.access import require_mine, wants_json
from device.admin.web.services import services
from device.choices import POSE_MODELS
from device.store import jobs, lessons, purging, segments, settings
from device.store.tables import Facing, JobKind, JobState, Lesson, SegmentKind, Timing
from scoring.limb import Limb

WANTED: Final = "wanted"  # in the session's cookie: lessons that were asked for in this browser
WANTED_MAX: Final = 50
# Times as typed: 83, 83.5, 1:23.5, 1:02:03; many languages write a comma for the point.
TIME: Final = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)", re.ASCII)

blueprint = Blueprint("editing", __name__)


@blueprint.post("/<int:lesson_id>/name")
def rename(lesson_id: int) -> ResponseReturnValue:
    """Rename the lesson."""
    with changing(lesson_id) as (_rows, lesson):
        try:
            lessons.rename(lesson, request.form.get("name", ""))
        except ValueError:
            return back(lesson_id, _("A lesson needs a name."), "bad")
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/trim")
def trim(lesson_id: int) -> ResponseReturnValue:
    """Set start and end; an empty end stands for the video's own."""
    typed = request.form.get("start", ""), request.form.get("end", "")
    start_s, end_s = (seconds(text) for text in typed)
    if any(text.strip() and at is None for text, at in zip(typed, (start_s, end_s), strict=True)):
        return back(lesson_id, not_a_time(), "bad")
    with changing(lesson_id) as (_rows, lesson):
        try:
            lessons.trim(lesson, start_s or 0.0, end_s)
        except lessons.BadTrimError:
            return back(
                lesson_id, _("Start and end must lie inside the video, at least a second apart."), "bad"
            )
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/facing")
def face(lesson_id: int) -> ResponseReturnValue:
    """Set which way the tutor faces."""
    chosen = request.form.get("facing", "")
    if chosen not in set(Facing):
        abort(HTTPStatus.BAD_REQUEST)
    with changing(lesson_id) as (_rows, lesson):
        lesson.facing = Facing(chosen)
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/counts")
def count(lesson_id: int) -> ResponseReturnValue:
    """Set which limbs count; the others do not matter."""
    counting = set(request.form.getlist("limb"))
    if not counting <= set(Limb):
        abort(HTTPStatus.BAD_REQUEST)
    with changing(lesson_id) as (_rows, lesson):
        try:
            lessons.leave_out(lesson, [limb for limb in Limb if limb not in counting])
        except lessons.NothingCountsError:
            return back(lesson_id, _("Something must count: tick arms, legs or head."), "bad")
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/timing")
def keep_time(lesson_id: int) -> ResponseReturnValue:
    """Set whether being late costs points."""
    chosen = request.form.get("timing", "")
    if chosen not in set(Timing):
        abort(HTTPStatus.BAD_REQUEST)
    with changing(lesson_id) as (_rows, lesson):
        lesson.timing = Timing(chosen)
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/segments")
def mark(lesson_id: int) -> ResponseReturnValue:
    """Mark what happens between two times."""
    kind = request.form.get("kind", "")
    start_s, end_s = seconds(request.form.get("start", "")), seconds(request.form.get("end", ""))
    if kind not in set(SegmentKind):
        abort(HTTPStatus.BAD_REQUEST)
    if start_s is None or end_s is None:
        return back(lesson_id, not_a_time(), "bad")
    with changing(lesson_id) as (_rows, lesson):
        try:
            segments.mark(lesson, SegmentKind(kind), start_s, end_s)
        except segments.BadSegmentError:
            return back(lesson_id, _("The end must come after the start, inside the video."), "bad")
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/now")
def prepare_now(lesson_id: int) -> ResponseReturnValue:
    """Prepare it now, not at night."""
    with changing(lesson_id) as (rows, _lesson):
        shelf = lessons.find(rows, lesson_id)
        if shelf is not None and shelf.job is not None:
            jobs.hurry(shelf.job)
    return back(lesson_id, _("It will be prepared in a moment."))


@blueprint.post("/<int:lesson_id>/prepare")
def prepare(lesson_id: int) -> ResponseReturnValue:
    """Prepare it again: with another network, or because it failed."""
    box = services()
    at_once = request.form.get("at_once") == "yes"
    with changing(lesson_id) as (rows, _lesson):
        model = request.form.get("model") or settings.load(rows).model
        if model not in POSE_MODELS:
            abort(HTTPStatus.BAD_REQUEST)
        shelf = lessons.find(rows, lesson_id)
        last = None if shelf is None else shelf.job
        # a link that could not be fetched left nothing to prepare
        lost = last is not None and last.kind is JobKind.FETCH and last.state is JobState.FAILED
        kind, url = (JobKind.FETCH, last.url) if last is not None and lost else (JobKind.PREPARE, None)
        jobs.add(rows, lesson_id, model, box.clock(), kind, at_once=at_once, url=url)
    return back(lesson_id, _("It will be prepared again."))


@blueprint.post("/<int:lesson_id>/want")
def want(lesson_id: int) -> ResponseReturnValue:
    """Count one request for it, once in each browser."""
    asked = session.get(WANTED, [])
    if lesson_id not in asked:
        with access.changing() as rows:
            lesson = rows.get(Lesson, lesson_id)
            if lesson is None:
                abort(HTTPStatus.NOT_FOUND)
            lessons.want(lesson)
        session[WANTED] = [*asked, lesson_id][-WANTED_MAX:]
    return back(lesson_id, _("The box prepares it first."))


@blueprint.post("/<int:lesson_id>/delete")
def delete(lesson_id: int) -> ResponseReturnValue:
    """Delete the lesson; it can be restored for a while."""
    with changing(lesson_id) as (_rows, lesson):
        lessons.take_out(lesson, services().clock())
    if wants_json():
        return jsonify(deleted=True)
    return redirect(url_for("lessons.library", undo=lesson_id), HTTPStatus.SEE_OTHER)


@blueprint.post("/<int:lesson_id>/restore")
def restore(lesson_id: int) -> ResponseReturnValue:
    """Restore the lesson."""
    with changing(lesson_id) as (_rows, lesson):
        lessons.put_back(lesson)
    return back(lesson_id, _("It is back in the library."))


@blueprint.post("/<int:lesson_id>/remove")
def remove(lesson_id: int) -> ResponseReturnValue:
    """Remove a deleted lesson for good, to make room now."""
    box = services()
    with changing(lesson_id):
        pass
    purging.remove(box.database, box.folder, lesson_id)
    flash(_("It is gone for good."), "good")
    return redirect(url_for("lessons.deleted"), HTTPStatus.SEE_OTHER)


def seconds(text: str) -> float | None:
    """A typed time in a video, in seconds; None if it is none."""
    found = TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, rest = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest.replace(",", "."))


@contextmanager
def changing(lesson_id: int) -> Iterator[tuple[Session, Lesson]]:
    """The lesson in a transaction; 403 if the signed-in member may not change it."""
    with access.changing() as rows:
        lesson = rows.get(Lesson, lesson_id)
        if lesson is None:
            abort(HTTPStatus.NOT_FOUND)
        require_mine(lesson.added_by)
        yield rows, lesson


def back(lesson_id: int, sentence: str, mood: str = "good") -> ResponseReturnValue:
    """The lesson's page with a sentence on it; for a script the sentence alone."""
    if wants_json():
        status = HTTPStatus.OK if mood == "good" else HTTPStatus.BAD_REQUEST
        return (jsonify(saved=sentence) if mood == "good" else jsonify(error=sentence)), status
    flash(sentence, mood)
    return redirect(url_for("lessons.lesson", lesson_id=lesson_id), HTTPStatus.SEE_OTHER)


def not_a_time() -> str:
    """The sentence for what was typed and is no time."""
    return _("A time is written as 1:23 or 83.5.")

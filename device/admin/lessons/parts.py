"""The parts of a lesson: what each is, joined, split, and taught to the box as the household's own exercise.

Decides what a name means that somebody typed: an exercise that the box knows in any language, else the words
as they were written.
"""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from device.admin.lessons.editing import back, changing, not_a_time, seconds
from device.admin.web import access, exercises
from device.admin.web.access import current_member, require_mine
from device.admin.web.services import services
from device.store import own, segments
from device.store.exercise_tables import OwnExercise
from device.store.tables import SegmentKind

blueprint = Blueprint("parts", __name__)


@blueprint.post("/<int:lesson_id>/parts/<int:part_id>")
def call(lesson_id: int, part_id: int) -> ResponseReturnValue:
    """Say what happens in a part, and which exercise it is; an empty name is none."""
    kind = request.form.get("kind", SegmentKind.EXERCISE)
    if kind not in set(SegmentKind):
        abort(HTTPStatus.BAD_REQUEST)
    with changing(lesson_id) as (rows, lesson):
        try:
            segments.change(lesson, part_id, SegmentKind(kind))
            if kind == SegmentKind.EXERCISE:
                written = _written()
                exercise = exercises.find(written, own.names(rows)) if written else None
                segments.call(lesson, part_id, exercise, None if exercise else written or None)
        except segments.BadSegmentError:
            return back(lesson_id, _gone(), "bad")
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/parts/<int:part_id>/split")
def split(lesson_id: int, part_id: int) -> ResponseReturnValue:
    """Make two parts of one."""
    at_s = seconds(request.form.get("at", ""))
    if at_s is None:
        return back(lesson_id, not_a_time(), "bad")
    with changing(lesson_id) as (_rows, lesson):
        try:
            segments.split(lesson, part_id, at_s)
        except segments.BadSegmentError:
            return back(lesson_id, _("The time must lie inside the part."), "bad")
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/parts/<int:part_id>/join")
def join(lesson_id: int, part_id: int) -> ResponseReturnValue:
    """Make one part of it and the next."""
    with changing(lesson_id) as (_rows, lesson):
        try:
            segments.join(lesson, part_id)
        except segments.BadSegmentError:
            return back(lesson_id, _gone(), "bad")
    return back(lesson_id, _("Saved."))


@blueprint.post("/<int:lesson_id>/parts/<int:part_id>/teach")
def teach(lesson_id: int, part_id: int) -> ResponseReturnValue:
    """Teach the box this part as an exercise of the household's own, by the name that was typed."""
    written = _written()
    with changing(lesson_id) as (rows, lesson):
        part = next((one for one in lesson.segments if one.id == part_id), None)
        if part is None:
            return back(lesson_id, _gone(), "bad")
        refused = exercises.not_to_teach(written)
        if refused is not None:
            return back(lesson_id, refused, "bad")
        if part.end_s - part.start_s < own.EXAMPLE_S:
            return back(lesson_id, _("This part is too short to learn an exercise from."), "bad")
        taught = own.teach(
            rows,
            written,
            own.windows(part.start_s, part.end_s),
            now=services().clock(),
            member_id=current_member().id,
            lesson_id=lesson_id,
        )
        segments.change(lesson, part_id, SegmentKind.EXERCISE)
        segments.call(lesson, part_id, own.key_of(taught.id), None)
    return back(lesson_id, _("Learnt: the box recognises it from now on."))


@blueprint.get("/own")
def own_exercises() -> ResponseReturnValue:
    """The household's own exercises."""
    with services().database.reading() as rows:
        found = [(one, len(one.examples)) for one in own.every(rows)]
        rows.expunge_all()
    return render_template("lessons/own.html", taught=found)


@blueprint.post("/own/<int:own_id>/forget")
def forget(own_id: int) -> ResponseReturnValue:
    """Forget one of them: whoever taught it, and owners."""
    with access.changing() as rows:
        taught = rows.get(OwnExercise, own_id)
        if taught is None:
            abort(HTTPStatus.NOT_FOUND)
        require_mine(taught.member_id)
        own.forget(rows, taught)
    flash(_("The exercise was forgotten."), "good")
    return redirect(url_for("lessons.parts.own_exercises"), HTTPStatus.SEE_OTHER)


def _written() -> str:
    return exercises.written(request.form.get("called", ""))


def _gone() -> str:
    return _("The parts of this lesson have changed meanwhile. Look again.")

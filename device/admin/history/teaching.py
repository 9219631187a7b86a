"""Teaching the box an exercise of the household's own from the repetitions that somebody did in a match."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from device.admin.web import exercises
from device.admin.web.access import changing, current_member, require_mine
from device.admin.web.numbers import number_in
from device.admin.web.services import services
from device.store import matches, own
from device.store.exercise_tables import RepetitionRow
from device.store.tables import Player

blueprint = Blueprint("teaching", __name__)


def can_teach(player: Player, repetitions: Sequence[RepetitionRow]) -> bool:
    """Whether the box still has this person's poses, and the repetitions last long enough."""
    if player.track is None or not repetitions:
        return False
    return repetitions[-1].end_s - repetitions[0].begin_s >= own.EXAMPLE_S


@blueprint.post("/<int:player_id>/teach")
def teach(player_id: int) -> ResponseReturnValue:
    """Teach the repetitions with the numbers `first` to `last` under the name that was typed."""
    called = exercises.written(request.form.get("called", ""))
    first, last = (number_in(request.form, key) or 0 for key in ("first", "last"))
    sentence, look = exercises.not_to_teach(called), "bad"
    with changing() as session:
        player = matches.part(session, player_id)
        if player is None:
            abort(HTTPStatus.NOT_FOUND)
        require_mine(player.member_id)
        chosen = [one for one in player.repetitions if first <= one.number <= last]
        if sentence is None and not can_teach(player, chosen):
            sentence = _("These repetitions are too few, or too short, to learn an exercise from.")
        if sentence is None:
            own.teach(
                session,
                called,
                own.windows(chosen[0].begin_s, chosen[-1].end_s),
                now=services().clock(),
                member_id=current_member().id,
                player_id=player_id,
            )
            sentence, look = _("Learnt: the box recognises it from now on."), "good"
    flash(sentence, look)
    return redirect(url_for("history.match", player_id=player_id), HTTPStatus.SEE_OTHER)

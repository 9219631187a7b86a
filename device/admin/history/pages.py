"""The history: weeks and scores of a member or the family, one match, export, and deleting.

Decides who sees what: a member their own, an owner everything. `progress` computes weeks and streaks,
`charts` and `figure` draw them, `text` has their words.
"""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from device.admin.history import charts, figure, muscles, teaching, text, trained
from device.admin.history.exercise_chart import exercise_chart
from device.admin.history.export import as_csv, as_json
from device.admin.history.progress import by_day, by_lesson, calendar, since, streaks
from device.admin.web.access import changing, current_member, is_owner, owner_only, require_mine
from device.admin.web.numbers import number_in
from device.admin.web.services import box_settings, services
from device.night_hours import day_begins, local_day, monday_of
from device.store import matches, own, repetitions
from device.store.members import members
from device.store.tables import Member, Player

WEEKS: Final = 14  # as many as a phone has room for
CHARTS: Final = 3  # lessons whose scores are drawn large; the others have a small line
LISTED: Final = 12  # matches on a page
WORST: Final = 3
# The body figure shows the last weeks only.
FIGURE_DAYS: Final = 56

blueprint = Blueprint("history", __name__, url_prefix="/history")
blueprint.register_blueprint(teaching.blueprint)


@blueprint.app_context_processor
def _tools() -> dict[str, object]:
    return {
        "charts": charts,
        "figure": figure,
        "muscles": muscles,
        "trained": trained,
        "exercise_chart": exercise_chart,
        "history_text": text,
    }


@blueprint.get("/")
def mine() -> ResponseReturnValue:
    """The signed-in member's history."""
    return _page(current_member())


@blueprint.get("/members/<int:member_id>")
def of_member(member_id: int) -> ResponseReturnValue:
    """The history of another member."""
    require_mine(member_id)
    with services().database.reading() as session:
        member = session.get(Member, member_id)
        if member is None:
            abort(HTTPStatus.NOT_FOUND)
        session.expunge(member)
    return _page(member)


@blueprint.get("/family")
@owner_only
def family() -> ResponseReturnValue:
    """The history of all members and guests."""
    return _page(None)


@blueprint.get("/<int:player_id>")
def match(player_id: int) -> ResponseReturnValue:
    """One person's part in one match."""
    with services().database.reading() as session:
        player = _part(session, player_id)
        before = matches.last_time(session, player)
        member = session.get(Member, player.member_id) if player.member_id else None
        others = [one for one in player.match.players if one.id != player.id]
        return render_template(
            "history/match.html",
            player=player,
            match=player.match,
            member_of=member,
            before=before,
            others=[one for one in others if is_owner()],
            people={one.id: one for one in members(session)},
            corrections=text.corrections(player.corrections),
            marks=list(_marks(player)),
            ranked=figure.ranked(player.joints),
            sets=trained.sets(player, own.names(session)),
        )


@blueprint.get("/<int:player_id>/delete")
def ask_delete(player_id: int) -> ResponseReturnValue:
    """Ask before a match is deleted."""
    with services().database.reading() as session:
        player = _part(session, player_id)
        return render_template("history/delete.html", match=player.match, count=1, back=_match_url(player_id))


@blueprint.post("/<int:player_id>/delete")
def delete(player_id: int) -> ResponseReturnValue:
    """Delete one person's part in a match."""
    with changing() as session:
        player = _part(session, player_id)
        member_id = player.member_id
        tracks = matches.remove(session, [player])
    _unlink(tracks)
    flash(_("The match was deleted."), "good")
    return redirect(_home(member_id), HTTPStatus.SEE_OTHER)


@blueprint.get("/members/<int:member_id>/delete")
def ask_delete_all(member_id: int) -> ResponseReturnValue:
    """Ask before all matches of a member are deleted."""
    require_mine(member_id)
    with services().database.reading() as session:
        member = session.get(Member, member_id)
        if member is None:
            abort(HTTPStatus.NOT_FOUND)
        count = matches.count(session, member_id)
        return render_template(
            "history/delete.html", match=None, person=member, count=count, back=_home(member_id)
        )


@blueprint.post("/members/<int:member_id>/delete")
def delete_all(member_id: int) -> ResponseReturnValue:
    """Delete all matches of a member."""
    require_mine(member_id)
    with changing() as session:
        parts = [matches.part(session, one.player_id) for one in matches.played(session, member_id)]
        found = [part for part in parts if part is not None]
        tracks = matches.remove(session, found)
    _unlink(tracks)
    flash(ngettext("%(num)s match was deleted.", "%(num)s matches were deleted.", len(found)), "good")
    return redirect(_home(member_id), HTTPStatus.SEE_OTHER)


@blueprint.get("/export.<kind>")
def export(kind: str) -> ResponseReturnValue:
    """The signed-in member's matches; with ?member= another member's, with ?family= everyone's."""
    if kind not in {"csv", "json"}:
        abort(HTTPStatus.NOT_FOUND)
    member_id: int | None = number_in(request.args, "member") or current_member().id
    if "family" in request.args:
        member_id = None
    require_mine(member_id)
    database, zone = services().database, box_settings().zone
    with database.reading() as session:
        names = {one.id: one.name for one in members(session)}
    if kind == "csv":
        rows = as_csv(database, member_id, names, zone, text.JOINTS)
        mimetype = "text/csv"
    else:
        rows = as_json(database, member_id, names, zone)
        mimetype = "application/json"
    day = local_day(services().clock(), zone)
    name = f"formbox-{day.isoformat()}.{kind}"
    answer = Response(rows, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


def _page(person: Member | None) -> ResponseReturnValue:
    """A member's history; with None, the whole family's."""
    now, zone = services().clock(), box_settings().zone
    today = local_day(now, zone)
    member_id = person.id if person else None
    page = number_in(request.args, "page") or 1
    with services().database.reading() as session:
        played = matches.played(session, member_id)
        people = members(session)
        joints = matches.joint_means(session, member_id, since=now - timedelta(days=FIGURE_DAYS))
        done = repetitions.done(session, member_id)
        taught = own.names(session)
        session.expunge_all()
    days = by_day(played, zone)
    monday = day_begins(monday_of(today), zone)
    return render_template(
        "history/history.html",
        person=person,
        people=people,
        people_by_id={one.id: one for one in people},
        chosen=is_owner() and len(people) > 1,
        total=len(played),
        week_s=since(played, monday),
        total_s=sum(days.values()),
        streaks=streaks(days, today),
        weeks=calendar(days, today, WEEKS),
        today=today,
        by_lesson=by_lesson(played) if person else [],
        large=CHARTS,
        by_exercise=trained.by_exercise(done, taught) if person else [],
        work=muscles.work(one for one in done if one.played_at >= monday),
        joints=joints,
        ranked=figure.ranked(joints),
        worst=WORST,
        shares=_shares(played, people) if person is None else [],
        listed=played[(page - 1) * LISTED : page * LISTED],
        page=page,
        pages=max(-(-len(played) // LISTED), 1),
    )


def _shares(played: list[matches.Played], people: Any) -> list[tuple[Member, int, float, float | None]]:
    """Each member's matches, seconds and mean score, also of members who never played."""
    found = []
    for one in people:
        own = [part for part in played if part.member_id == one.id]
        scores = [part.final for part in own if part.final is not None]
        mean = sum(scores) / len(scores) if scores else None
        found.append((one, len(own), sum(part.duration_s for part in own), mean))
    return found


def _marks(player: Player) -> Iterator[tuple[float, str, str]]:
    """Marks on a match's curve: the best moment of the best joint, and the worst of the worst."""
    for key, words in (("best", _("best")), ("worst", _("hardest"))):
        time_s = player.summary.get(f"{key}_s")
        if isinstance(time_s, int | float):
            yield float(time_s), key, words


def _part(session: Session, player_id: int) -> Player:
    player = matches.part(session, player_id)
    if player is None:
        abort(HTTPStatus.NOT_FOUND)
    require_mine(player.member_id)
    return player


def _unlink(tracks: list[str]) -> None:
    """Delete track files after their rows; one that stays is found as an orphan."""
    for name in tracks:
        with contextlib.suppress(OSError):
            (services().folder.tracks / name).unlink(missing_ok=True)


def _match_url(player_id: int) -> str:
    return url_for("history.match", player_id=player_id)


def _home(member_id: int | None) -> str:
    """The address of a member's history, for the signed-in member."""
    if member_id == current_member().id:
        return url_for("history.mine")
    return (
        url_for("history.family") if member_id is None else url_for("history.of_member", member_id=member_id)
    )

"""The Box page, for owners: state of the box, night work, log, backup, restore, restart."""

import shutil
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, abort, current_app, flash, jsonify, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from device.admin.box import backup_text, backups
from device.admin.box.backups import Backups
from device.admin.box.health import condition
from device.admin.box.help_bundle import help_bundle, masked_log, newest_jobs
from device.admin.lessons.failure_text import in_words
from device.admin.web.access import body_up_to, changing, owner_only
from device.admin.web.error_pages import refusal
from device.admin.web.services import box_settings, services
from device.health.switching import ACTIONS, can_switch, request_action
from device.health.versions import uptime_s, versions
from device.night_hours import local_day
from device.store.errors import BackupError
from device.store.rescue.healing import forget_lost

blueprint = Blueprint("box", __name__, url_prefix="/box")

BACKUPS: Final = "formbox_backups"
JOBS_SHOWN: Final = 12
LINES_SHOWN: Final = 60
# bytes of one piece of a restore file: the script sends 8 MiB at a time
PIECE_MAX: Final = 16 << 20
# bytes of a whole backup in one form, from a browser without scripts
BACKUP_MAX: Final = 1 << 41


@blueprint.record
def _add_backups(state: BlueprintSetupState) -> None:
    state.app.extensions[BACKUPS] = Backups()


@blueprint.get("")
@owner_only
def look() -> ResponseReturnValue:
    """State, night work and log of the box."""
    parts = services()
    with parts.database.reading() as rows:
        return render_template(
            "box/box.html",
            lines=condition(parts.folder.root, box_settings().reserve_bytes),
            versions=versions(),
            uptime_h=uptime_s() / 3600,
            jobs=newest_jobs(rows, JOBS_SHOWN),
            in_words=in_words,
            log=masked_log(rows, parts, LINES_SHOWN),
            can_switch=can_switch(),
            restoring=_backups().now,
        )


@blueprint.post("/lost")
@owner_only
def understood() -> ResponseReturnValue:
    """Somebody has read what was lost with a damaged database."""
    forget_lost(services().folder)
    return redirect("/lessons", HTTPStatus.SEE_OTHER)


@blueprint.post("/help")
@owner_only
def bundle() -> ResponseReturnValue:
    """The help bundle."""
    return _download(Response(help_bundle(services()), mimetype="application/zip"), "help")


@blueprint.post("/backup")
@owner_only
def backup() -> ResponseReturnValue:
    """The whole box as one file, made while it is sent."""
    running = _backups()
    try:
        pieces = running.start_backup(services())
    except BackupError as error:
        current_app.logger.warning("no backup was made: %s", error)
        return refusal(HTTPStatus.SERVICE_UNAVAILABLE, backup_text.in_words(error.problem))
    if pieces is None:
        return refusal(HTTPStatus.SERVICE_UNAVAILABLE, _("A backup is already being made."))
    response = Response(pieces, mimetype="application/zip")
    response.call_on_close(running.end_backup)
    return _download(response, "backup")


@blueprint.get("/restore")
@owner_only
def ask_restore() -> ResponseReturnValue:
    """The form, or the progress of the restore."""
    return render_template("box/restore.html", restoring=_backups().now, in_words=backup_text.in_words)


@blueprint.put("/restore")
@owner_only
@body_up_to(PIECE_MAX)
def restore_piece() -> ResponseReturnValue:
    """One piece of a backup, at the offset in X-Offset; the answer has the offset of the next."""
    folder = services().folder
    offset, length = request.headers.get("X-Offset", ""), request.content_length
    if not (offset.isascii() and offset.isdecimal() and len(offset) < 16) or length is None:
        abort(HTTPStatus.BAD_REQUEST)
    if shutil.disk_usage(folder.inbox).free < length + backups.SPARE_BYTES:
        return refusal(HTTPStatus.INSUFFICIENT_STORAGE, _("There is not enough free space on the box."))
    try:
        return jsonify(offset=backups.receive(folder, request.stream, int(offset)))
    except ValueError:
        return jsonify(offset=backups.received_bytes(folder)), HTTPStatus.CONFLICT


@blueprint.post("/restore")
@owner_only
@body_up_to(BACKUP_MAX)
def restore() -> ResponseReturnValue:
    """Restore the backup that came in pieces, or in this form."""
    parts = services()
    file = request.files.get("backup")
    if file is not None and file.filename:
        backups.receive(parts.folder, file.stream, 0)
    if not backups.received_bytes(parts.folder):
        flash(_("Please choose a backup's file."), "bad")
        return redirect("/box/restore", HTTPStatus.SEE_OTHER)
    with changing(as_owner=True):
        pass  # the file may have come for an hour: whoever sent it must still be allowed to
    if not _backups().start_restore(parts):
        return refusal(HTTPStatus.CONFLICT, _("Another backup is being restored."))
    return redirect("/box/restore", HTTPStatus.SEE_OTHER)


@blueprint.get("/switch/<what>")
@owner_only
def ask_switch(what: str) -> ResponseReturnValue:
    """Ask for confirmation."""
    if what not in ACTIONS:
        abort(HTTPStatus.NOT_FOUND)
    return render_template("box/switch.html", what=what, can_switch=can_switch())


@blueprint.post("/switch/<what>")
@owner_only
def switch(what: str) -> ResponseReturnValue:
    """Restart the box, or switch it off."""
    if what not in ACTIONS:
        abort(HTTPStatus.NOT_FOUND)
    if not can_switch():
        return refusal(
            HTTPStatus.SERVICE_UNAVAILABLE,
            _("Only a box that was installed as a service can be restarted or switched off from here."),
        )
    request_action(services().folder.run, what)
    return render_template("box/switched.html", what=what)


def _backups() -> Backups:
    found: Backups = current_app.extensions[BACKUPS]
    return found


def _download(response: Response, kind: str) -> Response:
    day = local_day(services().clock(), box_settings().zone).isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="formbox-{kind}-{day}.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response

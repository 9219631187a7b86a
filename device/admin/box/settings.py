"""The settings page.

Decides how the form sends settings: sizes in GB, a film's path in a field of its own, unticked boxes.
"""

import zoneinfo
from dataclasses import asdict
from functools import cache
from http import HTTPStatus
from typing import Final

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from device.admin.remote import tv_text
from device.admin.web.access import changing, owner_only
from device.admin.web.services import box_settings, services
from device.store.errors import SettingError
from device.store.settings import GIB, HOSTS_MAX, NAME_MAX, YES, save

blueprint = Blueprint("settings", __name__, url_prefix="/settings")

PLAIN: Final = (
    "name",
    "language",
    "timezone",
    "night_start",
    "night_end",
    "model",
    "trusted_hosts",
    "keep_deleted_days",
    "job_memory_mb",
    "job_time_factor",
    "volume",
    "layout",
    "method",
)
# stored in bytes, shown in GB
SIZES: Final = ("lesson_max_bytes", "reserve_bytes")
WRONG: Final = {
    "name": lazy_gettext("A name has at most %(most)s letters.", most=NAME_MAX),
    "timezone": lazy_gettext("The box does not know this time zone."),
    "night_start": lazy_gettext("Please enter a time of day."),
    "night_end": lazy_gettext("The night must end at another time than it begins."),
    "camera": lazy_gettext("Please give the video's full path, such as /home/mina/me.mp4."),
    "trusted_hosts": lazy_gettext("At most %(most)s names, separated by spaces.", most=HOSTS_MAX),
}


@blueprint.get("")
@owner_only
def look() -> ResponseReturnValue:
    """The page with the present settings."""
    return _page({}, {})


@blueprint.post("")
@owner_only
def change() -> ResponseReturnValue:
    """Change the settings that were sent, all or none."""
    form = request.form
    changes: dict[str, object] = {key: form[key] for key in PLAIN if key in form}
    # a hidden field sends "no" before each box, since an unticked box is not sent at all
    changes |= {key: form.getlist(key)[-1] for key in tv_text.SWITCHES if key in form}
    if "camera" in form:
        is_film = form["camera"] == tv_text.FILM
        changes["camera"] = form.get("camera_film", "") if is_film else form["camera"]
    try:
        changes |= {key: _bytes(key, form[key]) for key in SIZES if key in form}
        with changing(as_owner=True) as rows:
            g.box_settings = save(rows, **changes)
    except SettingError as error:
        words = WRONG.get(error.setting, lazy_gettext("This value is not possible."))
        return _page({error.setting: str(words)}, changes), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(_("Saved."), "good")
    return redirect("/settings", HTTPStatus.SEE_OTHER)


def _bytes(key: str, text: str) -> int:
    try:
        return round(float(text.replace(",", ".")) * GIB)
    except (ValueError, OverflowError) as error:
        raise SettingError(key, "This must be a number.") from error


def _page(wrong: dict[str, str], typed: dict[str, object]) -> str:
    settings = box_settings()
    shown = asdict(settings) | {
        "trusted_hosts": " ".join(settings.trusted_hosts),
        "job_time_factor": f"{settings.job_time_factor:g}",
    }
    shown |= {key: value for key, value in typed.items() if key in PLAIN}
    shown |= {key: typed[key] == YES for key in tv_text.SWITCHES if key in typed}
    camera = settings.camera if "camera" in wrong else str(typed.get("camera", settings.camera))
    film = typed.get("camera", "") if "camera" in wrong else camera if camera.startswith("/") else ""
    sizes = {key: f"{getattr(settings, key) / GIB:g}" for key in SIZES}
    return render_template(
        "box/settings.html",
        now=shown,
        sizes=sizes,
        wrong=wrong,
        zones=[(name, name.replace("_", " ")) for name in _zones()],
        local=services().clock(),
        tv=tv_text,
        # only a film's path is typed by hand, so only that can be wrong
        camera=tv_text.FILM if "camera" in wrong else tv_text.camera_value(camera),
        cameras=tv_text.cameras(camera),
        film=film,
    )


@cache
def _zones() -> list[str]:
    """Time zones that are named by a place; the others exist for old programs."""
    places = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return sorted(name for name in zoneinfo.available_timezones() if name.startswith(places))

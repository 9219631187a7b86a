"""The owner's settings of the box, with defaults: read as one value, changed one by one.

Decides which values each setting may have.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from device.choices import DEFAULT_METHOD, LAYOUTS, METHODS, POSE_MODELS, Layout, is_camera_name
from device.night_hours import zone_of_box
from device.spelling import is_visible, length, one_line
from device.store.columns import stored_name
from device.store.errors import SettingError
from device.store.tables import Setting
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES

CAMERA_MAX: Final = 1000  # letters of a film's path
YES: Final = "yes"
NO: Final = "no"
NAME_MAX: Final = 40  # letters; more do not fit beside the navigation on a phone
HOSTS_MAX: Final = 16
MIB: Final = 2**20
GIB: Final = 2**30
# RFC 1035. A name or an address; a pattern could match a stranger's name
HOST_MAX: Final = 253
HOST: Final = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[?[0-9a-f:]+\]?")
# what lies beside the zones of places in their folder, and means another zone on every computer, or none
NO_PLACES: Final = ("localtime", "posixrules", "Factory", "posix/", "right/")
CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSettings:
    """Everything that can be set.

    night_start, night_end: local time, "HH:MM", over midnight if the end is the smaller; timezone: a name of
    the IANA's list, "" for the system's; model: the pose network of the night; trusted_hosts: names besides
    the box's own under which a browser may ask for its pages; job_time_factor: seconds of work that a second
    of video may take before the job is given up.

    Of the TV: camera: "auto", "none", "usb:0" or "0", "pi" or "pi:0", "simulated", or the absolute path of a
    film; volume: percent; gestures: whether hands choose; mirror: people see themselves as in a mirror;
    patterned: colours differ by pattern too; layout: one of LAYOUTS; method: of scoring, one of METHODS.
    """

    name: str = "Formbox"
    language: str = DEFAULT_LANGUAGE
    timezone: str = ""
    night_start: str = "01:00"
    night_end: str = "06:00"
    model: str = "full"
    trusted_hosts: tuple[str, ...] = ()
    keep_deleted_days: int = 14
    lesson_max_bytes: int = 8 * GIB
    reserve_bytes: int = 2 * GIB
    job_memory_mb: int = 1024
    job_time_factor: float = 60.0
    camera: str = "auto"
    volume: int = 80
    sound: bool = True
    voice: bool = True
    gestures: bool = True
    mirror: bool = True
    patterned: bool = False
    layout: str = Layout.BESIDE.value
    method: str = DEFAULT_METHOD

    @property
    def zone(self) -> tzinfo:
        """The time zone that was chosen, or else the system's."""
        return ZoneInfo(self.timezone) if self.timezone else zone_of_box()


def load(session: Session) -> BoxSettings:
    """The present settings. A stored value that is not (or no longer) valid counts as not set."""
    chosen: dict[str, Any] = {}
    for row in session.scalars(select(Setting).where(Setting.key.in_(CHECKS))):
        try:
            chosen[row.key] = CHECKS[row.key](row.key, row.value.get("value"))
        except (SettingError, AttributeError) as error:  # what is stored may be no object at all
            log.warning("the setting %s is ignored: %s", row.key, error)
    settings = BoxSettings(**chosen)
    if settings.night_start == settings.night_end:
        return replace(settings, night_start=DEFAULTS.night_start, night_end=DEFAULTS.night_end)
    return settings


def save(session: Session, **changes: object) -> BoxSettings:
    """Change some settings, all or none, and return the new settings.

    Raises SettingError for the first that is not valid. Numbers may come as text, hosts as one
    text with commas or blanks between them, yes and no as these words: as a form sends them.
    """
    checked: dict[str, Any] = {}
    for key, value in changes.items():
        if key not in CHECKS:
            raise SettingError(key, f"The box has no setting “{key}”.")
        checked[key] = CHECKS[key](key, value)
    settings = replace(load(session), **checked)
    if settings.night_start == settings.night_end:
        raise SettingError("night_end", "The night must end at another time than it begins.")
    stored = asdict(settings)
    for key in checked:
        session.merge(Setting(key=key, value={"value": stored[key]}))
    session.flush()
    return settings


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingError(key, "This must be text.")
    return value.strip()


def _name(key: str, value: object) -> str:
    text = _text(key, value)
    name = one_line(text)
    if not name or length(name) > NAME_MAX or not is_visible(text) or stored_name(name) != name:
        raise SettingError(key, f"The box's name needs 1 to {NAME_MAX} letters.")
    return name


def _one_of(words: tuple[str, ...]) -> Callable[[str, object], str]:
    def check(key: str, value: object) -> str:
        word = _text(key, value)
        if word not in words:
            raise SettingError(key, f"This can be {', '.join(words[:-1])} or {words[-1]}.")
        return word

    return check


def _clock(key: str, value: object) -> str:
    time = _text(key, value)
    if not CLOCK.fullmatch(time):
        raise SettingError(key, "A time of day is written as 01:00 or 23:30.")
    return time


def _timezone(key: str, value: object) -> str:
    name = _text(key, value)
    if name.startswith(NO_PLACES):
        raise SettingError(key, f"“{name}” is no time zone of a place; Europe/Berlin is one.")
    if name:
        try:
            ZoneInfo(name)
        # a missing zone is a KeyError, a path a ValueError, a folder of zones an OSError
        except (KeyError, ValueError, OSError) as error:
            raise SettingError(key, f"“{name}” is no time zone; Europe/Berlin is one.") from error
    return name


def _hosts(key: str, value: object) -> tuple[str, ...]:
    parts = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise SettingError(key, "These must be names, with blanks between them.")
    hosts = tuple(dict.fromkeys(part.strip().lower().rstrip(".") for part in parts))
    for host in hosts:
        if len(host) > HOST_MAX or not HOST.fullmatch(host) or ".." in host:
            raise SettingError(key, f"“{host}” is no host name; formbox.example.org is one.")
    if len(hosts) > HOSTS_MAX:
        raise SettingError(key, f"At most {HOSTS_MAX} names.")
    return hosts


def _camera(key: str, value: object) -> str:
    name = _text(key, value)
    if len(name) > CAMERA_MAX or not name.isprintable() or not (is_camera_name(name) or name.startswith("/")):
        raise SettingError(key, "A camera is auto, none, usb:0, pi, simulated, or the path of a film.")
    return name


def _switch(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in (YES, NO):
        raise SettingError(key, "This can be yes or no.")
    return value == YES


def _number(kind: type[int] | type[float], least: float, most: float) -> Callable[[str, object], Any]:
    def check(key: str, value: object) -> int | float:
        sentence = f"This must be a number from {least:,} to {most:,}."
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise SettingError(key, sentence)
        try:
            number = kind(value)
        except (ValueError, OverflowError) as error:
            raise SettingError(key, sentence) from error
        # not-a-number fails here too; 2.5 is not taken for a whole number
        if not least <= number <= most or (isinstance(value, float) and number != value):
            raise SettingError(key, sentence)
        return number

    return check


DEFAULTS: Final = BoxSettings()
CHECKS: Final[dict[str, Callable[[str, object], Any]]] = {
    "name": _name,
    "language": _one_of(tuple(LANGUAGES)),
    "timezone": _timezone,
    "night_start": _clock,
    "night_end": _clock,
    "model": _one_of(POSE_MODELS),
    "trusted_hosts": _hosts,
    "keep_deleted_days": _number(int, 0, 365),
    "lesson_max_bytes": _number(int, MIB, 1024 * GIB),
    # less than this and the database itself could not be written any more
    "reserve_bytes": _number(int, 64 * MIB, 1024 * GIB),
    # a heavy network beside a decoder of 4K pictures takes about 500 MB
    "job_memory_mb": _number(int, 512, 65536),
    "job_time_factor": _number(float, 1, 10_000),
    "camera": _camera,
    "volume": _number(int, 0, 100),
    "sound": _switch,
    "voice": _switch,
    "gestures": _switch,
    "mirror": _switch,
    "patterned": _switch,
    "layout": _one_of(LAYOUTS),
    "method": _one_of(METHODS),
}
assert set(CHECKS) == {field.name for field in fields(BoxSettings)}

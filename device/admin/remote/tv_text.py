"""Settings and troubles of the TV, in the TV's own words (`device.words`).

Decides which cameras the settings offer, and which icon a trouble has.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from flask_babel import gettext as _

from device.admin.web.languages import language
from device.camera.nodes import capture_nodes
from device.choices import LAYOUTS, METHODS
from device.health.camera import SYSTEM
from device.trouble import Trouble
from device.words.lookup import words

# stands for the path of a film, which has a field of its own
FILM: Final = "film"
# settings that are on or off, with the key of their name in device.words
SWITCHES: Final = {
    "sound": "set_sound",
    "voice": "set_voice",
    "gestures": "set_gestures",
    "mirror": "set_mirror",
    "patterned": "colours_true",
}
# names in icons/all.svg; other troubles have the general one
PICTURES: Final = {
    Trouble.NO_CAMERA: "camera",
    Trouble.CAMERA_LOST: "camera",
    Trouble.DISPLAY_LOST: "tv",
    Trouble.NO_LESSONS: "lessons",
    Trouble.TOO_HOT: "temperature",
    Trouble.POWER_WEAK: "power",
    Trouble.DISK_FULL: "disk",
    Trouble.UPDATING: "clock",
    Trouble.RESTORED: "disk",
    Trouble.FILMS_WAIT: "lessons",
    Trouble.READ_ONLY: "disk",
}


def layouts() -> list[tuple[str, str]]:
    """Layouts of the match screen, as (value, words)."""
    spoken = words(language())
    return [(layout, spoken.heading(spoken.text(f"layout_{layout}"))) for layout in LAYOUTS]


def methods() -> list[tuple[str, str]]:
    """Scoring methods, as (value, words)."""
    return [(method, words(language()).text(f"method_{method}")) for method in METHODS]


def switches() -> list[tuple[str, str, str]]:
    """Settings that are on or off: key, name, and what each does."""
    spoken = words(language())
    return [(key, spoken.text(name), note(key)) for key, name in SWITCHES.items()]


def note(setting: str) -> str:
    """The note on a setting: what it is for."""
    return words(language()).sentence(f"set_{setting}_note")


def troubles(found: Iterable[Trouble]) -> list[dict[str, str]]:
    """Each trouble with its key, title, what to do (sentence), and the name of its icon (picture)."""
    spoken = words(language())
    return [
        {
            "key": one.value,
            "title": spoken.text(f"trouble_{one}"),
            "sentence": spoken.sentence(one),
            "picture": PICTURES.get(one, "bad"),
        }
        for one in found
    ]


def cameras(chosen: str, system: Path = SYSTEM) -> list[tuple[str, str]]:
    """Cameras that the settings offer, as (value, words); `chosen` is always among them."""
    spoken = words(language())
    offered = {"auto": spoken.text("camera_auto")}
    offered |= {f"usb:{node.number}": node.name for node in capture_nodes(system)}
    offered |= {name: spoken.text(f"camera_{name}") for name in ("pi", "none", "simulated", FILM)}
    value = camera_value(chosen)
    if value not in offered:
        offered[value] = _("%(name)s (not plugged in)", name=value)
    return list(offered.items())


def camera_value(chosen: str) -> str:
    """The value in `cameras` that stands for `chosen`."""
    if chosen.startswith("/"):
        return FILM
    return f"usb:{chosen}" if chosen.isdecimal() else chosen

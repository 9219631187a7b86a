"""What can be chosen for the TV and what is wrong with it, as the TV itself says it (`device.words`).

Decides which cameras the settings offer, and with which picture a trouble is shown. What may be chosen at all
is decided in `device.store.settings`.
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
# what is on or off, by how the TV calls it, which for patterns is their value
SWITCHES: Final = {
    "sound": "set_sound",
    "voice": "set_voice",
    "gestures": "set_gestures",
    "mirror": "set_mirror",
    "patterned": "colours_true",
}
# by their names in icons/all.svg; what is not here has the picture for all that is wrong
PICTURES: Final = {
    Trouble.NO_CAMERA: "camera",
    Trouble.CAMERA_LOST: "camera",
    Trouble.DISPLAY_LOST: "tv",
    Trouble.NO_LESSONS: "lessons",
    Trouble.TOO_HOT: "temperature",
    Trouble.POWER_WEAK: "power",
    Trouble.DISK_FULL: "disk",
    Trouble.UPDATING: "clock",
}


def layouts() -> list[tuple[str, str]]:
    """How the pictures may share the screen, as (value, words)."""
    spoken = words(language())
    return [(layout, spoken.heading(spoken.text(f"layout_{layout}"))) for layout in LAYOUTS]


def methods() -> list[tuple[str, str]]:
    """How it may be scored."""
    return [(method, words(language()).text(f"method_{method}")) for method in METHODS]


def switches() -> list[tuple[str, str, str]]:
    """What is on or off: key, name, and what it does."""
    spoken = words(language())
    return [(key, spoken.text(name), note(key)) for key, name in SWITCHES.items()]


def note(setting: str) -> str:
    """What a setting is for."""
    return words(language()).sentence(f"set_{setting}_note")


def troubles(found: Iterable[Trouble]) -> list[dict[str, str]]:
    """Each with its key, title, what to do (sentence), and an icon's name (picture)."""
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
    """What the settings offer; what is chosen now is always among it."""
    spoken = words(language())
    offered = {"auto": spoken.text("camera_auto")}
    offered |= {f"usb:{node.number}": node.name for node in capture_nodes(system)}
    offered |= {name: spoken.text(f"camera_{name}") for name in ("pi", "none", "simulated", FILM)}
    value = camera_value(chosen)
    if value not in offered:
        offered[value] = _("%(name)s (not plugged in)", name=value)
    return list(offered.items())


def camera_value(chosen: str) -> str:
    """Which of those is chosen now."""
    if chosen.startswith("/"):
        return FILM
    return f"usb:{chosen}" if chosen.isdecimal() else chosen

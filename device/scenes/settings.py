"""What can be set from the TV: a short list, each changed with left and right.

Decides which settings are worth a remote; all others are on the phone's page. What a setting does is decided
where it is used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from device.choices import LAYOUTS, METHODS
from device.presses import Press, Spot
from device.scenes.context import Parts
from device.scenes.focus import along
from device.scenes.scene import Scene
from device.store.settings import BoxSettings
from device.views import Pointer, Row, SettingsView, View
from device.words.languages import LANGUAGES
from device.words.lookup import Words

VOLUMES: Final = tuple(range(0, 101, 10))
CAMERAS: Final = ("auto", "usb:0", "pi:0", "none")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting (its name is the text set_<key>), what it may be, and what a value is called."""

    key: str
    values: Sequence[Any]
    called: Callable[[Words, Any], str]


def _switch(word: Words, value: bool) -> str:
    return word.text("on" if value else "off")


SETTINGS: Final = (
    Setting("language", tuple(LANGUAGES), lambda _, value: LANGUAGES[value]),
    Setting("volume", VOLUMES, lambda _, value: f"{value} %"),
    Setting("sound", (True, False), _switch),
    Setting("voice", (True, False), _switch),
    Setting("mirror", (True, False), _switch),
    Setting("patterned", (False, True), lambda word, value: word.text(f"colours_{value}".lower())),
    Setting("layout", LAYOUTS, lambda word, value: word.text(f"layout_{value}")),
    Setting("gestures", (True, False), _switch),
    Setting("method", METHODS, lambda word, value: word.text(f"method_{value}")),
    Setting("camera", CAMERAS, lambda word, value: word.text(f"camera_{value.partition(':')[0]}")),
)
# what opens something, after the settings
DOORS: Final = ("camera_check", "show_code", "about")


class Options(Scene):
    """Kept while its pages are looked at."""

    def __init__(self, parts: Parts, doors: Callable[[str], Scene | None]) -> None:
        """doors: the scene behind one of DOORS, None when there is none now."""
        self._parts = parts
        self._doors = doors
        self._place = 0

    def enter(self) -> None:
        """They may have been changed on the phone."""
        self._parts.read_settings()

    def view(self, pointer: Pointer | None) -> View:
        """All of them, with what they are."""
        word, now = self._parts.words, self._parts.settings
        rows = [
            Row(
                word.text(f"set_{one.key}"),
                _called(one, word, now),
                word.sentence(f"set_{one.key}_note"),
            )
            for one in SETTINGS
        ]
        doors = [Row(word.text(key)) for key in DOORS]
        return SettingsView(
            word.text("settings"), (*rows, *doors), Spot("rows", self._place), word.text("set_hint"), pointer
        )

    def focus(self, spot: Spot) -> None:
        """A pointer is over a row."""
        self._place = spot.index

    def press(self, press: Press) -> Scene | None:
        """Up and down choose a row, left and right and OK change it."""
        count = len(SETTINGS) + len(DOORS)
        if press in (Press.BACK, Press.MENU):
            return self._parts.scenes.home()
        if press in (Press.UP, Press.DOWN):
            self._place = along(self._place, count, press, (Press.UP, Press.DOWN))
            return None
        if self._place >= len(SETTINGS):
            return self._doors(DOORS[self._place - len(SETTINGS)]) if press is Press.OK else None
        if press in (Press.LEFT, Press.RIGHT, Press.OK):
            self._change(SETTINGS[self._place], -1 if press is Press.LEFT else 1)
        return None

    def _change(self, setting: Setting, step: int) -> None:
        value = getattr(self._parts.settings, setting.key)
        known = list(setting.values)
        if value in known:
            place = (known.index(value) + step) % len(known)
            if setting.key == "volume":  # loud is not the step after silent
                place = min(max(known.index(value) + step, 0), len(known) - 1)
        elif setting.key == "volume":
            place = min(range(len(known)), key=lambda number: abs(known[number] - value))
        else:
            place = 0
        self._parts.set(**{setting.key: known[place]})


def _called(setting: Setting, word: Words, now: BoxSettings) -> str:
    value = getattr(now, setting.key)
    if setting.key == "camera" and value.startswith("/"):
        return word.text("camera_film")
    if setting.key == "camera" and value.isdecimal():
        return word.text("camera_usb")
    return setting.called(word, value)

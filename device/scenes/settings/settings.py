"""The settings that can be changed at the TV: a list of rows, changed with left and right.

Decides which settings these are; the page for phones has all of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from device.choices import LAYOUTS, METHODS
from device.presses import Press, Spot
from device.scenes.context import Household
from device.scenes.destinations import Destination, Place
from device.scenes.focus import along
from device.scenes.scene import Scene
from device.store.settings import BoxSettings
from device.views import Pointer, Row, SettingsView, View
from device.words.languages import LANGUAGES
from device.words.lookup import Words

VOLUMES: Final = tuple(range(0, 101, 10))
CAMERAS: Final = ("auto", "usb:0", "pi:0", "none")


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting: key (its name is the text set_<key>), values to step through, and the text of a value."""

    key: str
    values: Sequence[Any]
    called: Callable[[Words, Any], str]


def _switch(word: Words, value: bool) -> str:
    return word.text("on" if value else "off")


SETTINGS: Final = (
    SettingRow("language", tuple(LANGUAGES), lambda _, value: LANGUAGES[value]),
    SettingRow("volume", VOLUMES, lambda _, value: f"{value} %"),
    SettingRow("sound", (True, False), _switch),
    SettingRow("voice", (True, False), _switch),
    SettingRow("mirror", (True, False), _switch),
    SettingRow("patterned", (False, True), lambda word, value: word.text(f"colours_{value}".lower())),
    SettingRow("layout", LAYOUTS, lambda word, value: word.text(f"layout_{value}")),
    SettingRow("gestures", (True, False), _switch),
    SettingRow("method", METHODS, lambda word, value: word.text(f"method_{value}")),
    SettingRow("camera", CAMERAS, lambda word, value: word.text(f"camera_{value.partition(':')[0]}")),
)
# rows after the settings that open a page
PAGES: Final = (Place.CAMERA_CHECK, Place.PAIRING_CODE, Place.FORGOTTEN, Place.ABOUT)


class Settings(Scene):
    """One per process, so that its pages return to the same row."""

    def __init__(self, household: Household) -> None:
        """The first row has the focus."""
        self._household = household
        self._place = 0

    def enter(self) -> None:
        """Read the settings, which may have been changed on a phone."""
        self._household.settings.read()

    def view(self, pointer: Pointer | None) -> View:
        """All rows with their values."""
        word, now = self._household.words, self._household.settings.now
        rows = [
            Row(
                word.text(f"set_{one.key}"),
                _called(one, word, now),
                word.sentence(f"set_{one.key}_note"),
            )
            for one in SETTINGS
        ]
        pages = [Row(word.text(page.value)) for page in PAGES]
        return SettingsView(
            word.text("settings"), (*rows, *pages), Spot("rows", self._place), word.text("set_hint"), pointer
        )

    def focus(self, spot: Spot) -> None:
        """Move the focus to the row under a pointer."""
        self._place = spot.index

    def press(self, press: Press) -> Destination | None:
        """Move the focus with up and down, change a setting with left, right and OK."""
        count = len(SETTINGS) + len(PAGES)
        if press in (Press.BACK, Press.MENU):
            return Place.LIBRARY
        if press in (Press.UP, Press.DOWN):
            self._place = along(self._place, count, press, (Press.UP, Press.DOWN))
            return None
        if self._place >= len(SETTINGS):
            return PAGES[self._place - len(SETTINGS)] if press is Press.OK else None
        if press in (Press.LEFT, Press.RIGHT, Press.OK):
            self._change(SETTINGS[self._place], -1 if press is Press.LEFT else 1)
        return None

    def _change(self, setting: SettingRow, step: int) -> None:
        value = getattr(self._household.settings.now, setting.key)
        known = list(setting.values)
        if value in known:
            place = (known.index(value) + step) % len(known)
            if setting.key == "volume":  # it does not wrap round: silent is not the step after loud
                place = min(max(known.index(value) + step, 0), len(known) - 1)
        elif setting.key == "volume":
            place = min(range(len(known)), key=lambda number: abs(known[number] - value))
        else:
            place = 0
        self._household.settings.change(**{setting.key: known[place]})


def _called(setting: SettingRow, word: Words, now: BoxSettings) -> str:
    value = getattr(now, setting.key)
    if setting.key == "camera" and value.startswith("/"):
        return word.text("camera_film")
    if setting.key == "camera" and value.isdecimal():
        return word.text("camera_usb")
    return setting.called(word, value)

"""A new PIN for somebody of the household, asked for at the TV: whoever holds the remote is at home.

Decides that the old PIN is valid until the code is used: a child who opens this page shuts nobody out.
"""

from collections.abc import Callable

from device.presses import Press, Spot
from device.scenes.context import Household
from device.scenes.destinations import Destination, Place
from device.scenes.focus import along
from device.scenes.scene import Scene
from device.store.members import members
from device.views import Pointer, Row, SettingsView, View


class Forgotten(Scene):
    """The household's members; OK shows a code for the one in focus."""

    def __init__(self, household: Household, show_code: Callable[[int], None]) -> None:
        """show_code: puts a member's code on the idle screen."""
        self._household = household
        self._show_code = show_code
        self._place = 0
        with household.database.reading() as session:
            self._people = [(one.id, one.name) for one in members(session)]

    def view(self, pointer: Pointer | None) -> View:
        """A row a member."""
        word = self._household.words
        note = word.sentence("forgotten_note")
        rows = tuple(Row(name, None, note) for _id, name in self._people)
        return SettingsView(
            word.text("forgotten"), rows, Spot("rows", self._place), word.text("forgotten_hint"), pointer
        )

    def focus(self, spot: Spot) -> None:
        """Move the focus to the row under a pointer."""
        self._place = spot.index

    def press(self, press: Press) -> Destination | None:
        """Choose with up, down and OK."""
        if press in (Press.BACK, Press.MENU):
            return Place.SETTINGS
        if press in (Press.UP, Press.DOWN) and self._people:
            self._place = along(self._place, len(self._people), press, (Press.UP, Press.DOWN))
        if press is Press.OK and self._place < len(self._people):
            self._show_code(self._people[self._place][0])
            return Place.IDLE
        return None

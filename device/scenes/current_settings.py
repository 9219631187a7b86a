"""The household's settings as in force on the TV: reads them from the store, saves changes made at the TV.

The page changes them in the store at any time, so scenes call `read` when they come to the screen.
"""

from collections.abc import Callable
from typing import Protocol

from device.store import settings
from device.store.database import Database
from device.store.settings import BoxSettings


class LanguageSwitch(Protocol):
    """The part of the screen that knows in which language the TV writes."""

    @property
    def language(self) -> str:
        """The present language."""
        ...

    def write(self, language: str) -> str:
        """Write in this language from now on; returns it, or English if the box has no font for it."""
        ...


class CurrentSettings:
    """One per process; use it from the thread of the screen, `now` from any."""

    def __init__(self, database: Database, screen: LanguageSwitch, initial: BoxSettings) -> None:
        """initial: as loaded when the screen was opened; no other effect before `put_in_force_by`."""
        self._database = database
        self._screen = screen
        self._effects: Callable[[BoxSettings], None] | None = None
        self.now = initial

    @property
    def language(self) -> str:
        """The language of the TV: the chosen one if the box has a font for it, else English."""
        return self._screen.language

    def put_in_force_by(self, effects: Callable[[BoxSettings], None]) -> None:
        """Call `effects` with the present settings now, and with the new ones after every change."""
        self._effects = effects
        self._put_in_force(self.now)

    def read(self) -> None:
        """Read them from the store and put changes in force."""
        with self._database.reading() as session:
            found = settings.load(session)
        if found != self.now:
            self._put_in_force(found)

    def change(self, **changes: object) -> None:
        """Save changes (name=value) and put them in force. Raises SettingError for an invalid value."""
        with self._database.session() as session:
            found = settings.save(session, **changes)
        self._put_in_force(found)

    def _put_in_force(self, found: BoxSettings) -> None:
        if found.language != self.now.language or found.language != self._screen.language:
            self._screen.write(found.language)
        self.now = found
        if self._effects is not None:
            self._effects(found)

"""The household's settings as they are in force on the TV: read from the store, changed from the TV.

Settings can change at any time from a phone, so scenes call `read` when they come to the screen.
"""

from collections.abc import Callable
from typing import Protocol

from device.store import settings
from device.store.database import Database
from device.store.settings import BoxSettings


class Writing(Protocol):
    """What writes sentences on the TV."""

    @property
    def language(self) -> str:
        """In which it writes."""
        ...

    def write(self, language: str) -> str:
        """Write in this language from now on; returns the one that it has letters for."""
        ...


class CurrentSettings:
    """Per process; use it from the thread of the screen, `now` from any."""

    def __init__(self, database: Database, screen: Writing, initial: BoxSettings) -> None:
        """The screen writes in a language already; nothing else is in force before `put_in_force_by`."""
        self._database = database
        self._screen = screen
        self._effects: Callable[[BoxSettings], None] | None = None
        self.now = initial

    @property
    def language(self) -> str:
        """What the TV writes: the chosen language if it has the letters, else English."""
        return self._screen.language

    def put_in_force_by(self, effects: Callable[[BoxSettings], None]) -> None:
        """From now on `effects` is called with every change, and at once with the present settings."""
        self._effects = effects
        self._put_in_force(self.now)

    def read(self) -> None:
        """Read them again and put changes in force."""
        with self._database.reading() as session:
            found = settings.load(session)
        if found != self.now:
            self._put_in_force(found)

    def change(self, **changes: object) -> None:
        """Save changes and put them in force. Raises SettingError for a value that does not fit."""
        with self._database.session() as session:
            found = settings.save(session, **changes)
        self._put_in_force(found)

    def _put_in_force(self, found: BoxSettings) -> None:
        if found.language != self.now.language or found.language != self._screen.language:
            self._screen.write(found.language)
        self.now = found
        if self._effects is not None:
            self._effects(found)

"""What a box that waits has to say: where its page is, a code for who has to come in, what went wrong last.

Decides when a code is shown: always while nobody belongs to the box yet, else as long as somebody asked for.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from device.ports import Clock
from device.store.codes import shown_code
from device.store.database import Database
from device.store.members import member_count
from device.views import IdleView

# How often it is looked whether somebody has come in, and whether the code still lives.
LOOK_S: Final = 2.0
NOTICE_SHOWN_S: Final = 20.0


class Waiting:
    """One a station."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        now: Callable[[], datetime],
        address: Callable[[], str],
        link: Callable[[str, str], str],
    ) -> None:
        """address: of the page, with "http://"; link: from it and a code, what a phone opens to come in."""
        self._database = database
        self._clock = clock
        self._now = now
        self._address = address
        self._link = link
        self._looked_at: float | None = None
        self._empty = False
        self._code: str | None = None
        self._asked: tuple[str, float] | None = None
        self._notice: tuple[str, float] | None = None

    def show_code(self, digits: str, for_s: float) -> None:
        """Somebody of the household lets another phone in."""
        self._asked = digits, self._clock.now() + for_s

    def tell(self, notice: str) -> None:
        """Say for a while what went wrong; a key of the words."""
        self._notice = notice, self._clock.now() + NOTICE_SHOWN_S

    def view(self) -> IdleView:
        """What is to be shown now."""
        now_s = self._clock.now()
        if self._looked_at is None or now_s - self._looked_at >= LOOK_S:
            self._looked_at = now_s
            self._look()
        if self._asked is not None and now_s >= self._asked[1]:
            self._asked = None
        if self._notice is not None and now_s >= self._notice[1]:
            self._notice = None
        code = self._code or (self._asked[0] if self._asked else None)
        address = self._address()
        return IdleView(
            address.removeprefix("http://"),
            self._link(address, code) if code else address,
            code,
            notice=self._notice[0] if self._notice else None,
        )

    def _look(self) -> None:
        with self._database.reading() as session:
            self._empty = member_count(session) == 0
        self._code = None
        if self._empty:
            with self._database.session() as session:
                self._code = shown_code(session, self._now()).digits

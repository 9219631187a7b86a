"""What a box that waits has to say: the time, the week, what the night did, where its page is, and a code.

Decides when a code is shown: always while nobody belongs to the box yet, else as long as somebody asked for.
"""

from collections.abc import Callable
from typing import Final

from device.scenes.context import Parts
from device.scenes.local_time import clock_on_the_wall, zone_of
from device.scenes.week import News, date_line, news
from device.store.codes import shown_code
from device.store.members import member_count
from device.views import IdleView

# How often it is looked whether somebody has come in, and whether the code still lives.
LOOK_S: Final = 2.0
# And what there is to tell: asking for that takes longer.
NEWS_S: Final = 30.0
CODE_SHOWN_S: Final = 300.0


class Waiting:
    """One a station."""

    def __init__(self, parts: Parts, address: Callable[[], str], link: Callable[[str, str], str]) -> None:
        """address: of the page, with "http://"; link: from it and a code, what a phone opens to come in."""
        self._parts = parts
        self._address = address
        self._link = link
        self._looked_at: float | None = None
        self.empty = False  # nobody belongs to the box yet
        self._code: str | None = None
        self._asked: tuple[str, float] | None = None
        self._news = News()
        self._told_at: float | None = None

    def show_code(self, digits: str, for_s: float) -> None:
        """Somebody of the household lets another phone in."""
        self._asked = digits, self._parts.clock.now() + for_s

    def show_own_code(self) -> None:
        """The same, asked for at the TV."""
        with self._parts.database.session() as session:
            digits = shown_code(session, self._parts.now()).digits
        self.show_code(digits, CODE_SHOWN_S)

    def view(self) -> IdleView:
        """What is to be shown now."""
        now_s = self._parts.clock.now()
        if self._looked_at is None or now_s - self._looked_at >= LOOK_S:
            self._looked_at = now_s
            self._look()
        if self._asked is not None and now_s >= self._asked[1]:
            self._asked = None
        code = self._code or (self._asked[0] if self._asked else None)
        address = self._address()
        return IdleView(
            address.removeprefix("http://"),
            self._link(address, code) if code else address,
            code,
            time=clock_on_the_wall(self._parts),
            date=date_line(self._parts.now(), zone_of(self._parts), self._parts.language),
            week=self._news.week,
            prepared=self._news.prepared,
            working=self._news.working,
            troubles=self._parts.wrong(),
        )

    def _look(self) -> None:
        parts, now = self._parts, self._parts.now()
        with parts.database.reading() as session:
            self.empty = member_count(session) == 0
            if self._told_at is None or parts.clock.now() - self._told_at >= NEWS_S:
                self._told_at = parts.clock.now()
                self._news = news(session, now)
        self._code = None
        if self.empty:
            with parts.database.session() as session:
                self._code = shown_code(session, now).digits

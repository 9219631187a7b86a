"""Gathers what the idle screen shows: time, week, the night's work, the page's address, a pairing code.

Decides when a code is shown: always while the box has no member, else for as long as was asked for.
"""

from collections.abc import Callable
from typing import Final

from device.ports import Clock
from device.scenes.alerts import Alerts
from device.scenes.context import Household
from device.scenes.dates import date_line
from device.scenes.idle.week import News, news
from device.store import attempts
from device.store.codes import CODE_GUESSES, fresh_code, shown_code
from device.store.members import member_count
from device.store.tables import Member
from device.views import IdleView

# Seconds between two looks whether a member was added, and whether the code is still valid.
LOOK_S: Final = 2.0
# Seconds between two readings of week and night, which take longer.
NEWS_S: Final = 30.0
CODE_SHOWN_S: Final = 300.0


class IdleContent:
    """One per process."""

    def __init__(
        self,
        household: Household,
        alerts: Alerts,
        clock: Clock,
        address: Callable[[], str],
        link: Callable[[str, str], str],
    ) -> None:
        """address: gives the page's URL; link: makes the URL that pairs a phone, from that and a code."""
        self._household = household
        self._alerts = alerts
        self._clock = clock
        self._address = address
        self._link = link
        self._looked_at: float | None = None
        self.empty = False  # the box has no member yet
        self._code: str | None = None
        self._asked: tuple[str, float] | None = None
        self._news = News()
        self._news_at: float | None = None

    def show_code(self, digits: str, for_s: float) -> None:
        """Show this code for some seconds: it was asked for on a phone."""
        self._asked = digits, self._clock.now() + for_s

    def show_own_code(self) -> None:
        """Show the box's present code: it was asked for at the TV."""
        with self._household.database.session() as session:
            attempts.clear(session, CODE_GUESSES)  # nobody who sees the TV waits for what strangers guessed
            digits = shown_code(session, self._household.now()).digits
        self.show_code(digits, CODE_SHOWN_S)

    def show_code_for(self, member_id: int) -> None:
        """Show a code with which this member chooses a new PIN: it was asked for at the TV."""
        with self._household.database.session() as session:
            if session.get(Member, member_id) is None:
                return
            attempts.clear(session, CODE_GUESSES)
            digits = fresh_code(session, self._household.now(), member_id).digits
        self.show_code(digits, CODE_SHOWN_S)

    def view(self) -> IdleView:
        """What to show now."""
        now_s = self._clock.now()
        if self._looked_at is None or now_s - self._looked_at >= LOOK_S:
            self._looked_at = now_s
            self._look()
        if self._asked is not None and now_s >= self._asked[1]:
            self._asked = None
        code = self._code or (self._asked[0] if self._asked else None)
        address, local = self._address(), self._household.local_now
        return IdleView(
            address.removeprefix("http://"),
            self._link(address, code) if code else address,
            code,
            time=f"{local:%H:%M}",
            date=date_line(local, self._household.settings.language),
            week=self._news.week,
            prepared=self._news.prepared,
            working=self._news.working,
            troubles=self._alerts.now(),
        )

    def _look(self) -> None:
        household, now = self._household, self._household.now()
        with household.database.reading() as session:
            self.empty = member_count(session) == 0
            if self._news_at is None or self._clock.now() - self._news_at >= NEWS_S:
                self._news_at = self._clock.now()
                self._news = news(session, now)
        self._code = None
        if self.empty:
            with household.database.session() as session:
                self._code = shown_code(session, now).digits

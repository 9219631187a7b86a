"""The result of a match on the TV, and what may follow it.

Decides which choices there are, and what stands beside the result: the last time, the lesson that comes next.
How a result looks is decided by the station.
"""

from dataclasses import replace
from typing import Final

from device.effects import Effect
from device.messages import Moment
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, Done, RefusalReason, Restart, Status, Stop, TvState
from device.scenes.context import Parts, Played
from device.scenes.focus import along
from device.scenes.match_request import Order, order_for
from device.scenes.scene import Scene
from device.store import lessons, matches
from device.store.tables import Match
from device.views import Ended, Pointer, ResultView, View

# Pictures of people are on it: it does not stay for ever.
SHOWN_S: Final = 180.0


class Result(Scene):
    """One a match."""

    def __init__(
        self, parts: Parts, order: Order, played: Played, match_id: int | None, following: int | None
    ) -> None:
        """match_id: of the history, None when it could not be kept; following: the next lesson's id."""
        self._parts = parts
        self._order = order
        self._played = played
        self._match_id = match_id
        self._following: tuple[int, str] | None = None
        if following is not None:
            self._following = self._named(following)
        self._buttons = ("again", *(("play_next",) if self._following else ()), "to_home")
        self._place = 0
        self._until = 0.0
        self._people: tuple[Ended, ...] = ()

    def enter(self) -> None:
        """Compare it with the last time, and celebrate."""
        self._until = self._parts.clock.now() + SHOWN_S
        before = self._before()
        self._people = tuple(
            Ended(result, badge, last, self._dressed(best), self._dressed(worst), result.repetitions)
            for result, badge, last, (best, worst) in zip(
                self._played[0], self._order.badges, before, self._played[1], strict=True
            )
        )
        self._parts.sounds.effect(Effect.APPLAUSE)

    def status(self) -> Status:
        """The result is shown."""
        return self._order.status(TvState.RESULT, self._parts.volume(None))

    def view(self, pointer: Pointer | None) -> View:
        """The result with its choices."""
        words = self._parts.words
        return ResultView(
            self._people,
            tuple(words.text(key) for key in self._buttons),
            Spot("buttons", self._place),
            self._following and self._following[1],
            pointer,
        )

    def focus(self, spot: Spot) -> None:
        """A pointer is over a button."""
        self._place = min(spot.index, len(self._buttons) - 1)

    def tick(self) -> Scene | None:
        """It makes room after a while."""
        return self._parts.scenes.home() if self._parts.clock.now() >= self._until else None

    def press(self, press: Press) -> Scene | None:
        """Choose what follows."""
        if press in (Press.BACK, Press.HOME):
            return self._parts.scenes.home()
        if press is not Press.OK:
            self._place = along(self._place, len(self._buttons), press, (Press.LEFT, Press.RIGHT))
            return None
        match self._buttons[self._place]:
            case "again":
                return self._again(self._order.lesson_id)
            case "play_next" if self._following is not None:
                return self._again(self._following[0])
            case _:
                return self._parts.scenes.home()

    def wish(self, wish: Command) -> tuple[Answer, Scene | None]:
        """The phone begins it again, or puts it away."""
        if isinstance(wish, Restart):
            return Done(), self._again(self._order.lesson_id)
        if isinstance(wish, Stop):
            return Done(), self._parts.scenes.home()
        return super().wish(wish)

    def _again(self, lesson_id: int) -> Scene:
        """A lesson for the same people, from its beginning."""
        order = order_for(
            self._parts.folder,
            self._parts.database,
            lesson_id,
            self._order.member_ids,
            guest=self._parts.words.text("guest"),
        )
        return (
            self._parts.scenes.home() if isinstance(order, RefusalReason) else self._parts.scenes.ready(order)
        )

    def _named(self, lesson_id: int) -> tuple[int, str] | None:
        with self._parts.database.reading() as session:
            found = lessons.find(session, lesson_id)
            return None if found is None else (lesson_id, found.lesson.name)

    def _dressed(self, moment: Moment | None) -> Moment | None:
        """As people saw it in the match."""
        look = self._parts.look
        return moment and replace(moment, mirrored=look.mirrored, patterned=look.patterned)

    def _before(self) -> list[float | None]:
        """Each person's score of the last time; None the first time, and for guests."""
        if self._match_id is None:
            return [None] * len(self._order.badges)
        found: list[float | None] = []
        with self._parts.database.reading() as session:
            match = session.get(Match, self._match_id)
            for player in () if match is None else match.players:
                last = matches.last_time(session, player)
                found.append(None if last is None else last.final)
        return found

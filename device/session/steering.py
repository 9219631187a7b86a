"""What the phone may do with a match that runs, and what it is told about it while it does.

Decides which wishes fit a running match and what comes after it. How a match is held or ended is in `match`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from device.messages import MatchView
from device.remote.messages import (
    NAME_SHOWN_MAX,
    Answer,
    Doing,
    Done,
    GoOn,
    Pause,
    Refused,
    Restart,
    Start,
    Status,
    Stop,
    Volume,
    Why,
    Wish,
)
from device.remote.server import StationServer
from device.session.library import Cut
from device.session.match import Course


@dataclass(frozen=True, slots=True)
class Order:
    """A lesson that somebody asked for, as it was found in the library."""

    start: Start
    title: str
    cut: Cut


class Steering:
    """One a match: `steer` is asked by it after every picture."""

    def __init__(
        self,
        server: StationServer,
        order: Order,
        volume: Callable[[int | None], int],
        alive: Callable[[], None],
    ) -> None:
        """volume: sets it when given, and tells it; alive: called with every picture."""
        self._server = server
        self._order = order
        self._volume = volume
        self.alive = alive
        self._course = Course.PLAY
        self.again = False

    def status(self, doing: Doing) -> Status:
        """What the TV does with this order, without a clock."""
        return Status(
            doing,
            self._order.start.lesson_id,
            self._order.title[:NAME_SHOWN_MAX],
            member_ids=self._order.start.member_ids,
            scores=(None,) * len(self._order.start.member_ids),
            volume=self._volume(None),
        )

    def steer(self, view: MatchView | None) -> Course:
        """How the match goes on after this view."""
        self.alive()
        self._server.check()
        while self._course is not Course.END and (asked := self._server.next()) is not None:
            asked.answer(self._answer(asked.wish))
        playing = replace(self.status(Doing.PLAYING), paused=self._course is Course.HOLD)
        if view is not None:
            playing = replace(playing, time_s=view.time_s, duration_s=view.duration_s, scores=_scores(view))
        self._server.tell(playing)
        return self._course

    def _answer(self, wish: Wish) -> Answer:
        match wish:
            case Pause():
                self._course = Course.HOLD
            case GoOn():
                self._course = Course.PLAY
            case Restart() | Stop():
                self._course = Course.END
                self.again = isinstance(wish, Restart)
            case Volume(percent):
                self._volume(percent)
            case _:  # another lesson or a code: not over the heads of those who play
                return Refused(Why.BUSY)
        return Done()


def _scores(view: MatchView) -> Sequence[float | None]:
    known = [player.score for player in view.players]
    return tuple(None if score is None or np.isnan(score) else float(score) for score in known)

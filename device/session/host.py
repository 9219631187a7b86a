"""The host of the evening: waits, takes what the phone wishes, has matches played, keeps and shows results.

Decides what comes after what, and that a match that goes wrong costs the match, not the box: the host says so
and waits again. How a match is built is in `device.commands.stage`, how it is steered in `steering`.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, Protocol

from sqlalchemy.exc import DBAPIError

from device.errors import CameraError, FormboxError
from device.messages import MatchResult, Moment
from device.ports import Clock
from device.remote.messages import (
    Answer,
    Code,
    Doing,
    Done,
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
from device.session.keeping import keep
from device.session.library import Cut
from device.session.steering import Order, Steering
from device.session.waiting import Waiting
from device.store import lessons
from device.store.database import Database
from device.store.folder import Folder
from device.store.tables import Member
from device.views import IdleView

log = logging.getLogger(__name__)

# How long the host sleeps when nobody wishes anything; a key at the TV is heard as soon.
ROUND_S: Final = 0.1
RESULT_SHOWN_S: Final = 60.0
# keys of the words
NO_CAMERA: Final = "no_camera"
NOT_STARTED: Final = "not_started"
NOT_KEPT: Final = "not_kept"

Played = tuple[Sequence[MatchResult], Sequence[Moment | None]]


class HostScreen(Protocol):
    """What the host shows by itself."""

    def show_idle(self, view: IdleView) -> None:
        """Draw the waiting box and present it."""
        ...

    def show_result(self, results: Sequence[MatchResult], worst: Sequence[Moment | None]) -> None:
        """Draw the end of a match and present it."""
        ...

    def wants_to_leave(self) -> bool:
        """Whether the household asked to stop since the last call."""
        ...


class Host:
    """One a station; `run` it in the thread of the screen."""

    def __init__(
        self,
        folder: Folder,
        database: Database,
        server: StationServer,
        screen: HostScreen,
        waiting: Waiting,
        clock: Clock,
        now: Callable[[], datetime],
        play: Callable[[Order, Steering], Played | None],
        volume: Callable[[int | None], int],
        alive: Callable[[], None],
    ) -> None:
        """play: one match, None when it was left; volume: sets it when given, and tells it; alive: called in
        every round.
        """
        self._folder = folder
        self._database = database
        self._server = server
        self._screen = screen
        self._waiting = waiting
        self._clock = clock
        self._now = now
        self._play = play
        self._volume = volume
        self._alive = alive
        self._shown: IdleView | None = None
        self._ended: Order | None = None  # whose result is shown
        self._until = 0.0

    def run(self) -> None:
        """Until somebody at the TV leaves. Raises what is a fault of the program."""
        while not self._leaves():
            self._alive()
            self._server.check()
            self._wait()
            asked = self._server.next(ROUND_S)
            if asked is not None:
                answer, order = self._look_at(asked.wish)
                if order is not None:  # before the answer, so that nobody sees the TV idle after it
                    self._server.tell(self._steering(order).status(Doing.PREPARING))
                asked.answer(answer)
                while order is not None:
                    order = self._have_played(order)

    def _leaves(self) -> bool:
        """Whether a key ends the station; over a result it ends only that."""
        wanted = self._screen.wants_to_leave()
        if wanted and self._ended is not None:
            self._ended = None
            return False
        return wanted

    def _wait(self) -> None:
        if self._ended is not None:
            if self._clock.now() < self._until:
                return
            self._ended = None
        self._server.tell(Status(Doing.IDLE, volume=self._volume(None)))
        view = self._waiting.view()
        if view != self._shown:
            self._screen.show_idle(view)
            self._shown = view

    def _look_at(self, wish: Wish) -> tuple[Answer, Order | None]:
        """The answer to a wish while no match runs, and what is to be played now."""
        match wish:
            case Start():
                found = self._find(wish)
                return (Refused(found), None) if isinstance(found, Why) else (Done(), found)
            case Restart() if self._ended is not None:
                return Done(), self._ended
            case Stop() if self._ended is not None:
                self._ended = None
            case Volume(percent):
                self._volume(percent)
            case Code(digits, for_s):
                self._ended = None
                self._waiting.show_code(digits, for_s)
            case _:
                return Refused(Why.NOTHING_PLAYS), None
        return Done(), None

    def _find(self, start: Start) -> Order | Why:
        with self._database.reading() as session:
            found = lessons.find(session, start.lesson_id)
            if found is None or found.lesson.deleted_at is not None:
                return Why.NO_LESSON
            files = self._folder.lesson(start.lesson_id)
            if not (found.is_ready and files.video.is_file() and files.track.is_file()):
                return Why.NOT_READY
            if any(session.get(Member, member_id) is None for member_id in start.member_ids):
                return Why.NO_MEMBER
            lesson = found.lesson
            return Order(start, lesson.name, Cut(lesson.trim_start_s, lesson.trim_end_s))

    def _have_played(self, order: Order) -> Order | None:
        """Play once; gives what is to be played next, None when nothing is."""
        steering = self._steering(order)
        self._server.tell(steering.status(Doing.PREPARING))
        self._screen.show_idle(IdleView("", "", busy=True))
        self._shown = self._ended = None
        began = self._now()
        try:
            played = self._play(order, steering)
        except FormboxError as error:
            log.warning("the match of %s ended: %s", order.title, error)
            self._waiting.tell(NO_CAMERA if isinstance(error, CameraError) else NOT_STARTED)
            return None
        if played is not None:
            self._keep(order, played[0], began)
            self._screen.show_result(*played)
            self._ended, self._until = order, self._clock.now() + RESULT_SHOWN_S
            self._server.tell(steering.status(Doing.RESULT))
        return order if steering.again else None

    def _steering(self, order: Order) -> Steering:
        return Steering(self._server, order, self._volume, self._alive)

    def _keep(self, order: Order, results: Sequence[MatchResult], began: datetime) -> None:
        """Into the history; a full disk costs that, and not the result on the TV."""
        try:
            keep(
                self._folder,
                self._database,
                results,
                lesson_id=order.start.lesson_id,
                member_ids=order.start.member_ids,
                played_at=began,
            )
        except (OSError, DBAPIError, FormboxError):
            log.exception("the match of %s could not be kept", order.title)
            self._waiting.tell(NOT_KEPT)

"""A match as a scene: it runs by itself, from its first beat to what it leaves behind.

Decides what is kept: a result in the history, or the place where the lesson was left. How it runs is in
`device.match.play.match`, how it is steered in `steering`.
"""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.exc import DBAPIError

from device.errors import FormboxError, NotAVideoError
from device.match.results.save import keep
from device.remote.messages import Status, TvState
from device.runtime.memory import give_back_now
from device.scenes.context import Parts, Played, Prepared
from device.scenes.hands import Hands
from device.scenes.match_controller import Steering
from device.scenes.match_request import Order
from device.scenes.practice import Practice
from device.scenes.scene import Scene
from device.store import bookmarks
from device.trouble import Trouble
from device.views import IdleView, Pointer, View

log = logging.getLogger(__name__)

# Who left in the first seconds wanted another lesson; who left in the last ones was done with it.
BEGUN_S: Final = 20.0
# Of a lesson that was ended early nothing can be said about less.
JUDGED_S: Final = 15.0


class Playing(Scene):
    """One a match; its `tick` is the whole of it."""

    def __init__(
        self, parts: Parts, order: Order, prepared: Prepared, hands: Hands, *, watched: bool
    ) -> None:
        """watched: whether anybody is judged."""
        self._parts = parts
        self._order = order
        self._prepared: Prepared | None = prepared
        self._hands = hands
        self._watched = watched
        self.people = len(order.member_ids) if watched else 0
        self.look_every_s = 0.0

    def status(self) -> Status:
        """Not yet: the match itself says that it plays, when the night rests and it can be held."""
        return self._order.status(TvState.PREPARING, self._parts.volume(None))

    def view(self, pointer: Pointer | None) -> View:  # noqa: ARG002 - the match shows itself
        """A word, until the match shows its first picture."""
        return IdleView("", "", busy=True)

    def press(self, press: object) -> Scene | None:  # noqa: ARG002 - the match hears them itself
        """Nothing: while it runs, nobody asks."""
        return None

    def tick(self) -> Scene | None:
        """Play it."""
        steering = Steering(self._parts, self._order, self._hands, Practice(self._parts, self._hands).run)
        began = self._parts.now()
        assert self._prepared is not None
        try:
            played = self._prepared.play(steering, watched=self._watched)
        except NotAVideoError as error:  # also when next to nothing of it was played
            log.warning("the match of %s ended: %s", self._order.title, error)
            played = None
            if not steering.finished:
                self._parts.tell(Trouble.LESSON_BROKEN)
        # what a match leaves refers to itself, and holds pictures of many MB until somebody collects it
        self._prepared = None
        give_back_now()
        finished = played is not None and steering.left_s < BEGUN_S
        self._mark(steering.time_s, began, finished=finished)
        if steering.again:
            return self._parts.scenes.ready(self._again())
        if played is not None and self._watched and (finished or played[0][0].duration_s >= JUDGED_S):
            return self._parts.scenes.ended(self._order, played, self._keep(played, began))
        return self._parts.scenes.leave() if steering.home else self._parts.scenes.home()

    def _again(self) -> Order:
        """From the beginning."""
        return replace(self._order, from_s=0.0)

    def _mark(self, time_s: float, now: datetime, *, finished: bool) -> None:
        """Remember where the lesson was left, or that it was not."""
        order, lesson_s = self._order, self._order.from_s + time_s
        try:
            with self._parts.database.session() as session:
                if not finished and lesson_s >= BEGUN_S:
                    bookmarks.keep(session, order.lesson_id, order.member_ids, lesson_s, now)
                elif finished:
                    bookmarks.forget(session, order.lesson_id, order.member_ids[0])
        except DBAPIError:
            log.exception("where %s was left could not be kept", order.title)

    def _keep(self, played: Played, began: datetime) -> int | None:
        """Into the history; a full disk costs that, and not the result on the TV. The match's id."""
        try:
            return keep(
                self._parts.folder,
                self._parts.database,
                played[0],
                lesson_id=self._order.lesson_id,
                member_ids=self._order.member_ids,
                played_at=began,
            )
        except (OSError, DBAPIError, FormboxError):
            log.exception("the match of %s could not be kept", self._order.title)
            self._parts.tell(Trouble.NOT_KEPT)
            return None

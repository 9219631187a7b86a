"""The scene of a lesson being played.

Decides what is saved of it: a result, or the place where it was left.
"""

import logging
from dataclasses import replace
from typing import Final

from sqlalchemy.exc import DBAPIError

from device.errors import DiskTroubleError, FormboxError, NotAVideoError
from device.match.play.control import Course
from device.match.results.save import save_match
from device.messages import MatchResult
from device.runtime.memory import give_back_now
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, PlayableMatch
from device.scenes.destinations import Destination, GetReadyFor, Place, PlayMatch, ShowResult
from device.scenes.play.match_controller import MatchController
from device.scenes.play.match_scene import MatchScene
from device.store import bookmarks
from device.trouble import Trouble

log = logging.getLogger(__name__)

# A lesson left in its first seconds was the wrong one; one left in its last seconds counts as done.
BEGUN_S: Final = 20.0
# Least that has to be played for a result, when a match is finished early.
JUDGED_S: Final = 15.0


class Playing(MatchScene):
    """One per match."""

    def __init__(
        self, hardware: Hardware, household: Household, alerts: Alerts, destination: PlayMatch
    ) -> None:
        """Starts nothing before `enter`."""
        self._request = destination.request
        self._judged = destination.judged
        self._prepared = destination.prepared
        self.people = len(self._request.member_ids) if self._judged else 0
        self._began = household.now()
        self._marked = False
        super().__init__(
            hardware, household, alerts, MatchController(household, hardware.sounds, self._request)
        )

    def enter(self) -> None:
        """Start the match; from here on the night's work rests."""
        self._began = self._household.now()
        self.begin(self._prepared, judged=self._judged)

    def exit(self) -> None:
        """Close the match; remember the place if it did not come to its end."""
        if self._match is not None and not self._marked:
            self._mark(finished=False)
        super().exit()
        # a match is a reference cycle with pictures of many MB
        give_back_now()

    def resume(self, note: str) -> None:
        """Show in the menu, which is still open, how practice went."""
        self._posed = None
        self._controller.resume(note)

    def tick(self) -> Destination | None:
        """One step; a film that breaks off leads to the library, with an alert."""
        try:
            return super().tick()
        except (NotAVideoError, DiskTroubleError) as error:
            return self._broken(error)

    def ended(self, match: PlayableMatch) -> Destination:
        """Save what was played; lead to the result, to the same lesson again, or to the library."""
        controller = self._controller
        results: tuple[MatchResult, ...] = ()
        if controller.course is not Course.LEAVE:
            try:
                results = match.results()
            except NotAVideoError as error:  # next to nothing was played
                if controller.course is not Course.FINISH:
                    return self._broken(error)
                log.info("the match of %s ended at once: %s", self._request.title, error)
        finished = bool(results) and controller.left_s < BEGUN_S
        self._mark(finished=finished)
        if controller.again:
            return GetReadyFor(request=replace(self._request, from_s=0.0))
        if results and self._judged and (finished or results[0].duration_s >= JUDGED_S):
            match_id = self._save(results)
            return ShowResult(
                request=self._request, results=results, moments=match.moments, match_id=match_id
            )
        return Place.LIBRARY

    def _broken(self, error: FormboxError) -> Destination:
        log.warning("the match of %s ended: %s", self._request.title, error)
        self._alerts.raise_alert(Trouble.LESSON_BROKEN)
        self._mark(finished=False)
        return Place.LIBRARY

    def _mark(self, *, finished: bool) -> None:
        """Save the place where the lesson was left, or delete it if the lesson is finished."""
        self._marked = True
        request = self._request
        lesson_s = request.from_s + self._controller.time_s
        try:
            with self._household.database.session() as session:
                if finished:
                    bookmarks.forget(session, request.lesson_id, request.member_ids[0])
                elif lesson_s >= BEGUN_S:
                    bookmarks.keep(session, request.lesson_id, request.member_ids, lesson_s, self._began)
        except DBAPIError:
            log.exception("where %s was left could not be saved", request.title)

    def _save(self, results: tuple[MatchResult, ...]) -> int | None:
        """Save to the history. Returns the match's id, None if that failed: the result is shown anyway."""
        try:
            return save_match(
                self._household.folder,
                self._household.database,
                results,
                lesson_id=self._request.lesson_id,
                member_ids=self._request.member_ids,
                played_at=self._began,
            )
        except (OSError, DBAPIError, FormboxError):
            log.exception("the match of %s could not be saved", self._request.title)
            self._alerts.raise_alert(Trouble.NOT_KEPT)
            return None

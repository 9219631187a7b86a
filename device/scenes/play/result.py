"""The result of a match, compared with the last one, and the choices what to do next."""

from dataclasses import replace
from typing import Final

from device.effects import Effect
from device.messages import Moment
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, Done, RefusalReason, Restart, Status, Stop, TvState
from device.scenes.context import Hardware, Household
from device.scenes.destinations import Destination, GetReadyFor, Place, ShowResult
from device.scenes.done import done_view
from device.scenes.focus import along
from device.scenes.scene import Scene
from device.store import lessons, matches
from device.store.tables import Match
from device.views import Ended, Pointer, ResultView, View
from scoring.repetitions.by_exercise import by_exercise

# It shows pictures of people, so it goes away after some time, s.
SHOWN_S: Final = 180.0


class Result(Scene):
    """One per match."""

    def __init__(
        self, hardware: Hardware, household: Household, shown: ShowResult, following: int | None
    ) -> None:
        """following: the id of the next lesson; None when there is none."""
        self._hardware = hardware
        self._household = household
        self._shown = shown
        self._request = shown.request
        self._following: tuple[int, str] | None = None
        if following is not None:
            self._following = self._named(following)
        self._repeats = any(result.repetition_list for result in shown.results)
        self._each = False
        self._place = 0
        self._until = 0.0
        self._people: tuple[Ended, ...] = ()

    def enter(self) -> None:
        """Read each person's last score; play applause."""
        self._until = self._hardware.clock.now() + SHOWN_S
        before, names = self._before(), self._household.exercise_names()
        self._people = tuple(
            Ended(
                result,
                badge,
                last,
                self._as_shown(best),
                self._as_shown(worst),
                result.repetitions,
                tuple(done_view(one, names) for one in by_exercise(result.repetition_list)),
            )
            for result, badge, last, (best, worst) in zip(
                self._shown.results, self._request.badges, before, self._shown.moments, strict=True
            )
        )
        self._hardware.sounds.effect(Effect.APPLAUSE)

    def status(self) -> Status:
        """RESULT, with lesson and people."""
        return self._request.status(TvState.RESULT)

    def view(self, pointer: Pointer | None) -> View:
        """The result with its buttons."""
        words = self._household.words
        return ResultView(
            self._people,
            tuple(words.text(key) for key in self._buttons),
            Spot("buttons", self._place),
            self._following and self._following[1],
            pointer,
            self._each,
        )

    @property
    def _buttons(self) -> tuple[str, ...]:
        """The keys of the buttons' texts."""
        page = "result_overview" if self._each else "result_each"
        return (
            "again",
            *(("play_next",) if self._following else ()),
            "to_home",
            *((page,) if self._repeats else ()),
        )

    def focus(self, spot: Spot) -> None:
        """Move the focus to the button under a pointer."""
        self._place = min(spot.index, len(self._buttons) - 1)

    def tick(self) -> Destination | None:
        """Go to the library after SHOWN_S."""
        return Place.LIBRARY if self._hardware.clock.now() >= self._until else None

    def press(self, press: Press) -> Destination | None:
        """Buttons in a row."""
        if press in (Press.BACK, Press.HOME):
            return Place.LIBRARY
        if press is not Press.OK:
            self._place = along(self._place, len(self._buttons), press, (Press.LEFT, Press.RIGHT))
            return None
        match self._buttons[self._place]:
            case "again":
                return self._again(self._request.lesson_id)
            case "result_each" | "result_overview":
                self._each = not self._each
                return None
            case "play_next" if self._following is not None:
                return self._again(self._following[0])
            case _:
                return Place.LIBRARY

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """Restart starts the lesson again, Stop goes to the library."""
        if isinstance(command, Restart):
            return Done(), self._again(self._request.lesson_id)
        if isinstance(command, Stop):
            return Done(), Place.LIBRARY
        return super().command(command)

    def _again(self, lesson_id: int) -> Destination:
        """Get ready for a lesson, from its beginning, with the same people."""
        request = self._household.request(lesson_id, self._request.member_ids)
        return Place.LIBRARY if isinstance(request, RefusalReason) else GetReadyFor(request=request)

    def _named(self, lesson_id: int) -> tuple[int, str] | None:
        with self._household.database.reading() as session:
            found = lessons.find(session, lesson_id)
            return None if found is None else (lesson_id, found.lesson.name)

    def _as_shown(self, moment: Moment | None) -> Moment | None:
        """The moment mirrored and patterned as in the match."""
        look = self._household.look
        return moment and replace(moment, mirrored=look.mirrored, patterned=look.patterned)

    def _before(self) -> list[float | None]:
        """Each person's score of the last match of this lesson; None without one, and for guests."""
        if self._shown.match_id is None:
            return [None] * len(self._request.badges)
        found: list[float | None] = []
        with self._household.database.reading() as session:
            match = session.get(Match, self._shown.match_id)
            for player in () if match is None else match.players:
                last = matches.last_time(session, player)
                found.append(None if last is None else last.final)
        return found

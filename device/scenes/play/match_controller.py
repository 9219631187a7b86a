"""Controls a running match from TV keys, phone commands and gestures, and reports its status to phones.

Decides what keys and commands do in a match, and what the choices of its menu do. The match obeys the
`MatchCommand` that results; the scene decides what follows the match.
"""

from dataclasses import replace

import numpy as np

from device.choices import Layout
from device.effects import Effect
from device.match.play.control import Course, MatchCommand
from device.messages import MatchView
from device.ports import Sounds
from device.presses import Press, Spot
from device.remote.messages import (
    Answer,
    Command,
    Done,
    GoOn,
    Pause,
    RefusalReason,
    Refused,
    Restart,
    SetLayout,
    Speed,
    Status,
    Stop,
    TvState,
)
from device.scenes.context import Household
from device.scenes.destinations import Practise
from device.scenes.match_request import MatchRequest
from device.scenes.play.menu import Choice, Menu, choices, next_layout, next_speed
from device.scenes.play.part_counts import PartCounts
from device.views import Pointer, View


class MatchController:
    """One per match: call `command` before every step of it, `view` with every view of it."""

    def __init__(self, household: Household, sounds: Sounds, request: MatchRequest) -> None:
        """The match plays at full speed; the menu is closed."""
        self._household = household
        self._sounds = sounds
        self._request = request
        self._look = household.look
        self._percent = 100
        self._course = Course.PLAY
        self._menu: Menu | None = None
        self._seen: MatchView | None = None
        self._behind_menu: MatchView | None = None
        self._counts = PartCounts(request)
        self.again = False  # whether the same lesson starts again after this match

    @property
    def menu_open(self) -> bool:
        """Whether the menu is shown over the match."""
        return self._menu is not None

    @property
    def course(self) -> Course:
        """How the match is to continue."""
        return self._course

    @property
    def time_s(self) -> float:
        """Seconds on the lesson's clock in the last view."""
        return 0.0 if self._seen is None else self._seen.time_s

    @property
    def left_s(self) -> float:
        """Seconds of the lesson that were left in the last view."""
        return 0.0 if self._seen is None else self._seen.duration_s - self._seen.time_s

    def command(self, notice: str | None) -> MatchCommand:
        """The command for the match's next step. notice: a sentence to show over it."""
        return MatchCommand(course=self._course, rate=self._percent / 100, look=self._look, notice=notice)

    def view(self, match: MatchView, pointer: Pointer | None) -> View:
        """The match's newest view, or the menu over it."""
        self._seen = match
        match = self._counts.shown(match)
        if self._menu is None:
            self._behind_menu = None
            return match
        behind = self._behind_menu
        if behind is None or behind.layout is not match.layout or behind.rate != match.rate:
            self._behind_menu = behind = match  # behind the menu the picture is still
        return self._menu.view(behind, self._look, self._household.words, pointer)

    def status(self) -> Status:
        """The match's status for phones."""
        playing = replace(
            self._request.status(TvState.PLAYING),
            paused=self._course is Course.PAUSE,
            rate_percent=self._percent,
            layout=self._look.layout.value,
        )
        if self._seen is None:
            return playing
        return replace(
            playing,
            time_s=self._seen.time_s,
            duration_s=self._seen.duration_s,
            scores=_scores(self._seen),
            repetitions=tuple(player.repetitions for player in self._seen.players),
        )

    def press(self, press: Press) -> Practise | None:
        """Act on a key. Returns a destination if practice was chosen, else None."""
        match press:
            case Press.HOME:
                self._end(Course.LEAVE)
            case Press.PAUSE:
                self._pause()
            case Press.PLAY | Press.BACK | Press.MENU if self._menu is not None:
                self._resume()
            case Press.PLAY | Press.BACK | Press.MENU | Press.OK if self._menu is None:
                self._pause()
            case Press.OK:
                return self._choose()
            case Press.UP | Press.DOWN if self._menu is not None:
                self._menu = self._menu.moved(press)
            case _:
                pass
        return None

    def focus(self, spot: Spot) -> None:
        """Move the menu's focus to the choice under a pointer."""
        if self._menu is not None:
            self._menu = self._menu.at(spot.index)

    def resume(self, note: str) -> None:
        """After practice, in which the layout may have been changed: show this sentence in the menu."""
        self._look = replace(self._look, layout=self._household.look.layout)
        if self._menu is not None:
            self._menu = replace(self._menu, note=note, place=0)

    def answer(self, command: Command) -> Answer:
        """Act on a phone's command."""
        match command:
            case Pause():
                self._pause()
            case GoOn():
                self._resume()
            case Restart() | Stop():
                self._end(Course.LEAVE)
                self.again = isinstance(command, Restart)
            case Speed(percent):
                self._percent = percent
            case SetLayout(layout):
                self._set_layout(Layout(layout))
            case _:
                return Refused(RefusalReason.BUSY)
        return Done()

    def _pause(self) -> None:
        if self._menu is None:
            part = self._request.exercise_at(self.time_s)
            self._menu = Menu(choices(practise=part is not None), part=None if part is None else part.name)
            self._sounds.effect(Effect.CHOOSE)
        if self._course is Course.PLAY:
            self._course = Course.PAUSE

    def _resume(self) -> None:
        self._menu = None
        if self._course is Course.PAUSE:
            self._course = Course.PLAY

    def _end(self, course: Course) -> None:
        self._menu = None
        self._course = course

    def _choose(self) -> Practise | None:
        """Carry out the focused choice of the menu."""
        assert self._menu is not None
        self._sounds.effect(Effect.CHOOSE)
        match self._menu.focused:
            case Choice.GO_ON:
                self._resume()
            case Choice.SPEED:
                self._percent = next_speed(self._percent)
            case Choice.LAYOUT:
                self._set_layout(next_layout(self._look.layout))
            case Choice.AGAIN:
                self.again = True
                self._end(Course.LEAVE)
            case Choice.FINISH:
                self._end(Course.FINISH)
            case Choice.LEAVE:
                self._end(Course.LEAVE)
            case Choice.PRACTISE:
                exercise = self._request.exercise_at(self.time_s)
                if exercise is not None:
                    return Practise(request=self._request, exercise=exercise, rate=self._percent / 100)
        return None

    def _set_layout(self, layout: Layout) -> None:
        self._look = replace(self._look, layout=layout)
        self._household.settings.change(layout=layout.value)


class PracticeController(MatchController):
    """Practice has no menu: what would pause a match ends it."""

    def __init__(self, household: Household, sounds: Sounds, request: MatchRequest, rate: float) -> None:
        """rate: lesson seconds per second."""
        super().__init__(household, sounds, request)
        self._percent = round(rate * 100)

    def _pause(self) -> None:
        self._end(Course.LEAVE)


def _scores(view: MatchView) -> tuple[float | None, ...]:
    known = [player.score for player in view.players]
    return tuple(None if score is None or np.isnan(score) else float(score) for score in known)

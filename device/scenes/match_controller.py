"""What people may do with a match that runs, from the TV, a phone or with a hand, and what the phone is told.

Decides which wishes fit, what the menu of a held match does, and what comes after it. How a match is held,
slowed or ended is in `device.match.play.match`; practising one exercise is a match of its own (`practice`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from device.choices import Layout
from device.effects import Effect
from device.match.play.control import Course, Orders
from device.messages import MatchView, Pose, PosedFrame
from device.presses import Press
from device.remote.messages import (
    Answer,
    Command,
    Done,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Restart,
    SetLayout,
    Speed,
    Status,
    Stop,
    TvState,
    Volume,
)
from device.scenes.context import Parts
from device.scenes.hands import Hand, Hands
from device.scenes.match_request import Order, Part
from device.scenes.menu import Choice, Menu, choices, next_layout, next_speed
from device.views import Pointer, View

Practises = Callable[[Order, Part, float], str]
VOLUME_STEP: Final = 5


class Steering:
    """One a match; the match asks it once for every picture."""

    def __init__(self, parts: Parts, order: Order, hands: Hands, practises: Practises | None = None) -> None:
        """practises: plays an exercise until it goes well, and gives a sentence about that."""
        self._parts = parts
        self._order = order
        self._hands = hands
        self._practises = practises
        self._look = parts.look
        self._percent = 100
        self._course = Course.PLAY
        self._menu: Menu | None = None
        self._view: MatchView | None = None
        self._held: MatchView | None = None
        self._pointer: Pointer | None = None
        self.again = False
        self.home = False
        self.finished = False  # by hand, before its end

    @property
    def time_s(self) -> float:
        """Where the lesson is, as far as it was seen."""
        return 0.0 if self._view is None else self._view.time_s

    @property
    def left_s(self) -> float:
        """How much of the lesson is left, as far as it was seen."""
        return 0.0 if self._view is None else self._view.duration_s - self._view.time_s

    def see(self, posed: PosedFrame, tutor: Pose | None) -> None:
        """The camera's newest picture and the tutor of then: a hand may hold the match, and choose."""
        hand = self._hands.see(posed, pointing=self._menu is not None, tutor=tutor)
        self._pointer = hand.pointer
        if hand.pause and self._menu is None:
            self._hold()
        elif self._menu is not None:
            self._point(hand)

    def dress(self, view: MatchView) -> View:
        """The match, or its menu over it."""
        self._view = view
        if self._menu is None:
            self._held = None
            return view
        if self._held is None or self._held.layout is not view.layout or self._held.rate != view.rate:
            self._held = view  # the match stands still under its menu, and so does its picture
        return self._menu.view(self._held, self._look, self._parts.words, self._pointer)

    def steer(self, view: MatchView | None) -> Orders:
        """How it goes on after this view."""
        self._parts.alive()
        self._parts.server.check()
        for press in self._parts.controls.take():
            self._press(press)
        while self._course in (Course.PLAY, Course.HOLD) and (asked := self._parts.server.next()) is not None:
            asked.answer(self._answer(asked.command))
        self._parts.report(self._status(view))
        troubles = self._parts.wrong()
        notice = self._parts.words.text(f"trouble_{troubles[0].value}") if troubles else None
        return Orders(self._course, self._percent / 100, self._look, notice)

    def _status(self, view: MatchView | None) -> Status:
        """What the phone is told."""
        playing = replace(
            self._order.status(TvState.PLAYING, self._parts.volume(None)),
            paused=self._course is Course.HOLD,
            rate_percent=self._percent,
            layout=self._look.layout.value,
        )
        if view is None:
            return playing
        return replace(
            playing,
            time_s=view.time_s,
            duration_s=view.duration_s,
            scores=_scores(view),
            repetitions=tuple(player.repetitions for player in view.players),
        )

    def _press(self, press: Press) -> None:
        match press:
            case Press.LOUDER | Press.QUIETER:
                change_volume(self._parts, press)
            case Press.LEAVE:
                self._end(Course.LEAVE)
                self.home = True
            case Press.HOME:
                self._end(Course.LEAVE)
            case Press.PAUSE:
                self._hold()
            case Press.PLAY | Press.BACK | Press.MENU if self._menu is not None:
                self._go_on()
            case Press.PLAY | Press.BACK | Press.MENU | Press.OK if self._menu is None:
                self._hold()
            case Press.OK:
                self._take()
            case Press.UP | Press.DOWN if self._menu is not None:
                self._menu = self._menu.moved(press)
            case _:
                pass

    def _point(self, hand: Hand) -> None:
        assert self._menu is not None
        if hand.spot is not None:
            self._menu = self._menu.at(hand.spot.index)
            if hand.chosen:
                self._take()

    def _hold(self) -> None:
        if self._menu is None:
            part = self._order.part_at(self.time_s)
            self._menu = Menu(choices(practise=self._practises is not None and part is not None))
            self._parts.sounds.effect(Effect.CHOOSE)
        if self._course is Course.PLAY:
            self._course = Course.HOLD

    def _go_on(self) -> None:
        self._menu = None
        if self._course is Course.HOLD:
            self._course = Course.PLAY

    def _end(self, course: Course) -> None:
        self._menu = None
        self._course = course

    def _take(self) -> None:
        """Do what is meant in the menu."""
        assert self._menu is not None
        self._parts.sounds.effect(Effect.CHOOSE)
        match self._menu.meant:
            case Choice.GO_ON:
                self._go_on()
            case Choice.SPEED:
                self._percent = next_speed(self._percent)
            case Choice.LAYOUT:
                self._arrange(next_layout(self._look.layout))
            case Choice.AGAIN:
                self.again = True
                self._end(Course.LEAVE)
            case Choice.FINISH:
                self.finished = True
                self._end(Course.FINISH)
            case Choice.LEAVE:
                self._end(Course.LEAVE)
            case Choice.PRACTISE:
                part = self._order.part_at(self.time_s)
                if part is not None and self._practises is not None:
                    self._menu = replace(
                        self._menu, note=self._practises(self._order, part, self._percent / 100), place=0
                    )

    def _arrange(self, layout: Layout) -> None:
        self._look = replace(self._look, layout=layout)
        self._parts.set(layout=layout.value)

    def _answer(self, wish: Command) -> Answer:
        match wish:
            case Pause():
                self._hold()
            case GoOn():
                self._go_on()
            case Restart() | Stop():
                self._end(Course.LEAVE)
                self.again = isinstance(wish, Restart)
            case Volume(percent):
                self._parts.set(volume=percent)
            case Speed(percent):
                self._percent = percent
            case SetLayout(layout):
                self._arrange(Layout(layout))
            case PressKey(press):
                self._press(Press(press))
            case _:  # another lesson or a code: not over the heads of those who play
                return Refused(RefusalReason.BUSY)
        return Done()


def change_volume(parts: Parts, press: Press) -> None:
    """Louder or quieter by a step."""
    step = VOLUME_STEP if press is Press.LOUDER else -VOLUME_STEP
    parts.set(volume=min(max(parts.volume(None) + step, 0), 100))


def _scores(view: MatchView) -> Sequence[float | None]:
    known = [player.score for player in view.players]
    return tuple(None if score is None or np.isnan(score) else float(score) for score in known)

"""The main loop of the TV process: one scene is on the screen, and every round polls all inputs for it.

Decides the order of a round (mouse, keys, camera, scene, screen; phones between rounds), its rate, and that
an error in a lesson ends the lesson and not the process. A scene on top of another one (practice in a match)
is pushed on a stack, and popped when it returns.
"""

import contextlib
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from device.effects import Effect
from device.errors import FormboxError
from device.presses import Press, Spot
from device.remote.messages import (
    Answer,
    Code,
    Command,
    Done,
    PressKey,
    RefusalReason,
    Refused,
    Start,
    TrainFreely,
    Volume,
)
from device.remote.server import PendingCommand
from device.runtime.pace import Pace
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household
from device.scenes.destinations import Destination, GetReadyFor, Place, Practise, Return
from device.scenes.focus import STEPS
from device.scenes.hands import NO_HAND, Hand, Hands
from device.scenes.match_request import MatchRequest
from device.scenes.scene import HandUse, Scene
from device.scenes.scenes import Scenes
from device.trouble import Trouble

log = logging.getLogger(__name__)

# Longest wait for a phone's command in one piece, where the screen changes seldom, s.
COMMAND_WAIT_S: Final = 0.1
# Rounds per second while one screen fades into another.
MOVING_FPS: Final = 60.0
VOLUME_STEPS: Final = {Press.LOUDER: 5, Press.QUIETER: -5}


class SceneLoop:
    """One per process; `run` it in the thread of the screen."""

    def __init__(
        self, hardware: Hardware, household: Household, alerts: Alerts, hands: Hands, scenes: Scenes
    ) -> None:
        """Shows nothing before `run` or `go`."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._hands = hands
        self._scenes = scenes
        self._stack: list[Scene] = []
        self._hand: Hand = NO_HAND
        self._hovered: Spot | None = None
        self._pace = Pace(hardware.clock)
        self.quitting = False

    @property
    def scene(self) -> Scene:
        """The scene on the screen. Raises IndexError before the first `go`."""
        return self._stack[-1]

    def run(self) -> None:
        """Show scenes until a person quits; every scene is left at the end, also at an error.

        A FormboxError of a scene leads to the library; all other errors are raised.
        """
        self._household.settings.read()
        try:
            self.go(Place.IDLE)
            while not self.quitting:
                self.round()
                fps = MOVING_FPS if self._hardware.screen.moving else self.scene.fps
                self.wait(self._pace.due(fps, self.scene.rest_s))
        finally:
            with contextlib.ExitStack() as exits:  # every scene is left, even if another one fails in it
                for scene in self._stack:
                    exits.callback(scene.exit)
                self._stack.clear()

    def round(self) -> None:
        """Once through everything: errors of threads, status, mouse, keys, camera, the scene's tick, screen.

        Nothing in it sleeps, and a match takes one step.
        """
        hardware, scene = self._hardware, self.scene
        hardware.alive()
        hardware.phones.check()
        hardware.poses.check()
        self._alerts.check()
        self._report()
        self._point()
        for press in hardware.controls.take():
            self.go(self._press(press))
            if self.quitting:
                return
        self._look()
        if self.scene is scene:  # a new scene is shown before its first tick
            self.go(self._guarded(scene.tick))
        hardware.screen.show(self.scene.view(self._hand.pointer or hardware.screen.pointer))

    def wait(self, until_s: float) -> None:
        """Sleep until the next round is due; carry out commands of phones meanwhile, which end the sleep."""
        clock, phones = self._hardware.clock, self._hardware.phones
        while not self.quitting and (left_s := until_s - clock.now()) > 0:
            if left_s <= COMMAND_WAIT_S / 2:  # waiting for a command would oversleep
                clock.sleep(left_s)
                continue
            asked = phones.next(min(left_s, COMMAND_WAIT_S))
            if asked is not None:
                self._carry_out(asked)
                return
        while not self.quitting and (asked := phones.next()) is not None:
            self._carry_out(asked)

    def go(self, destination: Destination | None) -> None:
        """Show the scene of a destination; None: stay. `Practise` keeps the present one below."""
        if destination is None:
            return
        if isinstance(destination, Return):
            self._stack.pop().exit()
            self.scene.resume(destination.note)
            self._show_new(entering=False)
            return
        scene = self._scenes.scene(destination)
        if isinstance(destination, Practise):
            self._stack.append(scene)
        elif not self._stack or scene is not self.scene:
            while self._stack:
                self._stack.pop().exit()
            self._stack.append(scene)
        else:
            return
        self._show_new(entering=True)

    def _show_new(self, *, entering: bool) -> None:
        scene = self.scene
        self._hovered, self._hand = None, NO_HAND
        self._hands.block()
        self._watch(scene)
        if entering:
            self.go(self._guarded(scene.enter))
        if self.scene is scene:
            self._report()

    def _watch(self, scene: Scene) -> None:
        """Run camera and network as this scene needs them; stop them if only disabled gestures need them."""
        needed = scene.look_every_s == 0.0
        people = scene.people if needed or self._household.settings.now.gestures else 0
        poses = self._hardware.poses
        poses.watch(people, scene.look_every_s)
        if people or needed:
            poses.start()
        else:
            poses.stop()

    def _report(self) -> None:
        """Tell phones what the TV does, and what is wrong."""
        status = self.scene.status()
        self._hardware.phones.tell(
            replace(status, volume=self._hardware.volume(None), troubles=self._alerts.for_phones())
        )

    def _guarded(self, act: Callable[[], Destination | None]) -> Destination | None:
        """Where an act of the scene leads: to the library with an alert if it raises a FormboxError."""
        try:
            return act()
        except FormboxError as error:
            log.warning("the scene %s ended: %s", type(self.scene).__name__, error)
            self._alerts.raise_alert(Trouble.LESSON_BROKEN)
            return Place.LIBRARY

    def _carry_out(self, asked: PendingCommand) -> None:
        """Answer a command, then go where it leads: preparing a match takes longer than phones wait."""
        answer, destination = self._answer(asked.command)
        asked.answer(answer)
        self.go(destination)

    def _answer(self, command: Command) -> tuple[Answer, Destination | None]:
        match command:
            case Start() | TrainFreely() | Code() if self.scene.busy:
                return Refused(RefusalReason.BUSY), None
            case Start():
                return self._start(command)
            case Code():
                return self._scenes.scene(Place.IDLE).command(command)[0], Place.IDLE
            case Volume(percent):
                self._household.settings.change(volume=percent)
                return Done(), None
            case PressKey(press):
                return Done(), self._press(Press(press))
            case _:
                return self.scene.command(command)

    def _start(self, command: Start) -> tuple[Answer, Destination | None]:
        found = self._household.request(command.lesson_id, command.member_ids)
        if not isinstance(found, MatchRequest):
            return Refused(found), None
        self._household.trainees.ids = command.member_ids
        return Done(), GetReadyFor(request=found)

    def _press(self, press: Press) -> Destination | None:
        """What a key does everywhere, or in the present scene; returns where it leads."""
        if press is Press.LEAVE:
            self.quitting = True
            return None
        if press in VOLUME_STEPS:
            percent = self._hardware.volume(None) + VOLUME_STEPS[press]
            self._household.settings.change(volume=min(max(percent, 0), 100))
            return None
        if self.scene.key_sounds:
            self._hardware.sounds.effect(Effect.MOVE if press in STEPS else Effect.CHOOSE)
        return self.scene.press(press)

    def _look(self) -> None:
        """Give the camera's newest picture to the scene, and act on hands in it."""
        scene, posed = self.scene, self._hardware.poses.take()
        if posed is None:
            if self._alerts.camera() is not None:  # the hand of the last picture would point for ever
                self._hand = NO_HAND
            return
        scene.see(posed)
        if scene.hand_use is HandUse.NONE:
            self._hand = NO_HAND
            return
        pointing = scene.hand_use is HandUse.POINT
        self._hand = self._hands.see(posed, pointing=pointing, tutor=scene.tutor_pose)
        if self._hand.spot is not None:
            self._hover(self._hand.spot)
        if self._hand.pause and not pointing:
            self.go(self._press(Press.PAUSE))
        elif self._hand.chosen:
            self._hand = NO_HAND
            self.go(self._press(Press.OK))

    def _point(self) -> None:
        """Move the focus to what lies under the mouse, so that a click chooses it."""
        mouse = self._hardware.screen.pointer
        if mouse is not None:
            self._hover(self._hardware.screen.target(mouse.x, mouse.y))

    def _hover(self, spot: Spot | None) -> None:
        if spot is not None and spot != self._hovered:
            self.scene.focus(spot)
            self._hardware.sounds.effect(Effect.MOVE)
        self._hovered = spot

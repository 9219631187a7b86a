"""The loop of the TV: one scene at a time, as long as the process runs.

Decides the order of a round (phones, keys, camera, scene, screen), how often there is one, and that a lesson
which goes wrong ends that lesson and not the process. What a scene shows and where it leads is its own; a
scene on top of another (practice in a match) is pushed, and popped when it returns.
"""

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

# Where the screen changes seldom the loop wakes for a phone's command at least so often.
COMMAND_WAIT_S: Final = 0.1
# While one screen fades into another.
MOVING_FPS: Final = 60.0
VOLUME_STEPS: Final = {Press.LOUDER: 5, Press.QUIETER: -5}


class SceneLoop:
    """Per process; `run` it in the thread of the screen."""

    def __init__(
        self, hardware: Hardware, household: Household, alerts: Alerts, hands: Hands, scenes: Scenes
    ) -> None:
        """Nothing is shown before `run`."""
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
        """Until a person quits. Raises what is a fault of the program."""
        self._household.settings.read()
        try:
            self.go(Place.IDLE)
            while not self.quitting:
                self.round()
                fps = MOVING_FPS if self._hardware.screen.moving else self.scene.fps
                self.wait(self._pace.due(fps, self.scene.rest_s))
        finally:
            while self._stack:
                self._stack.pop().exit()

    def round(self) -> None:
        """Everything once: threads, phones, pointer, keys, camera, the scene's tick, the screen."""
        hardware, scene = self._hardware, self.scene
        hardware.alive()
        hardware.phones.check()
        hardware.poses.check()
        self._alerts.check()
        self._report()
        self._point()
        for press in hardware.controls.take():
            self._press(press)
        self._look()
        if self.scene is scene and not self.quitting:  # a new scene is shown before its first tick
            self.go(self._guarded(scene.tick))
        if not self.quitting:
            hardware.screen.show(self.scene.view(self._hand.pointer or hardware.screen.pointer))

    def wait(self, until_s: float) -> None:
        """Sleep until the next round, or until a phone's command was carried out."""
        clock, phones = self._hardware.clock, self._hardware.phones
        while not self.quitting and (left_s := until_s - clock.now()) > 0:
            if left_s <= COMMAND_WAIT_S / 2:  # waiting for a command would oversleep
                clock.sleep(left_s)
                continue
            asked = phones.next(min(left_s, COMMAND_WAIT_S))
            if asked is not None:
                self._carry_out(asked)
                return
        while (asked := phones.next()) is not None:
            self._carry_out(asked)

    def go(self, destination: Destination | None) -> None:
        """To another scene; None: stay."""
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
        """Camera and network as this scene needs them; they rest where only gestures would need them."""
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
        """What the scene's act leads to; a lesson that goes wrong leads to the library, with an alert."""
        try:
            return act()
        except FormboxError as error:
            log.warning("the scene %s ended: %s", type(self.scene).__name__, error)
            self._alerts.raise_alert(Trouble.LESSON_BROKEN)
            return Place.LIBRARY

    def _carry_out(self, asked: PendingCommand) -> None:
        """Answer a command first, then do what may take long."""
        answer, destination = self._answer(asked.command)
        asked.answer(answer)
        self.go(destination)

    def _answer(self, command: Command) -> tuple[Answer, Destination | None]:
        match command:
            case Start() | Code() if self.scene.busy:
                return Refused(RefusalReason.BUSY), None
            case Start(lesson_id, member_ids):
                found = self._household.request(lesson_id, member_ids)
                if not isinstance(found, MatchRequest):
                    return Refused(found), None
                self._household.trainees.ids = tuple(member_ids)
                return Done(), GetReadyFor(request=found)
            case Code():
                return self._scenes.scene(Place.IDLE).command(command)[0], Place.IDLE
            case Volume(percent):
                self._household.settings.change(volume=percent)
            case PressKey(press):
                self._press(Press(press))
            case _:
                return self.scene.command(command)
        return Done(), None

    def _press(self, press: Press) -> None:
        if press is Press.LEAVE:
            self.quitting = True
        elif press in VOLUME_STEPS:
            percent = self._hardware.volume(None) + VOLUME_STEPS[press]
            self._household.settings.change(volume=min(max(percent, 0), 100))
        else:
            if self.scene.key_sounds:
                self._hardware.sounds.effect(Effect.MOVE if press in STEPS else Effect.CHOOSE)
            self.go(self.scene.press(press))

    def _look(self) -> None:
        """The camera's newest picture, for the scene and for hands."""
        scene, posed = self.scene, self._hardware.poses.take()
        if posed is None:
            return
        scene.see(posed)
        if scene.hand_use is HandUse.NONE:
            self._hand = NO_HAND
            return
        pointing = scene.hand_use is HandUse.POINT
        self._hand = self._hands.see(posed, pointing=pointing, tutor=scene.tutor_pose)
        if self._hand.pause and not pointing:
            self._press(Press.PAUSE)
        if self._hand.spot is not None:
            self._hover(self._hand.spot)
        if self._hand.chosen:
            self._hand = NO_HAND
            self._press(Press.OK)

    def _point(self) -> None:
        """What lies under the mouse has the focus, so that a click chooses it."""
        mouse = self._hardware.screen.pointer
        if mouse is not None:
            self._hover(self._hardware.screen.target(mouse.x, mouse.y))

    def _hover(self, spot: Spot | None) -> None:
        if spot is not None and spot != self._hovered:
            self.scene.focus(spot)
            self._hardware.sounds.effect(Effect.MOVE)
        self._hovered = spot
